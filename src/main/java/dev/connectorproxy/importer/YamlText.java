package dev.connectorproxy.importer;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Writes values as YAML that a person likes to read.
final class YamlText {
    private static final int WIDTH = 120;

    /// Texts that mean nothing else without quotes, also inside brackets.
    private static final Pattern PLAIN =
            Pattern.compile(
                    "[\\p{L}/_.][\\p{L}\\p{N} /_.;()+$@~'*-]*(?::[\\p{L}\\p{N}/_.;()+$@~'*-]+)*");

    private static final Pattern AMBIGUOUS =
            Pattern.compile("(?i)true|false|yes|no|on|off|null|y|n|~|\\.inf|\\.nan|[.0-9_]+");

    private YamlText() {}

    /// A text, quoted only if it must be.
    static String scalar(String text) {
        if (PLAIN.matcher(text).matches()
                && !AMBIGUOUS.matcher(text).matches()
                && !text.endsWith(" ")) {
            return text;
        }
        var quoted = new StringBuilder("\"");
        text.chars().forEach(c -> quoted.append(escaped((char) c)));
        return quoted.append('"').toString();
    }

    private static String escaped(char c) {
        return switch (c) {
            case '"', '\\' -> "\\" + c;
            case '\n' -> "\\n";
            case '\t' -> "\\t";
            default ->
                    Character.isISOControl(c)
                                    || c == 0x2028
                                    || c == 0x2029
                                    || c == 0xFEFF
                                    || c >= 0xFFFE
                            ? "\\u%04x".formatted((int) c)
                            : String.valueOf(c);
        };
    }

    /// `[a, b]`, over several lines if it is long.
    ///
    /// @param indent the spaces before a further line
    static String list(List<String> texts, int indent) {
        var lines = new ArrayList<String>();
        var line = new StringBuilder();
        for (var text : texts) {
            var next = scalar(text) + ",";
            if (!line.isEmpty() && indent + line.length() + next.length() + 1 > WIDTH) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(next);
        }
        lines.add(line.toString());
        var all = String.join("\n" + " ".repeat(indent), lines);
        return "[" + (all.isEmpty() ? "" : all.substring(0, all.length() - 1)) + "]";
    }

    /// `{a: b, c: d}`; values are texts.
    static String mapping(Map<String, String> members) {
        return members.entrySet().stream()
                .map(member -> scalar(member.getKey()) + ": " + scalar(member.getValue()))
                .collect(Collectors.joining(", ", "{", "}"));
    }

    /// A comment, over several lines if it is long.
    static String comment(String text, int indent) {
        var out = new StringBuilder();
        var line = new StringBuilder();
        for (var word :
                text.replaceAll("[\\p{Cc}\\p{Zl}\\p{Zp}\\p{Cn}\\p{Cs}\\ufeff\\s]+", " ")
                        .strip()
                        .split(" ")) {
            if (!line.isEmpty() && indent + 2 + line.length() + word.length() + 1 > WIDTH) {
                out.append(" ".repeat(indent)).append("# ").append(line).append('\n');
                line.setLength(0);
                line.append("  ");
            }
            line.append(line.isEmpty() || line.charAt(line.length() - 1) == ' ' ? "" : " ")
                    .append(word);
        }
        return out.append(" ".repeat(indent)).append("# ").append(line).append('\n').toString();
    }
}
