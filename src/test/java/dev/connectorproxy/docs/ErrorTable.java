package dev.connectorproxy.docs;

import dev.connectorproxy.declarative.file.ErrorRule;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The error rules of a connector file as a table.
final class ErrorTable {
    private static final Pattern STATUSES =
            Pattern.compile("status = (\\d{3})|status in \\[([\\d, ]+)]");

    private ErrorTable() {}

    static String of(List<ErrorRule> rules) {
        return rules.stream()
                .map(ErrorTable::row)
                .collect(
                        Collectors.joining(
                                "",
                                "| Code | When | `http_status` | Engines repeat it |\n|---|---|---|---|\n",
                                ""));
    }

    private static String row(ErrorRule rule) {
        return "| `%s` | %s | %s | %s |\n"
                .formatted(
                        rule.code(),
                        MarkdownCell.code(rule.when().text()),
                        status(rule),
                        repeated(rule));
    }

    private static String status(ErrorRule rule) {
        var statuses = statuses(rule);
        if (!statuses.isEmpty()) {
            return statuses.stream()
                    .map(status -> String.valueOf(adjusted(rule, status)))
                    .distinct()
                    .collect(Collectors.joining(", "));
        }
        return "that of the response"
                + rule.retry()
                        .map(retry -> retry ? ", or 503" : "; 422 instead of 429 and 5xx")
                        .orElse("");
    }

    private static String repeated(ErrorRule rule) {
        var statuses = statuses(rule);
        if (rule.retry().isPresent()) {
            return rule.retry().get() ? "yes" : "no";
        }
        if (statuses.isEmpty()) {
            return "if 429 or 5xx";
        }
        return statuses.stream().allMatch(ErrorTable::isRepeated)
                ? "yes"
                : statuses.stream().noneMatch(ErrorTable::isRepeated) ? "no" : "if 429 or 5xx";
    }

    /// The status of the failure, as the rule changes it.
    private static int adjusted(ErrorRule rule, int status) {
        return rule.retry()
                .filter(retry -> retry != isRepeated(status))
                .map(retry -> retry ? 503 : 422)
                .orElse(status);
    }

    private static boolean isRepeated(int status) {
        return status == 429 || status >= 500;
    }

    /// The statuses that the rule can have, as far as it says so.
    private static List<Integer> statuses(ErrorRule rule) {
        if (rule.status().isPresent()) {
            return List.of(rule.status().getAsInt());
        }
        var condition = STATUSES.matcher(rule.when().text());
        return condition.matches()
                ? Arrays.stream(
                                Optional.ofNullable(condition.group(1))
                                        .orElseGet(() -> condition.group(2))
                                        .split(", *"))
                        .map(Integer::valueOf)
                        .toList()
                : List.of();
    }
}
