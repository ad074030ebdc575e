package dev.connectorproxy.typeahead;

import java.text.Normalizer;
import java.util.Locale;

/// Texts made comparable without regard to case, in any script: `STRASSE`, `Straße` and `strasse` are one, and so are an
/// accented letter and the letter followed by its accent.
final class Folding {
    private Folding() {}

    static String of(String text) {
        // up first: that is where one letter becomes two
        var folded = text.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT).replace('ς', 'σ');
        return Normalizer.normalize(folded, Normalizer.Form.NFC);
    }
}
