package dev.connectorproxy.connector.http.python;

import dev.connectorproxy.toolkit.PercentCodec;

/// Parsing of URLs that httpx and `requests` have in common.
public final class UrlText {
    private UrlText() {}

    /// The index of the first of these characters, or the length of the text.
    public static int indexOfAny(String text, String stops, int from) {
        int at = from;
        while (at < text.length() && stops.indexOf(text.charAt(at)) < 0) {
            at++;
        }
        return at;
    }

    /// Decodes percent escapes; returns the text unchanged if one of them is malformed.
    public static String percentDecode(String text) {
        return PercentCodec.isWellFormed(text) ? PercentCodec.decodeLeniently(text) : text;
    }
}
