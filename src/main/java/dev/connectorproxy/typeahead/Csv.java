package dev.connectorproxy.typeahead;

import java.util.ArrayList;
import java.util.List;

/// A parser of comma-separated values (RFC 4180): quoted fields may contain commas, line ends and doubled quotes;
/// lines end with CR LF or LF.
final class Csv {
    private final String text;
    private int at;

    private Csv(String text) {
        this.text = text;
    }

    /// The fields of every line that is not empty.
    ///
    /// @throws IllegalArgumentException a quoted field has no closing quote, or a closing quote is not followed by a
    ///     comma or a line end
    static List<List<String>> parse(String text) {
        var csv = new Csv(text);
        var lines = new ArrayList<List<String>>();
        while (csv.at < text.length()) {
            var line = csv.line();
            if (!line.equals(List.of(""))) {
                lines.add(line);
            }
        }
        return lines;
    }

    private List<String> line() {
        var fields = new ArrayList<String>();
        fields.add(field());
        while (at < text.length() && text.charAt(at) == ',') {
            at++;
            fields.add(field());
        }
        at += text.startsWith("\r\n", at) ? 2 : 1;
        return fields;
    }

    private String field() {
        if (text.startsWith("\"", at)) {
            return quoted();
        }
        int from = at;
        while (at < text.length() && !atEnd()) {
            at++;
        }
        return text.substring(from, at);
    }

    private String quoted() {
        var field = new StringBuilder();
        int from = at + 1;
        while (true) {
            int quote = text.indexOf('"', from);
            if (quote < 0) {
                throw new IllegalArgumentException("a quoted field has no end");
            }
            field.append(text, from, quote);
            if (!text.startsWith("\"", quote + 1)) {
                at = quote + 1;
                break;
            }
            field.append('"');
            from = quote + 2;
        }
        if (at < text.length() && !atEnd()) {
            throw new IllegalArgumentException("something follows a closing quote");
        }
        return field.toString();
    }

    private boolean atEnd() {
        char c = text.charAt(at);
        return c == ',' || c == '\n' || text.startsWith("\r\n", at);
    }
}
