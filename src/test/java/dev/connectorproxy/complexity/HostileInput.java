package dev.connectorproxy.complexity;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.UnaryOperator;

/// Hostile inputs of any length, made from a template. In it, `§` stands for a repeated text, `«x»` for `x,x,x…`, in which
/// `№` is a number, and `¤` for a JSON value. One of these places at a time is filled; the others are empty, occur once,
/// or are `1`.
///
/// @param name the template with the filled place marked by `▶`, and what fills it
/// @param ofLength the input with about so many characters in that place
public record HostileInput(String name, IntFunction<String> ofLength) {
    private static final List<String> TEXTS =
            List.of(
                    "\\",
                    "\"",
                    "&",
                    "<",
                    "=",
                    "%",
                    "%25",
                    "+",
                    "e\u0301",
                    "😀",
                    "1",
                    "[",
                    "{",
                    ",",
                    "\n",
                    "\r\n ",
                    " ",
                    "${secret:",
                    "$",
                    "'",
                    ";",
                    "/*",
                    "--",
                    "\u0000",
                    "a",
                    ".",
                    "/",
                    "/../",
                    ":",
                    "@",
                    "(",
                    "a=b&",
                    "a_.",
                    "\\u0041",
                    "&amp;",
                    "]]>",
                    "<a>",
                    "=?utf-8?q?a?= ",
                    "%s",
                    "\uDFFF");

    private static final int LONE_SURROGATE = 0xDFFF;
    private static final int DEEP = 60;

    /// Every place of the template with everything that may fill it.
    ///
    /// @param escape applied to repeated texts
    public static List<HostileInput> of(String template, UnaryOperator<String> escape) {
        var inputs = new ArrayList<HostileInput>();
        for (int i = 0; i < template.length(); i++) {
            int place = i;
            var marked = template.substring(0, i) + "▶" + template.substring(i);
            switch (template.charAt(i)) {
                case '§' ->
                        TEXTS.forEach(text -> {
                            var unit = escape.apply(text);
                            inputs.add(
                                    new HostileInput(
                                            marked + " with " + unit,
                                            length ->
                                                    fill(
                                                            template,
                                                            place,
                                                            unit.repeat(
                                                                    1 + length / text.length()))));
                        });
                case '«' ->
                        inputs.add(
                                new HostileInput(
                                        marked, length -> repeat(template, place, length)));
                case '¤' ->
                        values().forEach(value ->
                                inputs.add(
                                        new HostileInput(
                                                marked + " with " + value.name(),
                                                length ->
                                                        fill(
                                                                template,
                                                                place,
                                                                value.ofLength().apply(length)))));
                default -> {}
            }
        }
        return inputs;
    }

    /// The inputs for a template of JSON.
    public static List<HostileInput> ofJson(String template) {
        return of(template, HostileInput::escapeJson);
    }

    /// The inputs for a template of anything else.
    public static List<HostileInput> ofText(String template) {
        return of(template, text -> text);
    }

    private static List<HostileInput> values() {
        return List.of(
                new HostileInput("digits", "1"::repeat),
                new HostileInput("a fraction", length -> "-0." + "0".repeat(length) + "1"),
                new HostileInput("an exponent", length -> "1e" + "1".repeat(length)),
                new HostileInput("a string", length -> '"' + "a".repeat(length) + '"'),
                new HostileInput("escapes", length -> '"' + "\\u0041".repeat(length / 6) + '"'),
                new HostileInput("spaces", length -> " ".repeat(length) + "1"),
                new HostileInput("strings", length -> "[\"a\"" + ",\"b\"".repeat(length / 4) + "]"),
                new HostileInput("numbers", length -> "[1" + ",2".repeat(length / 2) + "]"),
                new HostileInput(
                        "deep lists",
                        length ->
                                "[1"
                                        + ("," + "[".repeat(DEEP) + "]".repeat(DEEP))
                                                .repeat(length / DEEP / 2)
                                        + "]"),
                new HostileInput(
                        "objects", length -> "[{}" + ",{\"a\":1}".repeat(length / 8) + "]"),
                new HostileInput("names", length -> repeat("{«\"name№\":1»}", 1, length)),
                new HostileInput(
                        "colliding names",
                        length -> {
                            var names = new StringBuilder("{\"\":0");
                            for (int i = 0; i < length / 38; i++) {
                                names.append(",\"");
                                for (int bit = 0; bit < 16; bit++) {
                                    names.append((i >> bit & 1) == 0 ? "Aa" : "BB");
                                }
                                names.append("\":1");
                            }
                            return names.append('}').toString();
                        }));
    }

    private static String fill(String template, int place, String with) {
        return neutral(template.substring(0, place))
                + with
                + neutral(template.substring(place + 1));
    }

    private static String repeat(String template, int place, int length) {
        int end = template.indexOf('»', place);
        var unit = template.substring(place + 1, end);
        var all = new StringBuilder(neutral(template.substring(0, place)));
        for (int i = 0; i <= length / unit.length(); i++) {
            all.append(i == 0 ? "" : ",").append(neutral(unit.replace("№", Integer.toString(i))));
        }
        return all.append(neutral(template.substring(end + 1))).toString();
    }

    /// The part of a template with nothing hostile in it.
    static String neutral(String part) {
        return part.replaceAll("[§«»]", "").replace('¤', '1').replace('№', '0');
    }

    private static String escapeJson(String text) {
        var json = new StringBuilder();
        text.chars()
                .forEach(c -> {
                    if (c < ' ' || c == '"' || c == '\\' || c == LONE_SURROGATE) {
                        json.append("\\u%04x".formatted(c));
                    } else {
                        json.append((char) c);
                    }
                });
        return json.toString();
    }
}
