package dev.connectorproxy.typeahead;

import dev.connectorproxy.toolkit.PercentCodec;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The query of a look-up, parsed leniently: SpiffArena's backend inserts the typed text into the URL without
/// encoding, and appends `&limit=`.
///
/// @param prefix the text that the person typed
/// @param limit 0 to [#MAX_SUGGESTIONS]
record Lookup(String prefix, int limit) {
    /// The maximum number of suggestions in a response, and the default.
    static final int MAX_SUGGESTIONS = 100;

    private static final String PREFIX = "prefix=";
    private static final String LIMIT = "limit=";
    private static final Pattern PARAMETER =
            Pattern.compile("[A-Za-z_][A-Za-z0-9_.-]*=.*", Pattern.DOTALL);

    /// Parses a raw query. An ampersand that does not begin a parameter belongs to the prefix. Of several limits the
    /// last one counts, because the backend appends it.
    static Lookup of(String query) {
        var prefix = new StringBuilder();
        boolean hasPrefix = false;
        boolean inPrefix = false;
        int limit = MAX_SUGGESTIONS;
        for (var part : query.split("&", -1)) {
            if (part.startsWith(LIMIT)) {
                limit = limit(part.substring(LIMIT.length()));
                inPrefix = false;
            } else if (part.startsWith(PREFIX) && !hasPrefix) {
                prefix.append(part.substring(PREFIX.length()));
                hasPrefix = true;
                inPrefix = true;
            } else if (PARAMETER.matcher(part).matches()) {
                inPrefix = false;
            } else if (inPrefix) {
                prefix.append('&').append(part);
            }
        }
        return new Lookup(PercentCodec.decodeLeniently(prefix.toString()), limit);
    }

    /// The case-folded prefixes to compare with. A plus sign may have been typed, or be a form-encoded space, so both
    /// are returned.
    List<String> prefixes() {
        return Stream.of(prefix, prefix.replace('+', ' '))
                .distinct()
                .map(CaseFolding::fold)
                .toList();
    }

    private static int limit(String text) {
        return text.matches("[0-9]{1,9}")
                ? Math.min(Integer.parseInt(text), MAX_SUGGESTIONS)
                : MAX_SUGGESTIONS;
    }
}
