package dev.connectorproxy.contract.payment;

import dev.connectorproxy.spi.Egress;
import dev.connectorproxy.spi.payment.BankAccount;
import dev.connectorproxy.spi.payment.Capability;
import dev.connectorproxy.spi.payment.Payment;
import dev.connectorproxy.spi.payment.PaymentError;
import dev.connectorproxy.spi.payment.PaymentInitiation;
import dev.connectorproxy.spi.payment.PaymentReversal;
import dev.connectorproxy.spi.payment.Task;
import dev.connectorproxy.spi.payment.WebhookConfig;
import dev.connectorproxy.spi.payment.WebhookDelivery;
import jakarta.json.JsonObject;
import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Describes one provider to [ProviderContract]: a local server that implements the provider's API, or files, its data,
/// and valid orders and webhooks. Created once per test class; used by one thread at a time.
///
/// Failures need not be simulated here: all requests of a connector pass through the kit, which replaces or drops
/// responses. `kind` is always one of the types that the install tree has.
public interface ProviderFixture extends AutoCloseable {

    /// A valid configuration with the URL of the server, with `name`, and with secrets that occur nowhere else.
    JsonObject config();

    /// Replaces the data of the server: about so many rows in each list (7, or 40), made from the seed, for at least
    /// two parents where rows have parents. At least three rows of a list share a timestamp where the API sorts by it.
    /// Orders and webhooks are removed.
    void reset(long seed, int rows);

    /// The references of all rows of that kind in a full history; of a balance `<account reference> <asset>`, of others
    /// their ids.
    Set<String> references(Task.Type kind);

    /// The expected values of some rows of that kind. Those of all kinds together include amounts with each of
    /// [#decimals()], and one beyond 2^63 if [#hugeAmounts()].
    Map<String, Expected> expected(Task.Type kind);

    /// The numbers of decimals that currencies of this provider have.
    default Set<Integer> decimals() {
        return Set.of(0, 2, 3);
    }

    /// Whether the API supports amounts beyond 2^63.
    default boolean hugeAmounts() {
        return true;
    }

    /// Kinds of which every poll returns all rows, on one page and without state.
    default Set<Task.Type> snapshots() {
        return Set.of(Task.Type.FETCH_BALANCES);
    }

    /// Kinds whose pages may have more rows than requested, as a documented exception.
    default Set<Task.Type> longPages() {
        return Set.of();
    }

    /// Adds a row, the newest of its kind, and returns its reference; empty if no row can be added.
    ///
    /// @param tied whether it has the same timestamp as the newest row
    default Optional<String> add(Task.Type kind, boolean tied) {
        return Optional.empty();
    }

    /// Changes the oldest row, and returns its reference; empty if the API does not list changed rows again.
    default Optional<String> update(Task.Type kind) {
        return Optional.empty();
    }

    /// Deletes the oldest row, and returns its reference; empty if nothing can be deleted.
    default Optional<String> delete(Task.Type kind) {
        return Optional.empty();
    }

    /// Adds a row like [#add], but in a currency that the provider does not support, and returns its reference; empty
    /// if every currency is supported, or the kind has none.
    default Optional<String> addUnsupported(Task.Type kind) {
        return Optional.empty();
    }

    /// Whether the provider uses HTTP.
    default boolean talksHttp() {
        return true;
    }

    /// The egress to the server.
    default Egress egress() {
        return new LoopbackEgress();
    }

    /// The body of an error response with that message.
    default String errorBody(int status, String message) {
        return "{\"message\":\"" + message + "\"}";
    }

    /// Parts that the decoded query of every first request of a fetch of that kind has, such as `sort=createdAt:asc`.
    default Set<String> query(Task.Type kind) {
        return Set.of();
    }

    /// Faults that the kit cannot simulate, such as a damaged file, or a closed socket.
    default List<OwnFault> ownFaults() {
        return List.of();
    }

    /// Configurations that are valid for the schema, but that the provider refuses.
    default List<JsonObject> refusedConfigs() {
        return List.of();
    }

    /// An order that can be executed, if the provider has that capability.
    ///
    /// @param kind [Capability#CREATE_TRANSFER] or [Capability#CREATE_PAYOUT]
    /// @param reference of the order
    default Optional<PaymentInitiation> order(Capability kind, String reference) {
        return Optional.empty();
    }

    /// Completes an order that is being polled.
    default void settle(String pollingId) {}

    /// The reversal of an order; empty if it cannot be reversed.
    default Optional<PaymentReversal> reversal(PaymentInitiation order, Payment payment) {
        return Optional.empty();
    }

    /// A bank account that can be registered, if the provider has that capability.
    default Optional<BankAccount> bankAccount() {
        return Optional.empty();
    }

    /// Deliveries that are signed as the provider signs them, at [ProviderContract#NOW], if webhooks can be translated:
    /// at least two different events, and beside them a test notification and an irrelevant event, if the provider has
    /// these.
    ///
    /// @param webhooks as they were created, empty if none can be created
    default List<Delivery> deliveries(List<WebhookConfig> webhooks) {
        return List.of();
    }

    /// The number of webhooks at the server, if they can be created.
    default int webhooks() {
        return 0;
    }

    @Override
    default void close() {}

    /// The expected values of a row.
    ///
    /// @param amount of a payment or a balance, the base quantity ordered of an order, the source amount of a conversion,
    ///     in minor units; empty for others
    /// @param asset of the same; empty text for others
    record Expected(Instant createdAt, Optional<BigInteger> amount, String asset) {

        /// Of an account.
        public static Expected at(Instant createdAt) {
            return new Expected(createdAt, Optional.empty(), "");
        }

        /// Of a payment, a balance, an order or a conversion.
        public static Expected of(Instant createdAt, BigInteger amount, String asset) {
            return new Expected(createdAt, Optional.of(amount), asset);
        }
    }

    /// A fault simulated by the fixture, which the fetch of every named kind must report.
    record OwnFault(
            String name,
            Set<Task.Type> kinds,
            PaymentError expected,
            Runnable breaks,
            Runnable mends) {}

    /// A signed delivery.
    ///
    /// @param what names the delivery in messages
    /// @param events the number of events it is translated to; 0 for a test notification
    record Delivery(String what, WebhookDelivery delivery, int events) {}
}
