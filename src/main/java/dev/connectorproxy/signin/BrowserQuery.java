package dev.connectorproxy.signin;

import dev.connectorproxy.spi.ConnectorException;
import dev.connectorproxy.toolkit.PercentCodec;
import java.util.Map;

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

    /// The parameters of a provider's authorization response.
    ///
    /// @throws ConnectorException 400 when one of them is invalid or given twice (RFC 6749, section 3.1)
    static Map<String, String> parameters(String query) {
        try {
            return PercentCodec.decodeFields(query);
        } catch (IllegalArgumentException e) {
            throw SigninFailure.badRequest("The answer of the provider " + e.getMessage() + ".");
        }
    }
}
