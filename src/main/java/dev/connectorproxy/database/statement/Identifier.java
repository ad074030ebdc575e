package dev.connectorproxy.database.statement;

import static dev.connectorproxy.database.statement.SqlArgumentErrors.invalid;

import java.util.ArrayList;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Parses and quotes the names in a statement. They are parsed as PostgreSQL does (`Name` is `name`, `"Name"` keeps its
/// case, dots separate schema, table and column) and written in double quotes, which prevents SQL injection.
public final class Identifier {
    private static final int MAX_LENGTH = 400;
    private static final String PART =
            "[A-Za-z_\\u0080-\\uffff][A-Za-z0-9_$\\u0080-\\uffff]*|\"(?:[^\"\\u0000]|\"\")+\"";
    private static final Pattern NEXT_PART = Pattern.compile("\\s*(" + PART + ")\\s*");
    private static final Pattern AGGREGATE =
            Pattern.compile(
                    "\\s*(count|sum|avg|min|max)\\s*\\((.*)\\)\\s*", Pattern.CASE_INSENSITIVE);

    private Identifier() {}

    /// Quotes a name without dots.
    ///
    /// @param what the kind of the named object, for error messages
    public static String simple(String text, String what) {
        return quote(text, what, 1);
    }

    /// Quotes the name of a table, with or without its schema.
    public static String table(String text) {
        return quote(text, "table_name", 3);
    }

    /// Quotes the name of a column, with or without its table.
    static String column(String text, String what) {
        return quote(text, what, 4);
    }

    /// Checks and quotes an item of a SELECT list: a column, `*`, or one of five aggregate functions of a column.
    public static String selected(String text) {
        if (text.strip().equals("*")) {
            return "*";
        }
        var aggregate = AGGREGATE.matcher(checkLength(text, "column"));
        if (aggregate.matches()) {
            var name = aggregate.group(1).toLowerCase(Locale.ROOT);
            boolean all = aggregate.group(2).strip().equals("*") && name.equals("count");
            return name + "(" + (all ? "*" : column(aggregate.group(2), "column")) + ")";
        }
        return column(text, "column");
    }

    private static String quote(String text, String what, int maxParts) {
        var rest = checkLength(text, what);
        var parts = new ArrayList<String>();
        var matcher = NEXT_PART.matcher(rest);
        int at = 0;
        while (true) {
            matcher.region(at, rest.length());
            if (!matcher.lookingAt() || parts.size() == maxParts) {
                throw invalidName(text, what);
            }
            parts.add(fold(matcher.group(1)));
            at = matcher.end();
            if (at == rest.length()) {
                return parts.stream()
                        .map(part -> '"' + part.replace("\"", "\"\"") + '"')
                        .collect(Collectors.joining("."));
            }
            if (rest.charAt(at) != '.') {
                throw invalidName(text, what);
            }
            at++;
        }
    }

    private static String checkLength(String text, String what) {
        if (text.isBlank() || text.length() > MAX_LENGTH) {
            throw invalidName(text, what);
        }
        return text;
    }

    /// Converts a part to the case that the server uses: unquoted ASCII letters become lower case, as in a UTF-8
    /// database.
    private static String fold(String part) {
        if (part.startsWith("\"")) {
            return part.substring(1, part.length() - 1).replace("\"\"", "\"");
        }
        return part.chars()
                .map(c -> c >= 'A' && c <= 'Z' ? c + 32 : c)
                .mapToObj(Character::toString)
                .collect(Collectors.joining());
    }

    private static RuntimeException invalidName(String text, String what) {
        return invalid(
                "%s '%s' is not a name: letters, digits and _, or anything in double quotes"
                        .formatted(what, SchemaArgument.abbreviate(text)));
    }
}
