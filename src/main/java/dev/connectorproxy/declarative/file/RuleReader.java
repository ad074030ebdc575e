package dev.connectorproxy.declarative.file;

import dev.connectorproxy.settings.SpellingSuggestion;
import dev.connectorproxy.spi.ErrorCode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/// Reads the rules under `errors` and `checks`, and the names under `codes`.
final class RuleReader {
    private static final List<String> ERROR_KEYS =
            List.of("when", "code", "message", "status", "retry");
    private static final List<String> CHECK_KEYS = List.of("when", "message");
    private static final String CODE = "[A-Za-z][A-Za-z0-9_.-]*";

    private RuleReader() {}

    static List<ErrorRule> errors(FileSection section) {
        var rules = new ArrayList<ErrorRule>();
        for (var rule : section.sections("errors", "an error rule", ERROR_KEYS)) {
            var code = rule.required("code", "it is the error_code that diagrams catch");
            if (!code.matches(CODE)) {
                throw rule.refused("code", "must be made of letters, digits, _, . and -");
            }
            rules.add(
                    new ErrorRule(
                            rule.requiredSource("when", "it is JSONata, such as 'status = 410'"),
                            code,
                            rule.source("message"),
                            rule.number("status", 400, 599),
                            rule.flag("retry")));
        }
        return rules;
    }

    /// Other names of failures that have no response of the target.
    static Map<String, String> codes(FileSection section) {
        var known = Arrays.stream(ErrorCode.values()).map(ErrorCode::code).toList();
        var codes = section.textsByName("codes");
        codes.forEach((code, name) -> {
            if (!known.contains(code)) {
                throw section.refused(
                        "codes",
                        "must have codes of the proxy before the colons, which '%s' is not%s"
                                .formatted(code, SpellingSuggestion.hint(code, known)));
            }
            if (!name.matches(CODE)) {
                throw section.refused(
                        "codes", "must have names made of letters, digits, _, . and -");
            }
        });
        return codes;
    }

    static List<CheckRule> checks(FileSection section) {
        var rules = new ArrayList<CheckRule>();
        for (var rule : section.sections("checks", "a check", CHECK_KEYS)) {
            rules.add(
                    new CheckRule(
                            rule.requiredSource("when", "it is JSONata over the arguments"),
                            rule.requiredSource(
                                    "message", "it is JSONata, such as '\"give either a or b\"'")));
        }
        return rules;
    }
}
