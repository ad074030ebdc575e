package dev.connectorproxy.connection;

import static dev.connectorproxy.connection.ConnectionField.optional;
import static dev.connectorproxy.connection.ConnectionField.optionalSecret;
import static dev.connectorproxy.connection.ConnectionField.required;
import static dev.connectorproxy.connection.ConnectionField.requiredSecret;

import dev.connectorproxy.connection.RequestCredential.Place;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/// A type whose credentials are values of the settings: one, and during a rotation the previous one, in the field
/// `previous-<field>`.
///
/// @param secret the field with the value
/// @param format makes a credential of such a value
/// @param origins where it goes if neither the connection nor the command names origins
record HttpType(
        String name,
        List<ConnectionField> fields,
        String secret,
        CredentialFormat format,
        List<String> origins)
        implements ConnectionType {

    /// The path of a request that a test of the connection sends with its credentials.
    static final ConnectionField TEST = optional("test");

    /// Makes a credential.
    @FunctionalInterface
    interface CredentialFormat {
        RequestCredential of(ConnectionFields fields, String secret);
    }

    /// Basic authentication (RFC 7617).
    static HttpType basic() {
        return new HttpType(
                "basic",
                List.of(
                        required("username"),
                        requiredSecret("password"),
                        optionalSecret("previous-password"),
                        TEST),
                "password",
                HttpType::basic,
                List.of());
    }

    /// A token in the header `Authorization: Bearer` (RFC 6750).
    ///
    /// @param origins see [ConnectionType#origins]
    static HttpType bearer(String name, List<String> origins) {
        return new HttpType(
                name,
                List.of(requiredSecret("token"), optionalSecret("previous-token"), TEST),
                "token",
                HttpType::bearer,
                origins);
    }

    /// A key in a header, the query, a cookie or the path.
    static HttpType apiKey() {
        return new HttpType(
                "api-key",
                List.of(
                        requiredSecret("key"),
                        optionalSecret("previous-key"),
                        optional("in"),
                        optional("key-name"),
                        optional("prefix"),
                        TEST),
                "key",
                HttpType::apiKey,
                List.of());
    }

    @Override
    public Optional<CredentialSource> newCredentials(TokenServices services) {
        return Optional.of(new FixedCredentials(secret, format));
    }

    @Override
    public List<String> origins(ConnectionFields fields) {
        return origins;
    }

    @Override
    public boolean needsOrigins() {
        return origins.isEmpty();
    }

    static RequestCredential bearer(ConnectionFields fields, String token) {
        return RequestCredential.authorization("Bearer", visible(fields, "token", token), token);
    }

    /// In Latin-1 if possible, as the Python library `requests` does, otherwise in UTF-8.
    private static RequestCredential basic(ConnectionFields fields, String password) {
        var text = fields.require("username") + ":" + password;
        var charset =
                StandardCharsets.ISO_8859_1.newEncoder().canEncode(text)
                        ? StandardCharsets.ISO_8859_1
                        : StandardCharsets.UTF_8;
        var encoded = Base64.getEncoder().encodeToString(text.getBytes(charset));
        return RequestCredential.authorization("Basic", encoded, password);
    }

    private static RequestCredential apiKey(ConnectionFields fields, String key) {
        var place =
                switch (fields.find("in", "header")) {
                    case "header" -> Place.HEADER;
                    case "query" -> Place.QUERY;
                    case "cookie" -> Place.COOKIE;
                    case "path" -> Place.PATH;
                    default ->
                            throw fields.unusable(
                                    "must be in a header, the query, a cookie or the path: in is another word");
                };
        var name = fields.find("key-name", "X-API-Key");
        var value =
                fields.find("prefix", "")
                        + (place == Place.QUERY ? key : visible(fields, "key", key));
        if (place != Place.PATH) {
            return new RequestCredential(place, name, value, List.of(value, key));
        }
        if (value.matches("\\.*")) {
            throw fields.unusable("has a key that would be another path");
        }
        return RequestCredential.inPath(name, value, key);
    }

    private static String visible(ConnectionFields fields, String field, String value) {
        if (value.chars().anyMatch(c -> c <= ' ' || c >= 0x7F)) {
            throw fields.unusable("has a " + field + " with other characters than visible ASCII");
        }
        return value;
    }
}
