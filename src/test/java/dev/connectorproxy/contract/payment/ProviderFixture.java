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

/// What [ProviderContract] needs to know of one provider: a local server that keeps to the provider's API, or files, what is
/// in it, and what a good order and a good webhook look like. Made once per test class; used by one thread at a time.
///
/// Failures need not be produced here: all that a connector sends passes through the kit, which answers in the server's
/// stead, or loses the answer. `kind` is always one of the types that the install tree has.
public interface ProviderFixture extends AutoCloseable {

    /// A configuration that fits and leads to the server, with `name`, and with secrets that stand nowhere else.
    JsonObject config();

    /// Fills the server anew: about so many rows in each list (7, or 40), made from the seed, for at least two parents
    /// where rows have parents. At least three rows of a list share a timestamp where the API sorts by it. No order and
    /// no webhook is left.
    void reset(long seed, int rows);

    /// The references of all rows of that kind that a full history brings; of a balance `<account reference> <asset>`, of
    /// others their ids.
    Set<String> references(Task.Type kind);

    /// What some rows of that kind must read. Among those of all kinds there are amounts of each of [#decimals()], and one
    /// beyond 2^63 if [#hugeAmounts()].
    Map<String, Expected> expected(Task.Type kind);

    /// The numbers of decimals that currencies of this provider have.
    default Set<Integer> decimals() {
        return Set.of(0, 2, 3);
    }

    /// Whether the API can tell amounts beyond 2^63.
    default boolean hugeAmounts() {
        return true;
    }

    /// Kinds of which every poll brings all rows, in one page, and keeps no state.
    default Set<Task.Type> snapshots() {
        return Set.of(Task.Type.FETCH_BALANCES);
    }

    /// Kinds whose pages may have more rows than were asked for, as an exception that is documented.
    default Set<Task.Type> longPages() {
        return Set.of();
    }

    /// Adds a row, the newest of its kind, and answers its reference; empty where no row can be added.
    ///
    /// @param tied with the very timestamp of the newest row there is
    default Optional<String> add(Task.Type kind, boolean tied) {
        return Optional.empty();
    }

    /// Changes the oldest row, and answers its reference; empty where the API does not tell of changes.
    default Optional<String> update(Task.Type kind) {
        return Optional.empty();
    }

    /// Deletes the oldest row, and answers its reference; empty where nothing can be deleted.
    default Optional<String> delete(Task.Type kind) {
        return Optional.empty();
    }

    /// Adds a row like [#add], but in a currency that the provider does not know, and answers its reference; empty where
    /// every currency is known, or the kind has none.
    default Optional<String> addUnsupported(Task.Type kind) {
        return Optional.empty();
    }

    /// Whether the provider talks HTTP at all.
    default boolean talksHttp() {
        return true;
    }

    /// The way to the server.
    default Egress egress() {
        return new LoopbackEgress();
    }

    /// The body of an error answer with that message.
    default String errorBody(int status, String message) {
        return "{\"message\":\"" + message + "\"}";
    }

    /// Parts that the decoded query of every first request of a fetch of that kind has, such as `sort=createdAt:asc`.
    default Set<String> query(Task.Type kind) {
        return Set.of();
    }

    /// Failures that the kit cannot produce, such as a damaged file, or a real socket that is cut.
    default List<OwnFault> ownFaults() {
        return List.of();
    }

    /// Configurations that fit the schema, and that the provider refuses all the same.
    default List<JsonObject> refusedConfigs() {
        return List.of();
    }

    /// An order that can be carried out, if the provider has that capability.
    ///
    /// @param kind [Capability#CREATE_TRANSFER] or [Capability#CREATE_PAYOUT]
    /// @param reference of the order
    default Optional<PaymentInitiation> order(Capability kind, String reference) {
        return Optional.empty();
    }

    /// Lets an order that is being polled come to its end.
    default void settle(String pollingId) {}

    /// The way to take back what became of an order; empty if there is none.
    default Optional<PaymentReversal> reversal(PaymentInitiation order, Payment payment) {
        return Optional.empty();
    }

    /// A bank account that can be made known, if the provider has that capability.
    default Optional<BankAccount> bankAccount() {
        return Optional.empty();
    }

    /// Deliveries that are signed as the provider signs them, at [ProviderContract#NOW], if webhooks can be translated: at
    /// least two different events, and beside them a test notification and an event of no interest where there is such a
    /// thing.
    ///
    /// @param webhooks as they were set up, empty where none can be
    default List<Delivery> deliveries(List<WebhookConfig> webhooks) {
        return List.of();
    }

    /// How many webhooks are set up at the server, if they can be.
    default int webhooks() {
        return 0;
    }

    @Override
    default void close() {}

    /// What a row must read.
    ///
    /// @param amount of a payment or a balance, in minor units; empty for others
    /// @param asset of the same; empty text for others
    record Expected(Instant createdAt, Optional<BigInteger> amount, String asset) {

        /// Of an account.
        public static Expected at(Instant createdAt) {
            return new Expected(createdAt, Optional.empty(), "");
        }

        /// Of a payment or a balance.
        public static Expected of(Instant createdAt, BigInteger amount, String asset) {
            return new Expected(createdAt, Optional.of(amount), asset);
        }
    }

    /// A failure of the fixture's own making, which the fetch of every kind that is named must report.
    record OwnFault(
            String name,
            Set<Task.Type> kinds,
            PaymentError expected,
            Runnable breaks,
            Runnable mends) {}

    /// A signed delivery.
    ///
    /// @param what it is, for messages
    /// @param events how many it must be translated to; 0 for a test notification
    record Delivery(String what, WebhookDelivery delivery, int events) {}
}
