package dev.connectorproxy.connection;

import dev.connectorproxy.spi.Call;
import dev.connectorproxy.spi.ClientCertificate;
import dev.connectorproxy.spi.ConnectorException;
import java.util.Optional;

/// Where the credentials for the HTTP requests of one connection come from. Thread-safe.
interface CredentialSource {

    /// The credential to send.
    ///
    /// @param call for which it is obtained
    /// @throws ConnectorException `ConnectorNotConfigured`, or why it could not be obtained
    RequestCredential current(ConnectionFields fields, Call call);

    /// Whether a credential can be obtained as far as that is known here: somebody has signed in, if that is needed.
    default boolean isReady(ConnectionFields fields) {
        return true;
    }

    /// The certificate that is presented in TLS; empty if the credentials are in the request.
    ///
    /// @throws ConnectorException `ConnectorNotConfigured`: it cannot be used
    default Optional<ClientCertificate> certificate(ConnectionFields fields) {
        return Optional.empty();
    }

    /// Forgets what was obtained, since somebody has signed in.
    default void forget() {}

    /// Another one after the target has responded 401 to a credential; empty if there is none.
    ///
    /// @throws ConnectorException as for [#current]
    Optional<RequestCredential> afterRefusal(
            RequestCredential refused, ConnectionFields fields, Call call);
}
