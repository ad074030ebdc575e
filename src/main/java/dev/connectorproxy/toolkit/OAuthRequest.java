package dev.connectorproxy.toolkit;

import dev.connectorproxy.spi.HttpRequest;
import dev.connectorproxy.spi.HttpRequest.Header;
import dev.connectorproxy.spi.HttpRequest.Redirects;
import dev.connectorproxy.spi.Retries;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Requests to token endpoints (RFC 6749).
public final class OAuthRequest {
    private OAuthRequest() {}

    /// An access token request, sent once; redirects are returned.
    ///
    /// @param form the fields, `client_secret` among them where that authenticates the client
    /// @param authorization the header `Authorization`; empty for none
    public static HttpRequest of(
            String tokenUrl, Map<String, String> form, Optional<String> authorization) {
        var headers =
                new ArrayList<>(
                        List.of(
                                new Header("Content-Type", "application/x-www-form-urlencoded"),
                                new Header("Accept", "application/json")));
        authorization.ifPresent(value -> headers.add(new Header("Authorization", value)));
        return new HttpRequest(
                "POST",
                tokenUrl,
                headers,
                Optional.of(
                        PercentCodec.encodeFields(form, PercentCodec.UNRESERVED)
                                .getBytes(StandardCharsets.US_ASCII)),
                Redirects.RETURN,
                Retries.NONE);
    }

    /// HTTP Basic credentials of a client; both parts are percent-encoded before they are joined (RFC 6749, section 2.3.1).
    public static String basic(String clientId, String clientSecret) {
        var pair = PercentCodec.encode(clientId) + ":" + PercentCodec.encode(clientSecret);
        return "Basic "
                + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.US_ASCII));
    }
}
