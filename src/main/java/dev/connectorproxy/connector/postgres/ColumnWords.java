package dev.connectorproxy.connector.postgres;

import static dev.connectorproxy.connector.postgres.Refusal.invalid;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/// The words of a column's type, taken one by one and written down again as they are taken. What belongs to no word (a
/// semicolon, a comment, a backslash, a dollar) is refused at once.
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

    /// What was taken, parted by blanks.
    String taken() {
        return taken.toString();
    }

    /// Takes these words if they come next, in any case.
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

    /// Takes the next word if it is one of these phrases.
    boolean takeAny(String... phrases) {
        for (var phrase : phrases) {
            if (take(phrase)) {
                return true;
            }
        }
        return false;
    }

    /// Takes the next word if it fits.
    boolean takeIf(Predicate<String> fits) {
        if (atEnd() || !fits.test(peek(0))) {
            return false;
        }
        advance();
        return true;
    }

    /// Takes the next word, which must fit.
    void need(Predicate<String> fits) {
        if (!takeIf(fits)) {
            throw refused();
        }
    }

    /// Takes these words, which must come next.
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

    static boolean isName(String word) {
        return word.startsWith("\"") || isBare(word);
    }

    static boolean isBare(String word) {
        return !word.isEmpty() && (Character.isLetter(word.charAt(0)) || word.charAt(0) == '_');
    }

    static boolean isNumber(String word) {
        return !word.isEmpty() && Character.isDigit(word.charAt(0));
    }

    static boolean isWhole(String word) {
        return isNumber(word) && word.length() <= 9 && !word.contains(".");
    }

    static boolean isText(String word) {
        return word.startsWith("'");
    }

    private String peek(int ahead) {
        return at + ahead < words.size() ? words.get(at + ahead) : END;
    }

    private void advance() {
        taken.append(taken.isEmpty() ? "" : " ").append(words.get(at));
        at++;
    }
}
