package dev.connectorproxy.connection;

import dev.connectorproxy.spi.HttpRequest;
import dev.connectorproxy.toolkit.OAuthRequest;
import java.time.Instant;
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
        if (!"authorization_code".equals(grant.get("grant_type"))) { // the code has its scope
            fields.find("scope").ifPresent(scope -> form.put("scope", scope));
        }
        fields.find("audience").ifPresent(audience -> form.put("audience", audience));
        var authorization = Optional.<String>empty();
        switch (authentication(fields)) {
            case "basic" ->
                    authorization =
                            Optional.of(
                                    OAuthRequest.basic(
                                            fields.require("client-id"),
                                            fields.require("client-secret")));
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
        return OAuthRequest.of(url, form, authorization);
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
}
