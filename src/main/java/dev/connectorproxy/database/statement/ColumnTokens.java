package dev.connectorproxy.database.statement;

import static dev.connectorproxy.database.statement.SqlArgumentErrors.invalid;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/// The tokens of a column's type, which the parser consumes one by one. Text that belongs to no token (a semicolon, a
/// comment, a backslash, a dollar sign) is refused.
final class ColumnTokens {
    private static final int MAX_LENGTH = 1_000;
    private static final Pattern TOKEN =
            Pattern.compile(
                    "[A-Za-z_][A-Za-z0-9_]*+|\"(?:[^\"\\u0000])++\"|[0-9]++(?:\\.[0-9]++)?+|'(?:[^'\\\\\\u0000]|'')*+'|::|[(),.\\[\\]+-]");
    private static final String END = "";

    private final String text;
    private final NameStyle names;
    private final List<String> tokens = new ArrayList<>();
    private final StringBuilder consumed = new StringBuilder();
    private int at;

    ColumnTokens(String text, NameStyle names) {
        this.text = text;
        this.names = names;
        if (text.length() > MAX_LENGTH) {
            throw syntaxError();
        }
        var matcher = TOKEN.matcher(text);
        int end = 0;
        while (matcher.find()) {
            if (!text.substring(end, matcher.start()).isBlank()) {
                throw syntaxError();
            }
            tokens.add(matcher.group());
            end = matcher.end();
        }
        if (!text.substring(end).isBlank()) {
            throw syntaxError();
        }
    }

    boolean atEnd() {
        return at == tokens.size();
    }

    /// The tokens consumed so far, separated by spaces.
    String consumed() {
        return consumed.toString();
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
    boolean takeAny(List<String> phrases) {
        return phrases.stream().anyMatch(this::take);
    }

    /// Consumes the first of these phrases that comes next.
    boolean takeAny(String... phrases) {
        return takeAny(List.of(phrases));
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
    void expect(Predicate<String> matches) {
        if (!takeIf(matches)) {
            throw syntaxError();
        }
    }

    /// Consumes these tokens, which must come next.
    void expect(String phrase) {
        if (!take(phrase)) {
            throw syntaxError();
        }
    }

    RuntimeException syntaxError() {
        return invalid(
                "type '%s' of a column is not understood%s: a type such as varchar(20), numeric(10,2)[] or timestamp with time zone, then NOT NULL, PRIMARY KEY, UNIQUE, DEFAULT value, REFERENCES table (column), COLLATE or GENERATED … AS IDENTITY"
                        .formatted(
                                SchemaArgument.abbreviate(text),
                                atEnd()
                                        ? ""
                                        : " from '" + SchemaArgument.abbreviate(peek(0)) + "' on"));
    }

    static boolean isName(String token) {
        return token.startsWith("\"") || isBareName(token);
    }

    static boolean isBareName(String token) {
        return !token.isEmpty() && (Character.isLetter(token.charAt(0)) || token.charAt(0) == '_');
    }

    static boolean isNumber(String token) {
        return !token.isEmpty() && Character.isDigit(token.charAt(0));
    }

    static boolean isWholeNumber(String token) {
        return isNumber(token) && token.length() <= 9 && !token.contains(".");
    }

    static boolean isText(String token) {
        return token.startsWith("'");
    }

    private String peek(int ahead) {
        return at + ahead < tokens.size() ? tokens.get(at + ahead) : END;
    }

    private void advance() {
        var token = tokens.get(at);
        consumed.append(consumed.isEmpty() ? "" : " ")
                .append(
                        token.startsWith("\"")
                                ? names.quote(token.substring(1, token.length() - 1))
                                : token);
        at++;
    }
}
