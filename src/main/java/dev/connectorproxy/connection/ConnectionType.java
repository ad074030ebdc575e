package dev.connectorproxy.connection;

import dev.connectorproxy.spi.ConnectorException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// A type of connections. Those that are built in are listed in [ConnectionTypes].
interface ConnectionType {

    String name();

    List<ConnectionField> fields();

    /// A source of the credentials that are added to HTTP requests, for one connection; empty if the fields of the type
    /// can only fill parameters.
    default Optional<CredentialSource> newCredentials(TokenServices services) {
        return Optional.empty();
    }

    /// Further fields made of those that the settings give, such as a connection string. They are secrets if any field is.
    ///
    /// @throws ConnectorException `ConnectorNotConfigured`
    default Map<String, String> derived(ConnectionFields fields) {
        return Map.of();
    }

    /// The secrets that commands or targets receive; not those from which tokens are made.
    default Set<String> sentSecrets(ConnectionFields fields) {
        return fields.secrets();
    }

    /// Where the credentials go if neither the connection nor the command names origins; none if that is not known.
    default List<String> origins(ConnectionFields fields) {
        return List.of();
    }

    /// Whether somebody must name origins: the connection, or the command. Otherwise the type knows them, or no caller chooses
    /// the target of a command, and the secrets may go to the first origin of a call.
    default boolean needsOrigins() {
        return false;
    }
}
