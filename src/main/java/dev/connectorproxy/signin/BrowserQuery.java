package dev.connectorproxy.signin;

import dev.connectorproxy.spi.ConnectorException;
import dev.connectorproxy.toolkit.PercentCodec;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Reads the raw query of a browser's request.
final class BrowserQuery {
    private static final String REDIRECT_URL = "redirect_url=";

    private BrowserQuery() {}

    /// The `redirect_url` of the request that starts a sign-in. SpiffArena's frontend inserts it without encoding: if
    /// it contains a question mark, it extends to the end of the query. An encoded one ends at the next ampersand.
    ///
    /// @throws ConnectorException 400 when it is missing, invalid or given twice
    static String redirectUrl(String query) {
        int from = query.startsWith(REDIRECT_URL) ? 0 : query.indexOf("&" + REDIRECT_URL) + 1;
        if (!query.startsWith(REDIRECT_URL, from)) {
            throw SigninFailure.badRequest(
                    "The link to this page has no redirect_url, so nobody would receive the answer.");
        }
        var rest = query.substring(from + REDIRECT_URL.length());
        int end = rest.indexOf('&');
        int question = rest.indexOf('?');
        boolean unencoded = end < 0 || question >= 0 && question < end;
        if (!unencoded && rest.indexOf("&" + REDIRECT_URL, end) >= 0) {
            throw SigninFailure.badRequest("The link to this page has two redirect_urls.");
        }
        return PercentCodec.decode(unencoded ? rest : rest.substring(0, end))
                .orElseThrow(() ->
                        SigninFailure.badRequest(
                                "The redirect_url in the link to this page is broken."));
    }

    /// The parameters of a provider's authorization response, or of a form.
    ///
    /// @throws ConnectorException 400 when one of them is invalid or given twice (RFC 6749, section 3.1)
    static Map<String, String> parameters(String query) {
        var all = new HashMap<String, String>();
        for (var part : query.split("&")) {
            int equals = part.indexOf('=');
            var name = decode(equals < 0 ? part : part.substring(0, equals));
            var value = decode(equals < 0 ? "" : part.substring(equals + 1));
            if (name.isEmpty() || value.isEmpty()) {
                throw SigninFailure.badRequest("The answer of the provider is not readable.");
            }
            if (!part.isEmpty() && all.put(name.get(), value.get()) != null) {
                throw SigninFailure.badRequest(
                        "The answer of the provider has a parameter that comes twice.");
            }
        }
        return all;
    }

    private static Optional<String> decode(String text) {
        return PercentCodec.decode(text.replace('+', ' '));
    }
}
