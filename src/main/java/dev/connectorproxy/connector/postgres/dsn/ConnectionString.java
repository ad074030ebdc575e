package dev.connectorproxy.connector.postgres.dsn;

import static dev.connectorproxy.database.statement.SqlArgumentErrors.psycopgError;

import java.util.LinkedHashMap;
import java.util.Map;

/// Parses a connection string of `key=value` pairs by libpq's rules: white space around `=`, single quotes,
/// backslashes; the last of several equal keys counts. Error messages quote nothing of it, since any part may belong to
/// a password.
final class ConnectionString {
    private static final String BLANKS = " \t\n\r\u000b\f";

    private final String text;
    private int at;

    private ConnectionString(String text) {
        this.text = text;
    }

    /// Parses the parameters by key, from `key=value` pairs or a URL.
    static Map<String, String> parse(String text) {
        return text.startsWith("postgresql://") || text.startsWith("postgres://")
                ? ConnectionUrl.parse(text)
                : new ConnectionString(text).readPairs();
    }

    static RuntimeException invalid(String problem) {
        return psycopgError("ProgrammingError", "invalid dsn: " + problem);
    }

    private Map<String, String> readPairs() {
        var pairs = new LinkedHashMap<String, String>();
        skipBlanks();
        while (at < text.length()) {
            var key = readKey(pairs.size() + 1);
            pairs.put(key, readValue());
            skipBlanks();
        }
        return pairs;
    }

    private String readKey(int number) {
        int start = at;
        while (at < text.length() && text.charAt(at) != '=' && !isBlank()) {
            at++;
        }
        var key = text.substring(start, at);
        skipBlanks();
        if (at == text.length() || text.charAt(at) != '=') {
            throw invalid(
                    "missing \"=\" after word "
                            + number
                            + " in connection info string; a value with blanks needs single quotes");
        }
        at++;
        skipBlanks();
        return key;
    }

    private String readValue() {
        if (at < text.length() && text.charAt(at) == '\'') {
            at++;
            return readQuoted();
        }
        var value = new StringBuilder();
        while (at < text.length() && !isBlank()) {
            value.append(readCharacter());
        }
        return value.toString();
    }

    private String readQuoted() {
        var value = new StringBuilder();
        while (at < text.length()) {
            if (text.charAt(at) == '\'') {
                at++;
                return value.toString();
            }
            value.append(readCharacter());
        }
        throw invalid("unterminated quoted string in connection info string");
    }

    /// Reads the next character, or the one after a backslash; a backslash at the end is ignored.
    private String readCharacter() {
        char c = text.charAt(at++);
        if (c != '\\') {
            return String.valueOf(c);
        }
        return at < text.length() ? String.valueOf(text.charAt(at++)) : "";
    }

    private boolean isBlank() {
        return BLANKS.indexOf(text.charAt(at)) >= 0;
    }

    private void skipBlanks() {
        while (at < text.length() && isBlank()) {
            at++;
        }
    }
}
