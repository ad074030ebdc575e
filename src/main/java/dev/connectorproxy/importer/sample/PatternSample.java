package dev.connectorproxy.importer.sample;

import java.util.Optional;

/// Finds a text that a regular expression matches: the shortest one that repeats each part as rarely as the expression allows. It knows
/// literals, classes, groups, alternatives and quantifiers; look-around and back references are passed over, and the result is
/// tried on the expression.
final class PatternSample {
    private static final int MAX_REPEATS = 1_000;
    private static final String CANDIDATES =
            "a0A-_ .@/:,+1bBcd=#$%&'()*!?;<>[]\\^`{|}~\"xyzXYZ23456789efghijklmnopqrstuvwCDEFGHIJKLMNOPQRSTUVW\t\n";

    private final String pattern;
    private final int more;
    private int at;

    private PatternSample(String pattern, int more) {
        this.pattern = pattern;
        this.more = more;
    }

    /// @param minLength how long the text must be at least
    static Optional<String> of(String pattern, int minLength) {
        for (int more = 0; more <= minLength; more = more == 0 ? 1 : more * 2) {
            var text = attempt(pattern, more);
            if (text.isPresent() && text.get().length() >= minLength) {
                return text;
            }
        }
        return attempt(pattern, minLength).filter(text -> text.length() >= minLength);
    }

    /// @param more how often a part is repeated beyond what it must, if it may
    private static Optional<String> attempt(String pattern, int more) {
        try {
            var text = new PatternSample(pattern, more).alternatives();
            return TextSamples.isMatch(pattern, text) ? Optional.of(text) : Optional.empty();
        } catch (IndexOutOfBoundsException | NumberFormatException _) {
            return Optional.empty();
        }
    }

    /// The first alternative, read up to the end of the group.
    private String alternatives() {
        var first = sequence();
        while (at < pattern.length() && pattern.charAt(at) == '|') {
            at++;
            var next = sequence();
            first = first.isEmpty() ? next : first;
        }
        return first;
    }

    private String sequence() {
        var text = new StringBuilder();
        while (at < pattern.length() && pattern.charAt(at) != '|' && pattern.charAt(at) != ')') {
            var part = part();
            text.append(part.repeat(repeats()));
        }
        return text.toString();
    }

    private String part() {
        char c = pattern.charAt(at++);
        return switch (c) {
            case '(' -> group();
            case '[' -> characterClass();
            case '\\' -> escape();
            case '.' -> "a";
            case '^', '$' -> "";
            default -> String.valueOf(c);
        };
    }

    private String group() {
        boolean isPassedOver = false;
        if (pattern.charAt(at) == '?') {
            int start = at;
            at +=
                    pattern.startsWith("?<", at)
                                    && !pattern.startsWith("?<=", at)
                                    && !pattern.startsWith("?<!", at)
                            ? pattern.indexOf('>', at) - at + 1
                            : pattern.startsWith("?<", at) ? 3 : 2;
            isPassedOver = pattern.substring(start, at).matches("\\?<?[=!]");
        }
        var text = alternatives();
        at++;
        return isPassedOver ? "" : text;
    }

    /// One character of the class; the class itself is left to the JDK.
    private String characterClass() {
        int start = at - 1;
        int end = pattern.charAt(at) == '^' ? at + 1 : at;
        end = pattern.charAt(end) == ']' ? end + 1 : end;
        while (pattern.charAt(end) != ']') {
            end += pattern.charAt(end) == '\\' ? 2 : 1;
        }
        at = end + 1;
        return member(pattern.substring(start, at));
    }

    private String escape() {
        char c = pattern.charAt(at++);
        return switch (c) {
            case 'd' -> "0";
            case 'w', 'S', 'D' -> "a";
            case 's' -> " ";
            case 'W' -> "-";
            case 'b', 'B', 'A', 'z', 'Z' -> "";
            case 't' -> "\t";
            case 'n' -> "\n";
            case 'r' -> "\r";
            case 'u' -> {
                at += 4;
                yield Character.toString(Integer.parseInt(pattern.substring(at - 4, at), 16));
            }
            case 'p', 'P' -> {
                int start = at - 2;
                at = pattern.charAt(at) == '{' ? pattern.indexOf('}', at) + 1 : at + 1;
                yield member(pattern.substring(start, at));
            }
            default -> String.valueOf(c);
        };
    }

    private static String member(String set) {
        return CANDIDATES
                .chars()
                .mapToObj(Character::toString)
                .filter(c -> TextSamples.isMatch(set, c))
                .findFirst()
                .orElse("");
    }

    private int repeats() {
        if (at >= pattern.length()) {
            return 1;
        }
        int count =
                switch (pattern.charAt(at)) {
                    case '?' -> counted(0, Math.min(more, 1));
                    case '*' -> counted(0, more);
                    case '+' -> counted(1, more);
                    case '{' -> braces();
                    default -> -1;
                };
        if (count >= 0 && at < pattern.length() && "?+".indexOf(pattern.charAt(at)) >= 0) {
            at++;
        }
        return count < 0 ? 1 : count;
    }

    private int counted(int least, int further) {
        at++;
        return least + further;
    }

    private int braces() {
        int end = pattern.indexOf('}', at);
        var bounds = end < 0 ? "" : pattern.substring(at + 1, end);
        if (!bounds.matches("[0-9]+(,[0-9]*)?")) {
            return -1;
        }
        at = end + 1;
        int least = Integer.parseInt(bounds.split(",")[0]);
        boolean exact = !bounds.contains(",");
        int most =
                exact
                        ? least
                        : bounds.endsWith(",")
                                ? MAX_REPEATS
                                : Integer.parseInt(bounds.split(",")[1]);
        return Math.min(
                least == 0 ? Math.min(most, 1) + more : least + more, Math.min(most, MAX_REPEATS));
    }
}
