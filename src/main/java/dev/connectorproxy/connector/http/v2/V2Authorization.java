package dev.connectorproxy.connector.http.v2;

import dev.connectorproxy.connector.http.python.Utf8;
import dev.connectorproxy.spi.Arguments;
import dev.connectorproxy.spi.ConnectorException;
import dev.connectorproxy.spi.ErrorCode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/// Makes the value of the Authorization header from the arguments: Basic or a bearer token.
final class V2Authorization {
    private V2Authorization() {}

    /// Basic authentication needs both user name and password, which may be empty; an empty token counts as missing.
    ///
    /// @throws ConnectorException `InvalidParameters` when both kinds are given, or the token has an invalid character
    static Optional<String> of(Arguments arguments) {
        var user = arguments.string("basic_auth_username");
        var password = arguments.string("basic_auth_password");
        var token = arguments.string("bearer_token").filter(text -> !text.isEmpty());
        if (token.isEmpty()) {
            return user.flatMap(name -> password.map(secret -> basic(name, secret)));
        }
        if (user.isPresent() && password.isPresent()) {
            throw invalid(
                    "bearer_token and basic_auth_username with basic_auth_password are two ways to authenticate: give one");
        }
        if (token.get().chars().anyMatch(c -> c <= ' ' || c >= 0x7F)) {
            throw invalid(
                    "parameter 'bearer_token' has a character other than visible ASCII in it");
        }
        return Optional.of("Bearer " + token.get());
    }

    /// Encodes the credentials as Latin-1 if possible, as `requests` does, otherwise as UTF-8.
    static String basic(String user, String password) {
        var text = user + ":" + password;
        var bytes =
                StandardCharsets.ISO_8859_1.newEncoder().canEncode(text)
                        ? text.getBytes(StandardCharsets.ISO_8859_1)
                        : Utf8.encode(text);
        return "Basic " + Base64.getEncoder().encodeToString(bytes);
    }

    private static ConnectorException invalid(String message) {
        return new ConnectorException(ErrorCode.INVALID_PARAMETERS, message);
    }
}
