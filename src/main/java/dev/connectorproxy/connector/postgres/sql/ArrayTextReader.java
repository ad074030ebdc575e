package dev.connectorproxy.connector.postgres.sql;

/// Converts the text of a PostgreSQL array, such as `{{1,NULL},{"a \"b\"",c}}`, to a JSON list. Bounds before it, as in
/// `[0:1]={…}`, are ignored.
final class ArrayTextReader {
    private final String text;
    private final ValueJson type;
    private final StringBuilder out = new StringBuilder();
    private int at;

    private ArrayTextReader(String text, ValueJson type) {
        this.text = text;
        this.type = type;
    }

    static String toJson(String text, ValueJson type) {
        var reader = new ArrayTextReader(text, type);
        reader.at = text.startsWith("[") ? text.indexOf('=') + 1 : 0;
        reader.readList();
        return reader.out.toString();
    }

    private void readList() {
        out.append('[');
        at++; // {
        while (text.charAt(at) != '}') {
            switch (text.charAt(at)) {
                case '{' -> readList();
                case '"' -> out.append(type.toJson(readQuoted()));
                case ',' -> {
                    out.append(',');
                    at++;
                }
                default -> readBare();
            }
        }
        at++;
        out.append(']');
    }

    private String readQuoted() {
        var value = new StringBuilder();
        at++;
        while (text.charAt(at) != '"') {
            if (text.charAt(at) == '\\') {
                at++;
            }
            value.append(text.charAt(at));
            at++;
        }
        at++;
        return value.toString();
    }

    private void readBare() {
        int start = at;
        while (",}".indexOf(text.charAt(at)) < 0) {
            at++;
        }
        var value = text.substring(start, at);
        out.append(value.equals("NULL") ? "null" : type.toJson(value));
    }
}
