package dev.connectorproxy.connector.http;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;

/// What is the same in a URL for httpx and `requests`.
final class UrlText {
    private UrlText() {}

    /// Where the first of these characters stands, or the end of the text.
    static int firstOf(String text, String stops, int from) {
        int at = from;
        while (at < text.length() && stops.indexOf(text.charAt(at)) < 0) {
            at++;
        }
        return at;
    }

    /// Without its percent escapes; as it is, when one of them is none.
    static String decoded(String text) {
        try {
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException _) {
            return text;
        }
    }
}
