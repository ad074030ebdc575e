package dev.connectorproxy.spi.payment;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;

/// Writes the results of orders, webhooks and their events as the JSON of the engine's protocol, in the style of
/// [PaymentJson].
public final class RecordWriter {
    private static final JsonProvider JSON = JsonProvider.provider();

    private RecordWriter() {}

    /// A webhook as it was created, with its metadata, which may contain a secret.
    public static JsonObject of(WebhookConfig config) {
        var metadata = JSON.createObjectBuilder(config.metadata()).build();
        return JSON.createObjectBuilder()
                .add("name", config.name())
                .add("urlPath", config.urlPath())
                .add("metadata", metadata.isEmpty() ? JsonValue.NULL : metadata)
                .build();
    }

    /// The result of a payment initiation: `payment` and `pollingId`, one of them `null`.
    public static JsonObject of(Initiated initiated) {
        return switch (initiated) {
            case Initiated.Done(var payment) -> initiated(PaymentJson.of(payment), JsonValue.NULL);
            case Initiated.Polling(var id) -> initiated(JsonValue.NULL, JSON.createValue(id));
        };
    }

    /// The status of an order: `payment` and `error`, at least one of them `null`.
    public static JsonObject of(PollStatus status) {
        return switch (status) {
            case PollStatus.Done(var payment) -> poll(PaymentJson.of(payment), JsonValue.NULL);
            case PollStatus.Failed(var error) -> poll(JsonValue.NULL, JSON.createValue(error));
            case PollStatus.Pending() -> poll(JsonValue.NULL, JsonValue.NULL);
        };
    }

    /// An event of a webhook: an object with one key, such as `payment` or `paymentToDelete`.
    public static JsonObject of(WebhookEvent event) {
        var json = JSON.createObjectBuilder();
        return switch (event) {
            case WebhookEvent.AccountChanged(var account) ->
                    json.add("account", PaymentJson.of(account)).build();
            case WebhookEvent.ExternalAccountChanged(var account) ->
                    json.add("externalAccount", PaymentJson.of(account)).build();
            case WebhookEvent.PaymentChanged(var payment) ->
                    json.add("payment", PaymentJson.of(payment)).build();
            case WebhookEvent.PaymentDeleted(var reference) ->
                    json.add(
                                    "paymentToDelete",
                                    JSON.createObjectBuilder().add("reference", reference))
                            .build();
            case WebhookEvent.PaymentCancelled(var reference) ->
                    json.add(
                                    "paymentToCancel",
                                    JSON.createObjectBuilder().add("reference", reference))
                            .build();
            case WebhookEvent.BalanceChanged(var balance) ->
                    json.add("balance", PaymentJson.of(balance)).build();
        };
    }

    private static JsonObject initiated(JsonValue payment, JsonValue pollingId) {
        return JSON.createObjectBuilder()
                .add("payment", payment)
                .add("pollingId", pollingId)
                .build();
    }

    private static JsonObject poll(JsonValue payment, JsonValue error) {
        return JSON.createObjectBuilder().add("payment", payment).add("error", error).build();
    }
}
