package dev.connectorproxy.connector.postgres;

import static dev.connectorproxy.connector.postgres.Refusal.invalid;

import java.util.ArrayList;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The names in a statement. They are read as PostgreSQL reads them (`Name` is `name`, `"Name"` keeps its case, dots part
/// schema, table and column) and written in quotes, so that nothing else can come in with them.
final class Identifier {
    private static final int LONGEST = 400;
    private static final String PART =
            "[A-Za-z_\\u0080-\\uffff][A-Za-z0-9_$\\u0080-\\uffff]*|\"(?:[^\"\\u0000]|\"\")+\"";
    private static final Pattern FIRST = Pattern.compile("\\s*(" + PART + ")\\s*");
    private static final Pattern AGGREGATE =
            Pattern.compile(
                    "\\s*(count|sum|avg|min|max)\\s*\\((.*)\\)\\s*", Pattern.CASE_INSENSITIVE);

    private Identifier() {}

    /// A name without dots.
    ///
    /// @param what what it names, for messages
    static String simple(String text, String what) {
        return quoted(text, what, 1);
    }

    /// A table, with its schema or without.
    static String table(String text) {
        return quoted(text, "table_name", 3);
    }

    /// A column, with its table or without.
    static String column(String text, String what) {
        return quoted(text, what, 4);
    }

    /// What may be selected: a column, all of them, or one of five aggregates over one.
    static String selected(String text) {
        if (text.strip().equals("*")) {
            return "*";
        }
        var aggregate = AGGREGATE.matcher(checked(text, "column"));
        if (aggregate.matches()) {
            var name = aggregate.group(1).toLowerCase(Locale.ROOT);
            boolean all = aggregate.group(2).strip().equals("*") && name.equals("count");
            return name + "(" + (all ? "*" : column(aggregate.group(2), "column")) + ")";
        }
        return column(text, "column");
    }

    private static String quoted(String text, String what, int most) {
        var rest = checked(text, what);
        var parts = new ArrayList<String>();
        var matcher = FIRST.matcher(rest);
        int at = 0;
        while (true) {
            matcher.region(at, rest.length());
            if (!matcher.lookingAt() || parts.size() == most) {
                throw refused(text, what);
            }
            parts.add(folded(matcher.group(1)));
            at = matcher.end();
            if (at == rest.length()) {
                return parts.stream()
                        .map(it -> '"' + it.replace("\"", "\"\"") + '"')
                        .collect(Collectors.joining("."));
            }
            if (rest.charAt(at) != '.') {
                throw refused(text, what);
            }
            at++;
        }
    }

    private static String checked(String text, String what) {
        if (text.isBlank() || text.length() > LONGEST) {
            throw refused(text, what);
        }
        return text;
    }

    /// Folds ASCII letters only, as the server does in a UTF-8 database.
    private static String folded(String part) {
        if (part.startsWith("\"")) {
            return part.substring(1, part.length() - 1).replace("\"\"", "\"");
        }
        return part.chars()
                .map(it -> it >= 'A' && it <= 'Z' ? it + 32 : it)
                .mapToObj(Character::toString)
                .collect(Collectors.joining());
    }

    private static RuntimeException refused(String text, String what) {
        return invalid(
                "%s '%s' is not a name: letters, digits and _, or anything in double quotes"
                        .formatted(what, Schema.shown(text)));
    }
}
