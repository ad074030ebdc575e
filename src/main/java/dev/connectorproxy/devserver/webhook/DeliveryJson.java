package dev.connectorproxy.devserver.webhook;

import dev.connectorproxy.devserver.api.DevErrorHandler;
import dev.connectorproxy.devserver.api.DevServerException;
import dev.connectorproxy.devserver.connector.SensitiveNames;
import dev.connectorproxy.spi.payment.Times;
import dev.connectorproxy.spi.payment.WebhookDelivery;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Shows deliveries: headers and query values with sensitive names, such as signatures, are `***`.
///
/// @param origin the number of the delivery it was made of; 0 for none
/// @param duplicateOf the number of a delivery with the same idempotency key; 0 for none
record DeliveryJson(
        long number, DeliveryAction action, long origin, long duplicateOf, Instant receivedAt) {
    private static final JsonProvider JSON = JsonProvider.provider();

    JsonObject summary(WebhookDelivery delivery, Optional<DevServerException> failure) {
        return head(delivery, failure).build();
    }

    /// @param steps see [DeliverySteps]
    JsonObject whole(
            WebhookDelivery delivery, JsonArray steps, Optional<DevServerException> failure) {
        var webhook = delivery.webhook();
        return head(delivery, failure)
                .add("headers", masked(webhook.headers()))
                .add("queryValues", masked(webhook.queryValues()))
                .add("payload", DeliverySteps.payload(webhook.payload()))
                .add("steps", steps)
                .build();
    }

    private JsonObjectBuilder head(WebhookDelivery delivery, Optional<DevServerException> failure) {
        return JSON.createObjectBuilder()
                .add("delivery", number)
                .add("action", action.path())
                .add("origin", number(origin))
                .add("duplicateOf", number(duplicateOf))
                .add("receivedAt", Times.text(receivedAt))
                .add("name", delivery.config().name())
                .add("urlPath", delivery.config().urlPath())
                .add("bytes", delivery.webhook().payload().length)
                .add("accepted", failure.isEmpty())
                .add("error", failure.<JsonValue>map(DevErrorHandler::body).orElse(JsonValue.NULL));
    }

    private static JsonValue number(long number) {
        return number == 0 ? JsonValue.NULL : JSON.createValue(number);
    }

    private static JsonObject masked(Map<String, List<String>> values) {
        var json = JSON.createObjectBuilder();
        values.forEach((name, list) ->
                json.add(
                        name,
                        JSON.createArrayBuilder(
                                SensitiveNames.contains(name)
                                        ? list.stream().map(_ -> "***").toList()
                                        : list)));
        return json.build();
    }
}
