package dev.connectorproxy.database.statement;

import static dev.connectorproxy.database.statement.SqlArgumentErrors.invalid;

import java.util.Locale;
import java.util.StringJoiner;
import java.util.regex.Pattern;

/// Parses and quotes the names in a statement. They are parsed as the database does (`Name` may be `name`, `"Name"` keeps
/// its case, dots separate schema, table and column) and written in its quotation marks, which prevents SQL injection.
final class Identifier {
    private static final int MAX_LENGTH = 400;
    private static final Pattern SPACE = Pattern.compile("\\s*");
    private static final Pattern BARE =
            Pattern.compile("[A-Za-z_\\u0080-\\uffff][A-Za-z0-9_$\\u0080-\\uffff]*");
    private static final Pattern AGGREGATE =
            Pattern.compile(
                    "\\s*(count|sum|avg|min|max)\\s*\\((.*)\\)\\s*", Pattern.CASE_INSENSITIVE);

    private final String text;
    private final String what;
    private final NameStyle names;
    private int at;

    private Identifier(String text, String what, NameStyle names) {
        this.text = text;
        this.what = what;
        this.names = names;
        if (text.isBlank() || text.length() > MAX_LENGTH || text.indexOf('\0') >= 0) {
            throw invalidName();
        }
    }

    /// Quotes a name without dots.
    ///
    /// @param what the kind of the named object, for error messages
    static String simple(String text, String what, Dialect dialect) {
        return new Identifier(text, what, dialect.names()).quote(1);
    }

    /// Quotes the name of a table, with or without its schema.
    static String table(String text, Dialect dialect) {
        return new Identifier(text, "table_name", dialect.names()).quote(3);
    }

    /// Quotes the name of a column, with or without its table.
    static String column(String text, String what, Dialect dialect) {
        return new Identifier(text, what, dialect.names()).quote(4);
    }

    /// Checks and quotes an item of a SELECT list: a column, `*`, or one of five aggregate functions of a column.
    static String selected(String text, Dialect dialect) {
        if (text.strip().equals("*")) {
            return "*";
        }
        var whole = new Identifier(text, "column", dialect.names());
        var aggregate = AGGREGATE.matcher(text);
        if (aggregate.matches()) {
            var name = aggregate.group(1).toLowerCase(Locale.ROOT);
            boolean all = aggregate.group(2).strip().equals("*") && name.equals("count");
            return name + "(" + (all ? "*" : column(aggregate.group(2), "column", dialect)) + ")";
        }
        return whole.quote(4);
    }

    private String quote(int maxParts) {
        var parts = new StringJoiner(".");
        for (int count = 0; count < maxParts; count++) {
            skip(SPACE);
            parts.add(part());
            skip(SPACE);
            if (at == text.length()) {
                return parts.toString();
            }
            if (text.charAt(at) != '.') {
                throw invalidName();
            }
            at++;
        }
        throw invalidName();
    }

    private String part() {
        char first = at < text.length() ? text.charAt(at) : ' ';
        if (first == '"') {
            return quoted('"');
        }
        if (first == names.open()) {
            return quoted(names.close());
        }
        int start = at;
        if (!skip(BARE)) {
            throw invalidName();
        }
        return names.quoteBare(text.substring(start, at));
    }

    /// A name in quotation marks, the closing one doubled inside.
    private String quoted(char close) {
        var name = new StringBuilder();
        for (at++; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c == close && (at + 1 == text.length() || text.charAt(at + 1) != close)) {
                at++;
                if (name.isEmpty()) {
                    throw invalidName();
                }
                return names.quote(name.toString());
            }
            at += c == close ? 1 : 0;
            name.append(c);
        }
        throw invalidName();
    }

    private boolean skip(Pattern pattern) {
        var matcher = pattern.matcher(text).region(at, text.length());
        if (!matcher.lookingAt()) {
            return false;
        }
        at = matcher.end();
        return true;
    }

    private RuntimeException invalidName() {
        return invalid(
                "%s '%s' is not a name: letters, digits and _, or anything in double quotes"
                        .formatted(what, SchemaArgument.abbreviate(text)));
    }
}
