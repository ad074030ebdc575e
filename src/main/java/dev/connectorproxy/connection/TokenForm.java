package dev.connectorproxy.connection;

import dev.connectorproxy.spi.HttpRequest;
import dev.connectorproxy.spi.HttpRequest.Header;
import dev.connectorproxy.spi.HttpRequest.Redirects;
import dev.connectorproxy.spi.Retries;
import dev.connectorproxy.toolkit.PercentCodec;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// The request to a token endpoint (RFC 6749, sections 4.1.3, 4.4.2 and 6), with the authentication of the client.
final class TokenForm {
    private TokenForm() {}

    /// @param grant the fields of the grant
    /// @throws dev.connectorproxy.spi.ConnectorException `ConnectorNotConfigured`
    static HttpRequest request(ConnectionFields fields, Map<String, String> grant, Instant now) {
        var url = tokenUrl(fields);
        var form = new LinkedHashMap<>(grant);
        fields.find("scope").ifPresent(scope -> form.putIfAbsent("scope", scope));
        fields.find("audience").ifPresent(audience -> form.put("audience", audience));
        var headers = new ArrayList<Header>();
        headers.add(new Header("Content-Type", "application/x-www-form-urlencoded"));
        headers.add(new Header("Accept", "application/json"));
        switch (authentication(fields)) {
            case "basic" -> headers.add(new Header("Authorization", basic(fields)));
            case "post" -> {
                form.put("client_id", fields.require("client-id"));
                form.put("client_secret", fields.require("client-secret"));
            }
            case "private-key-jwt" -> {
                form.put("client_id", fields.require("client-id"));
                form.put("client_assertion_type", ClientAssertion.TYPE);
                form.put("client_assertion", ClientAssertion.of(fields, url, now));
            }
            case "none" -> form.put("client_id", fields.require("client-id"));
            default ->
                    throw fields.unusable(
                            "has a client-authentication that is none of basic, post, private-key-jwt and none");
        }
        return new HttpRequest(
                "POST",
                url,
                headers,
                Optional.of(
                        PercentCodec.encodeFields(form, PercentCodec.UNRESERVED)
                                .getBytes(StandardCharsets.US_ASCII)),
                Redirects.RETURN,
                Retries.NONE);
    }

    private static String tokenUrl(ConnectionFields fields) {
        return fields.expand(fields.require("token-url"))
                .orElseThrow(() -> fields.unusable("lacks a variable of its token-url"));
    }

    private static String authentication(ConnectionFields fields) {
        return fields.find("client-authentication")
                .orElseGet(() ->
                        fields.find("private-key").isPresent()
                                ? "private-key-jwt"
                                : fields.find("client-secret").isPresent() ? "basic" : "none");
    }

    /// Both parts are percent-encoded before they are joined (RFC 6749, section 2.3.1).
    private static String basic(ConnectionFields fields) {
        var pair =
                PercentCodec.encode(fields.require("client-id"))
                        + ":"
                        + PercentCodec.encode(fields.require("client-secret"));
        return "Basic "
                + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.US_ASCII));
    }
}
