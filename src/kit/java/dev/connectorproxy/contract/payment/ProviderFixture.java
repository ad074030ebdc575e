package dev.connectorproxy.contract.payment;

import dev.connectorproxy.spi.Egress;
import dev.connectorproxy.spi.payment.PaymentError;
import dev.connectorproxy.spi.payment.PaymentScheme;
import dev.connectorproxy.spi.payment.PaymentStatus;
import dev.connectorproxy.spi.payment.PaymentType;
import dev.connectorproxy.spi.payment.Task;
import dev.connectorproxy.spi.payment.Times;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.math.BigInteger;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Describes one provider to [ProviderContract]: a local server that implements the provider's API, or files, its data,
/// and valid orders and webhooks. Created once per test class; used by one thread at a time.
///
/// Failures need not be simulated here: all requests of a connector pass through the kit, which replaces or drops
/// responses. `kind` is always one of the types that the install tree has.
public interface ProviderFixture extends OrderFixture, WebhookFixture, AutoCloseable {

    /// A valid configuration with the URL of the server, with `name`, and with secrets that occur nowhere else.
    JsonObject config();

    /// Replaces the data of the server: about so many rows in each list (7, or 40 for the tests of values), made from
    /// the seed, for at least two parents where rows have parents. At least three rows of a list share a timestamp where
    /// the API sorts by it. Orders and webhooks are removed.
    void reset(long seed, int rows);

    /// The references of all rows of that kind in a full history; of a balance `<account reference> <asset>`, of others
    /// their ids.
    Set<String> references(Task.Type kind);

    /// The expected values of some rows of that kind. The kit refuses them if they could not show a fault: all kinds
    /// together need an amount with each of [#decimals()], and one beyond 2^63 if [#hugeAmounts()]; payments and
    /// balances an amount that no `double` holds; payments two values of each field that is not in [#constant()].
    Map<String, Expected> expected(Task.Type kind);

    /// The numbers of decimals that currencies of this provider have.
    default Set<Integer> decimals() {
        return Set.of(0, 2, 3);
    }

    /// Whether the API supports amounts beyond 2^63.
    default boolean hugeAmounts() {
        return true;
    }

    /// The fields that have the same value in every payment of this provider, of `type`, `status`, `scheme`,
    /// `sourceAccountReference`, `destinationAccountReference` and `parentReference`.
    default Set<String> constant() {
        return Set.of();
    }

    /// What an unknown type, status or scheme of a payment is read as.
    default Set<String> unknownValues() {
        return Set.of("OTHER", "UNKNOWN");
    }

    /// What the provider and its fixture take for granted about the API, a sentence each, such as `payments are sorted
    /// by updatedAt, and never disappear`. The report of the tests lists them; there must be one at least.
    default List<String> assumptions() {
        return List.of();
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

    @Override
    default void close() {}

    /// The expected values of a row: fields by the names that they have in the JSON of the engine's protocol. Those that
    /// are not named are not compared. Of a payment, the kit insists on all except `metadata` and `raw`; `raw` is needed
    /// where the kit cannot find it in a response, because the provider does not use HTTP or JSON.
    record Expected(Map<String, JsonValue> fields) {
        private static final JsonProvider JSON = JsonProvider.provider();

        public Expected {
            fields = Map.copyOf(fields);
        }

        /// Of an account.
        public static Expected at(Instant createdAt) {
            return new Expected(Map.of("createdAt", JSON.createValue(Times.text(createdAt))));
        }

        /// Of a balance, or the beginning of a payment.
        ///
        /// @param amount in minor units
        public static Expected of(Instant createdAt, BigInteger amount, String asset) {
            return at(createdAt)
                    .with("amount", JSON.createValue(amount))
                    .with("asset", JSON.createValue(asset));
        }

        /// The same payment with type, status and scheme, at first without a source, a destination and a parent.
        public Expected as(PaymentType type, PaymentStatus status, PaymentScheme scheme) {
            return with("type", JSON.createValue(type.protocolName()))
                    .with("status", JSON.createValue(status.name()))
                    .with("scheme", JSON.createValue(scheme.name()))
                    .between(Optional.empty(), Optional.empty())
                    .adjusting("");
        }

        /// The same payment between those accounts.
        public Expected between(Optional<String> source, Optional<String> destination) {
            return with("sourceAccountReference", text(source))
                    .with("destinationAccountReference", text(destination));
        }

        /// The same payment as an adjustment of that one; an empty string for none.
        public Expected adjusting(String parentReference) {
            return with("parentReference", JSON.createValue(parentReference));
        }

        /// The same row with the provider's object that it was made of.
        public Expected from(JsonValue raw) {
            return with("raw", raw);
        }

        /// The same row with one more field, such as `name` or `defaultAsset`.
        public Expected with(String field, JsonValue value) {
            var more = new HashMap<>(fields);
            more.put(field, value);
            return new Expected(more);
        }

        private static JsonValue text(Optional<String> text) {
            return text.<JsonValue>map(JSON::createValue).orElse(JsonValue.NULL);
        }
    }

    /// A fault simulated by the fixture, which the fetch of every named kind must report.
    record OwnFault(
            String name,
            Set<Task.Type> kinds,
            PaymentError expected,
            Runnable breaks,
            Runnable mends) {}
}
