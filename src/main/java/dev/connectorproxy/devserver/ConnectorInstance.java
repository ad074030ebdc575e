package dev.connectorproxy.devserver;

import dev.connectorproxy.secrets.SecretMask;
import dev.connectorproxy.spi.payment.PaymentConfig;
import dev.connectorproxy.spi.payment.PaymentConnector;
import jakarta.json.JsonObject;
import jakarta.json.spi.JsonProvider;
import java.util.Objects;
import java.util.Set;

/// A connector that was created, with its states. A connector that replaces it under the same id is another instance.
///
/// @param id as [ConnectorId#toText()] writes it
/// @param provider the provider's name as the caller wrote it
/// @param config its configuration, which contains secrets
/// @param mask masks those secrets in everything that is sent or logged; states are kept as they are, because the
///     provider gets them back
record ConnectorInstance(
        String id,
        String name,
        String provider,
        PaymentConfig config,
        SecretMask mask,
        PaymentConnector connector,
        StateStore states) {
    private static final JsonProvider JSON = JsonProvider.provider();

    /// The names in responses, which must stay even if a secret is one of them.
    private static final Set<String> NAMES =
            Set.of(
                    "accountReference",
                    "accounts",
                    "amount",
                    "asset",
                    "balances",
                    "byPayload",
                    "createdAt",
                    "defaultAsset",
                    "destinationAccountReference",
                    "external-accounts",
                    "externalAccounts",
                    "fetch",
                    "hasMore",
                    "id",
                    "index",
                    "message",
                    "metadata",
                    "name",
                    "newState",
                    "nextTasks",
                    "other",
                    "others",
                    "pageSize",
                    "parentReference",
                    "payments",
                    "paymentsToDelete",
                    "periodically",
                    "raw",
                    "reference",
                    "scheme",
                    "sourceAccountReference",
                    "state",
                    "status",
                    "taskType",
                    "type",
                    "updatedAt",
                    "warnings",
                    "workflow");

    ConnectorInstance {
        Objects.requireNonNull(mask, "mask");
        Objects.requireNonNull(connector, "connector");
        Objects.requireNonNull(states, "states");
    }

    /// The JSON of a response, with the secrets of this connector masked.
    byte[] masked(byte[] json) {
        return mask.json(json, NAMES);
    }

    /// The public description; it contains nothing of the configuration.
    JsonObject toJson() {
        return JSON.createObjectBuilder()
                .add("connectorId", id)
                .add("name", mask.text(name))
                .add("provider", provider)
                .build();
    }

    @Override
    public String toString() {
        return "Instance[" + provider + " " + id + "]";
    }
}
