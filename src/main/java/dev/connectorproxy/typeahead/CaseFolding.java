package dev.connectorproxy.typeahead;

import java.text.Normalizer;
import java.util.Locale;

/// Case folding for comparisons in any script: `STRASSE`, `Straße` and `strasse` become equal, and so do a
/// precomposed character and its decomposed form (Unicode NFC).
final class CaseFolding {
    private CaseFolding() {}

    static String fold(String text) {
        // upper case first, because that step expands characters such as ß
        var folded = text.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT).replace('ς', 'σ');
        return Normalizer.normalize(folded, Normalizer.Form.NFC);
    }
}
