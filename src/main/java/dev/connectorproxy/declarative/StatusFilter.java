package dev.connectorproxy.declarative;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Whether a condition on a response can hold with a status, found in its text without evaluating it: the conditions of most
/// rules begin with the status, and most responses are successes. What is not a comparison of `status` with numbers, joined by
/// `and`, `or` and parentheses, can always hold.
final class StatusFilter {
    /// Operators that bind more loosely than `or`, and texts whose end is not easily found.
    private static final Pattern INTRICATE = Pattern.compile("[?:;/`{}\\\\]");

    private static final Pattern COMPARISON =
            Pattern.compile("status\\s*(=|!=|<=|<|>=|>)\\s*(\\d{1,9})");
    private static final Pattern MEMBERSHIP =
            Pattern.compile("status\\s+in\\s*\\[\\s*(\\d{1,9}(?:\\s*,\\s*\\d{1,9})*)\\s*]");
    private static final IntPredicate ANY = _ -> true;

    private StatusFilter() {}

    /// The statuses with which a condition can hold.
    ///
    /// @param condition JSONata that is valid
    static IntPredicate of(String condition) {
        return INTRICATE.matcher(condition).find() ? ANY : any(condition.strip());
    }

    private static IntPredicate any(String text) {
        return split(text, "or").stream()
                .map(StatusFilter::all)
                .reduce(IntPredicate::or)
                .orElse(ANY);
    }

    private static IntPredicate all(String text) {
        return split(text, "and").stream()
                .map(StatusFilter::term)
                .reduce(IntPredicate::and)
                .orElse(ANY);
    }

    private static IntPredicate term(String text) {
        if (isParenthesized(text)) {
            return any(text.substring(1, text.length() - 1).strip());
        }
        var comparison = COMPARISON.matcher(text);
        if (comparison.matches()) {
            return comparison(comparison);
        }
        var membership = MEMBERSHIP.matcher(text);
        if (membership.matches()) {
            var members = numbers(membership.group(1));
            return members::contains;
        }
        return ANY;
    }

    private static IntPredicate comparison(MatchResult comparison) {
        int number = Integer.parseInt(comparison.group(2));
        return switch (comparison.group(1)) {
            case "=" -> status -> status == number;
            case "!=" -> status -> status != number;
            case "<" -> status -> status < number;
            case "<=" -> status -> status <= number;
            case ">" -> status -> status > number;
            default -> status -> status >= number;
        };
    }

    private static Set<Integer> numbers(String list) {
        return Stream.of(list.split(","))
                .map(String::strip)
                .map(Integer::valueOf)
                .collect(Collectors.toSet());
    }

    private static boolean isParenthesized(String text) {
        return text.startsWith("(") && depths(text).indexOf(0) == text.length() - 1;
    }

    /// The parts between the words that stand outside of parentheses and quotes.
    private static List<String> split(String text, String word) {
        var depths = depths(text);
        var parts = new ArrayList<String>();
        int begin = 0;
        var words = Pattern.compile("\\b" + word + "\\b").matcher(text);
        while (words.find()) {
            if (depths.get(words.start()) == 0) {
                parts.add(text.substring(begin, words.start()).strip());
                begin = words.end();
            }
        }
        parts.add(text.substring(begin).strip());
        return parts;
    }

    /// How many parentheses, brackets and quotes are open after each character.
    private static List<Integer> depths(String text) {
        var depths = new ArrayList<Integer>(text.length());
        int depth = 0;
        char quote = 0;
        for (char c : text.toCharArray()) {
            if (quote != 0) {
                boolean ends = c == quote;
                quote = ends ? 0 : quote;
                depth -= ends ? 1 : 0;
            } else if (c == '"' || c == '\'') {
                quote = c;
                depth++;
            } else if (c == '(' || c == '[') {
                depth++;
            } else if (c == ')' || c == ']') {
                depth--;
            }
            depths.add(depth);
        }
        return depths;
    }
}
