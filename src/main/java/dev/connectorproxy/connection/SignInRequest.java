package dev.connectorproxy.connection;

import java.util.Map;

/// What an authorization request for a connection has beside what belongs to the browser (RFC 6749, section 4.1.1).
///
/// @param authorizationUrl of the provider
/// @param parameters `client_id`, and `scope` and `audience` if the settings have them
public record SignInRequest(String authorizationUrl, Map<String, String> parameters) {
    public SignInRequest {
        parameters = Map.copyOf(parameters);
    }
}
