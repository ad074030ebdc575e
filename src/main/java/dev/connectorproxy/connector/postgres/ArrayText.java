package dev.connectorproxy.connector.postgres;

/// Converts the text of a PostgreSQL array, such as `{{1,NULL},{"a \"b\"",c}}`, to a JSON list. Bounds before it, as in
/// `[0:1]={…}`, are ignored.
final class ArrayText {
    private final String text;
    private final ValueJson type;
    private final StringBuilder out = new StringBuilder();
    private int at;

    private ArrayText(String text, ValueJson type) {
        this.text = text;
        this.type = type;
    }

    static String json(String text, ValueJson type) {
        var reader = new ArrayText(text, type);
        reader.at = text.startsWith("[") ? text.indexOf('=') + 1 : 0;
        reader.list();
        return reader.out.toString();
    }

    private void list() {
        out.append('[');
        at++; // {
        while (text.charAt(at) != '}') {
            switch (text.charAt(at)) {
                case '{' -> list();
                case '"' -> out.append(type.scalar(quoted()));
                case ',' -> {
                    out.append(',');
                    at++;
                }
                default -> bare();
            }
        }
        at++;
        out.append(']');
    }

    private String quoted() {
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

    private void bare() {
        int start = at;
        while (",}".indexOf(text.charAt(at)) < 0) {
            at++;
        }
        var value = text.substring(start, at);
        out.append(value.equals("NULL") ? "null" : type.scalar(value));
    }
}
