package dev.connectorproxy.devserver;

import dev.connectorproxy.spi.payment.PaymentConfig;
import dev.connectorproxy.spi.payment.PaymentConnector;
import jakarta.json.JsonObject;
import jakarta.json.spi.JsonProvider;
import java.util.Objects;

/// A connector that was instantiated, with the states of its own. One that replaces it under the same id is another one.
///
/// @param provider as it was asked for
/// @param config which holds its secrets
record Instance(
        String id,
        String name,
        String provider,
        PaymentConfig config,
        PaymentConnector connector,
        States states) {
    private static final JsonProvider JSON = JsonProvider.provider();

    Instance {
        Objects.requireNonNull(connector, "connector");
        Objects.requireNonNull(states, "states");
    }

    /// What is shown of it; nothing of its configuration.
    JsonObject json() {
        return JSON.createObjectBuilder()
                .add("connectorId", id)
                .add("name", name)
                .add("provider", provider)
                .build();
    }

    @Override
    public String toString() {
        return "Instance[" + provider + " " + id + "]";
    }
}
