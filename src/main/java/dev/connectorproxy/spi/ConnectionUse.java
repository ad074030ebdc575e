package dev.connectorproxy.spi;

import java.util.List;
import java.util.Map;
import java.util.Objects;

/// That a command accepts the credentials of named connections of one type instead of credentials among its arguments. The
/// operator defines connections under `connections:`; a call names one with the argument `connection`.
///
/// @param type of the connections, such as `bearer`, `basic`, `smtp` or `postgres`
/// @param parameters which parameter each field of the connection fills, by the field's name, such as `host` to `smtp_host`. A call
///     that names a connection must not set these parameters, and needs none of them. One that the command does not declare
///     can be filled by a connection only. Where none of the credentials is mapped, they are added to the HTTP requests of
///     the command instead, by the egress, so that the command never sees them
/// @param credentials the other parameters with credentials, which a call must not set beside a connection, and of which it needs
///     none then
/// @param origins where the requests of the command go, `https://host` or `https://host:port`, in which `{name}` is a
///     variable of the connection; they are the origins of a connection that names none. Empty if a caller chooses
/// @param defaults values of fields that a connection does not set, such as `name` of the type `api-key`
public record ConnectionUse(
        String type,
        Map<String, String> parameters,
        List<String> credentials,
        List<String> origins,
        Map<String, String> defaults) {
    public ConnectionUse {
        Objects.requireNonNull(type, "type");
        parameters = Map.copyOf(parameters);
        credentials = List.copyOf(credentials);
        origins = List.copyOf(origins);
        defaults = Map.copyOf(defaults);
    }

    /// A use whose origins the caller, or the connection, chooses.
    public ConnectionUse(String type, Map<String, String> parameters) {
        this(type, parameters, List.of(), List.of(), Map.of());
    }

    /// Credentials that are added to the HTTP requests of the command.
    public static ConnectionUse ofRequests(String type) {
        return new ConnectionUse(type, Map.of());
    }

    /// The same use of a command whose requests go to these origins.
    public ConnectionUse withOrigins(List<String> newOrigins) {
        return new ConnectionUse(type, parameters, credentials, newOrigins, defaults);
    }

    /// The same use of a command with these parameters for credentials.
    public ConnectionUse withCredentials(List<String> newCredentials) {
        return new ConnectionUse(type, parameters, newCredentials, origins, defaults);
    }

    /// The same use with these values of fields that a connection does not set.
    public ConnectionUse withDefaults(Map<String, String> newDefaults) {
        return new ConnectionUse(type, parameters, credentials, origins, newDefaults);
    }
}
