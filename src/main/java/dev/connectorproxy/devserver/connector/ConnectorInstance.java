package dev.connectorproxy.devserver.connector;

import dev.connectorproxy.devserver.state.StateStore;
import dev.connectorproxy.secrets.SecretMask;
import dev.connectorproxy.spi.payment.PaymentConfig;
import dev.connectorproxy.spi.payment.PaymentConnector;
import jakarta.json.JsonObject;
import jakarta.json.spi.JsonProvider;
import java.util.Objects;

/// A connector that was created, with its states. A connector that replaces it under the same id is another instance.
///
/// @param id as [ConnectorId#toText()] writes it
/// @param provider the provider's name as the caller wrote it
/// @param config its configuration, which contains secrets
/// @param secrets its secrets, which are masked in everything that is sent or logged; states are kept as they are,
///     because the provider gets them back
public record ConnectorInstance(
        String id,
        String name,
        String provider,
        PaymentConfig config,
        ConnectorSecrets secrets,
        PaymentConnector connector,
        StateStore states)
        implements RecordedConnector {
    private static final JsonProvider JSON = JsonProvider.provider();

    public ConnectorInstance {
        Objects.requireNonNull(secrets, "secrets");
        Objects.requireNonNull(connector, "connector");
        Objects.requireNonNull(states, "states");
    }

    @Override
    public SecretMask mask() {
        return secrets.mask();
    }

    /// The public description; it contains nothing of the configuration.
    public JsonObject toJson() {
        return JSON.createObjectBuilder()
                .add("connectorId", id)
                .add("name", mask().text(name))
                .add("provider", provider)
                .build();
    }

    @Override
    public String toString() {
        return "Instance[" + provider + " " + id + "]";
    }
}
