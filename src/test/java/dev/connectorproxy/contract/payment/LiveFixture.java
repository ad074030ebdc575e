package dev.connectorproxy.contract.payment;

import dev.connectorproxy.spi.Egress;
import dev.connectorproxy.spi.payment.Account;
import dev.connectorproxy.spi.payment.Capability;
import dev.connectorproxy.spi.payment.Initiated;
import dev.connectorproxy.spi.payment.Payment;
import dev.connectorproxy.spi.payment.PaymentInitiation;
import dev.connectorproxy.spi.payment.PaymentProvider;
import dev.connectorproxy.spi.payment.Task;
import jakarta.json.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What [LiveContract] needs to know of a provider's sandbox.
public interface LiveFixture extends AutoCloseable {
    PaymentProvider provider();

    /// With credentials from the environment, and the sandbox's host written out, so that no key reaches production.
    JsonObject config();

    /// The way to the sandbox.
    Egress egress();

    /// How many pages a walk may take.
    default int mostPages() {
        return 200;
    }

    /// Kinds whose rows come in no order that the connector relies on.
    default Set<Task.Type> unordered() {
        return Set.of(Task.Type.FETCH_OTHERS, Task.Type.FETCH_BALANCES);
    }

    /// What rows of a kind are sorted by, if it is not `createdAt`: text that sorts as they do.
    default String orderKey(Task.Type kind, JsonObject row) {
        return row.getString("createdAt");
    }

    /// References in the order in which they must come; others are let be. Where there are any, they count instead of keys.
    default List<String> pinned(Task.Type kind) {
        return List.of();
    }

    /// JSON pointers into the raw row at which something must stand, since the mapping reads it.
    default List<String> required(Task.Type kind, JsonObject raw) {
        return List.of();
    }

    /// The amount that the raw row of a payment tells, as decimal text; empty where it is told otherwise.
    default Optional<String> decimal(Payment payment) {
        return Optional.empty();
    }

    /// The account of that reference, asked for alone; empty where the API has no such request.
    default Optional<Account> account(String reference) {
        return Optional.empty();
    }

    /// The smallest order that can be carried out and costs nothing, such as one between two accounts of one's own; empty
    /// where there is no money.
    ///
    /// @param reference unique to this run
    default Optional<PaymentInitiation> smallestOrder(Capability kind, String reference) {
        return Optional.empty();
    }

    /// Takes back what an order moved.
    default void cleanUp(PaymentInitiation order, Initiated done) {}

    /// Where webhooks may be set up to, without anybody listening there; empty to leave them alone.
    default Optional<String> webhookBaseUrl() {
        return Optional.empty();
    }

    /// The metadata of a webhook that was just set up under which there must be a secret, which the provider tells then
    /// alone.
    default Set<String> webhookSecrets() {
        return Set.of();
    }

    @Override
    default void close() {}
}
