package dev.connectorproxy.connector.postgres;

import static dev.connectorproxy.connector.postgres.Refusal.invalid;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/// The tokens of a column's type, which the parser consumes one by one. Text that belongs to no token (a semicolon, a
/// comment, a backslash, a dollar sign) is refused.
final class ColumnWords {
    private static final int LONGEST = 1_000;
    private static final Pattern WORD =
            Pattern.compile(
                    "[A-Za-z_][A-Za-z0-9_]*+|\"(?:[^\"\\u0000])++\"|[0-9]++(?:\\.[0-9]++)?+|'(?:[^'\\\\\\u0000]|'')*+'|::|[(),.\\[\\]+-]");
    private static final String END = "";

    private final String text;
    private final List<String> words = new ArrayList<>();
    private final StringBuilder taken = new StringBuilder();
    private int at;

    ColumnWords(String text) {
        this.text = text;
        if (text.length() > LONGEST) {
            throw refused();
        }
        var matcher = WORD.matcher(text);
        int end = 0;
        while (matcher.find()) {
            if (!text.substring(end, matcher.start()).isBlank()) {
                throw refused();
            }
            words.add(matcher.group());
            end = matcher.end();
        }
        if (!text.substring(end).isBlank()) {
            throw refused();
        }
    }

    boolean atEnd() {
        return at == words.size();
    }

    /// The tokens consumed so far, separated by spaces.
    String taken() {
        return taken.toString();
    }

    /// Consumes these tokens if they come next, ignoring case.
    boolean take(String phrase) {
        var expected = phrase.split(" ");
        for (int i = 0; i < expected.length; i++) {
            if (!peek(i).toUpperCase(Locale.ROOT).equals(expected[i])) {
                return false;
            }
        }
        for (int i = 0; i < expected.length; i++) {
            advance();
        }
        return true;
    }

    /// Consumes the first of these phrases that comes next.
    boolean takeAny(String... phrases) {
        for (var phrase : phrases) {
            if (take(phrase)) {
                return true;
            }
        }
        return false;
    }

    /// Consumes the next token if it matches.
    boolean takeIf(Predicate<String> matches) {
        if (atEnd() || !matches.test(peek(0))) {
            return false;
        }
        advance();
        return true;
    }

    /// Consumes the next token, which must match.
    void need(Predicate<String> matches) {
        if (!takeIf(matches)) {
            throw refused();
        }
    }

    /// Consumes these tokens, which must come next.
    void need(String phrase) {
        if (!take(phrase)) {
            throw refused();
        }
    }

    RuntimeException refused() {
        return invalid(
                "type '%s' of a column is not understood%s: a type such as varchar(20), numeric(10,2)[] or timestamp with time zone, then NOT NULL, PRIMARY KEY, UNIQUE, DEFAULT value, REFERENCES table (column), COLLATE or GENERATED … AS IDENTITY"
                        .formatted(
                                Schema.shown(text),
                                atEnd() ? "" : " from '" + Schema.shown(peek(0)) + "' on"));
    }

    static boolean isName(String token) {
        return token.startsWith("\"") || isBare(token);
    }

    static boolean isBare(String token) {
        return !token.isEmpty() && (Character.isLetter(token.charAt(0)) || token.charAt(0) == '_');
    }

    static boolean isNumber(String token) {
        return !token.isEmpty() && Character.isDigit(token.charAt(0));
    }

    static boolean isWhole(String token) {
        return isNumber(token) && token.length() <= 9 && !token.contains(".");
    }

    static boolean isText(String token) {
        return token.startsWith("'");
    }

    private String peek(int ahead) {
        return at + ahead < words.size() ? words.get(at + ahead) : END;
    }

    private void advance() {
        taken.append(taken.isEmpty() ? "" : " ").append(words.get(at));
        at++;
    }
}
