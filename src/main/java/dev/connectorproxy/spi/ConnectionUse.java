package dev.connectorproxy.spi;

import java.util.Map;
import java.util.Objects;

/// That a command accepts the credentials of named connections of one type instead of credentials among its arguments. The
/// operator defines connections under `connections:`; a call names one with the argument `connection`.
///
/// @param type of the connections, such as `bearer`, `basic`, `smtp` or `postgres`
/// @param parameters which parameter each field of the connection fills, by the field's name, such as `host` to `smtp_host`. A call
///     that names a connection must not set these parameters, and needs none of them. Empty if the credentials are added
///     to the HTTP requests of the command instead, by the egress, so that the command never sees them
public record ConnectionUse(String type, Map<String, String> parameters) {
    public ConnectionUse {
        Objects.requireNonNull(type, "type");
        parameters = Map.copyOf(parameters);
    }

    /// Credentials that are added to the HTTP requests of the command.
    public static ConnectionUse ofRequests(String type) {
        return new ConnectionUse(type, Map.of());
    }
}
