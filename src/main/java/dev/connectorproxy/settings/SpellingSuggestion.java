package dev.connectorproxy.settings;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/// Finds the known word that was most likely meant: few edits away, with the same last part in another section, or with
/// more after it.
public final class SpellingSuggestion {
    private SpellingSuggestion() {}

    /// `; did you mean …?`, or an empty text if there are no known words.
    public static String hint(String word, Collection<String> known) {
        return find(word, known).map(nearest -> "; did you mean " + nearest + "?").orElse("");
    }

    /// The nearest word; the first among equals.
    public static Optional<String> find(String word, Collection<String> known) {
        return known.stream()
                .min(
                        Comparator.<String>comparingInt(candidate -> cost(word, candidate))
                                .thenComparingInt(candidate -> edits(word, candidate)));
    }

    private static int cost(String word, String known) {
        int edits = edits(plain(word), plain(known));
        if (plain(known).startsWith(plain(word))) {
            edits = Math.min(edits, 2);
        }
        return lastPart(word).equals(lastPart(known)) ? Math.min(edits, 1) : edits;
    }

    private static String plain(String word) {
        return word.toLowerCase(Locale.ROOT).replaceAll("[-_]", "");
    }

    private static String lastPart(String word) {
        // a dot separates the parts of a key, an underscore those of an environment variable
        int end =
                Math.max(word.lastIndexOf('.'), word.indexOf('.') < 0 ? word.lastIndexOf('_') : -1);
        return plain(word.substring(end + 1));
    }

    /// The number of characters to insert, delete or replace (Levenshtein distance).
    private static int edits(String from, String to) {
        var row = new int[to.length() + 1];
        for (int j = 0; j <= to.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= from.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= to.length(); j++) {
                int replaced = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[to.length()];
    }
}
