package dev.connectorproxy.connection;

import dev.connectorproxy.secrets.SecretSettings;
import dev.connectorproxy.secrets.Secrets;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The connections of settings without any.
public final class NoConnections {
    public static final Connections CONNECTIONS =
            Connections.of(
                    new ConnectionList(List.of()),
                    new Secrets(
                            new SecretSettings(Optional.empty(), Optional.empty(), 1), Map.of()),
                    services());

    public static final ConnectionSignIn SIGN_IN = new ConnectionSignIn(CONNECTIONS, Map::of);

    private NoConnections() {}

    static TokenServices services() {
        return new TokenServices(
                (_, _) -> {
                    throw new IllegalStateException("nothing is fetched here");
                },
                RefreshTokens.inMemory(),
                InstantSource.system());
    }
}
