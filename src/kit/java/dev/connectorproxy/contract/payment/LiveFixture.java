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

/// Describes a provider's sandbox to [LiveContract].
public interface LiveFixture extends AutoCloseable {
    PaymentProvider provider();

    /// The configuration, with credentials from the environment, and with the literal host of the sandbox, so that no
    /// key reaches production.
    JsonObject config();

    /// The egress to the sandbox.
    Egress egress();

    /// The maximum number of pages of a walk.
    default int maxPages() {
        return 200;
    }

    /// Kinds whose order of rows the connector does not rely on.
    default Set<Task.Type> unordered() {
        return Set.of(Task.Type.FETCH_OTHERS, Task.Type.FETCH_BALANCES);
    }

    /// The sort key of a row, if it is not `createdAt`: a text that sorts like the rows.
    default String orderKey(Task.Type kind, JsonObject row) {
        return row.getString("createdAt");
    }

    /// References in their expected order; other rows are ignored. If there are any, they are checked instead of sort
    /// keys.
    default List<String> pinned(Task.Type kind) {
        return List.of();
    }

    /// JSON pointers to required values in the raw row, which the mapping reads.
    default List<String> required(Task.Type kind, JsonObject raw) {
        return List.of();
    }

    /// The amount in the raw row of a payment, as decimal text; empty if the row has another format.
    default Optional<String> decimal(Payment payment) {
        return Optional.empty();
    }

    /// The account of that reference from a request for it alone; empty if the API has no such request.
    default Optional<Account> account(String reference) {
        return Optional.empty();
    }

    /// The smallest order that can be executed without costs, such as one between two own accounts; empty if there is
    /// no money.
    ///
    /// @param reference unique to this run
    default Optional<PaymentInitiation> smallestOrder(Capability kind, String reference) {
        return Optional.empty();
    }

    /// Reverses an order.
    default void cleanUp(PaymentInitiation order, Initiated done) {}

    /// The base URL for test webhooks, which need not exist; empty to skip the test.
    default Optional<String> webhookBaseUrl() {
        return Optional.empty();
    }

    /// The metadata keys of a newly created webhook that must have a secret, which the provider returns only at
    /// creation.
    default Set<String> webhookSecrets() {
        return Set.of();
    }

    @Override
    default void close() {}
}
