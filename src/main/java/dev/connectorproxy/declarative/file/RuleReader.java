package dev.connectorproxy.declarative.file;

import java.util.ArrayList;
import java.util.List;

/// Reads the rules under `errors` and `checks`.
final class RuleReader {
    private static final List<String> ERROR_KEYS =
            List.of("when", "code", "message", "status", "retry");
    private static final List<String> CHECK_KEYS = List.of("when", "message");

    private RuleReader() {}

    static List<ErrorRule> errors(FileSection section) {
        var rules = new ArrayList<ErrorRule>();
        for (var rule : section.sections("errors", "an error rule", ERROR_KEYS)) {
            var code = rule.required("code", "it is the error_code that diagrams catch");
            if (!code.matches("[A-Za-z][A-Za-z0-9_.-]*")) {
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
