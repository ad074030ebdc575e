package dev.connectorproxy.connector.postgres.dsn;

import static dev.connectorproxy.database.statement.SqlArgumentErrors.invalid;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/// Parses the run-time settings in `options` of a connection string: `-c name=value` and `--name=value`, with spaces in
/// values escaped by a backslash. Names are converted to lower case.
final class SessionOptions {
    private static final Pattern NAME = Pattern.compile("[a-z_][a-z0-9_]*(?:\\.[a-z_][a-z0-9_]*)?");

    /// Settings that callers may not change, since results are parsed in these formats.
    private static final Set<String> NOT_SETTABLE =
            Set.of(
                    "client_encoding",
                    "datestyle",
                    "intervalstyle",
                    "bytea_output",
                    "extra_float_digits",
                    "standard_conforming_strings",
                    "backslash_quote");

    private SessionOptions() {}

    static Map<String, String> parse(String text) {
        var settings = new LinkedHashMap<String, String>();
        var words = splitWords(text).iterator();
        while (words.hasNext()) {
            var word = words.next();
            if (word.equals("-c") && words.hasNext()) {
                add(settings, words.next());
            } else if (word.startsWith("-c") || word.startsWith("--")) {
                add(settings, word.substring(2));
            } else {
                add(settings, ""); // which is refused
            }
        }
        return settings;
    }

    private static void add(Map<String, String> settings, String assignment) {
        int equals = assignment.indexOf('=');
        var name =
                assignment
                        .substring(0, Math.max(equals, 0))
                        .replace('-', '_')
                        .toLowerCase(Locale.ROOT);
        if (!NAME.matcher(name).matches()) {
            throw invalid(
                    "options of database_connection_str may only hold settings, as -c name=value");
        }
        if (NOT_SETTABLE.contains(name)) {
            throw invalid("options of database_connection_str may not set " + name);
        }
        settings.put(name, assignment.substring(equals + 1));
    }

    private static List<String> splitWords(String text) {
        var words = new ArrayList<String>();
        var word = new StringBuilder();
        for (int i = 0; i <= text.length(); i++) {
            char c = i < text.length() ? text.charAt(i) : ' ';
            if (c == '\\' && i + 1 < text.length()) {
                word.append(text.charAt(++i));
            } else if (!Character.isWhitespace(c)) {
                word.append(c);
            } else if (!word.isEmpty()) {
                words.add(word.toString());
                word.setLength(0);
            }
        }
        return words;
    }
}
