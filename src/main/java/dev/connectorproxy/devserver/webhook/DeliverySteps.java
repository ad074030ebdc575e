package dev.connectorproxy.devserver.webhook;

import dev.connectorproxy.devserver.api.DevErrorHandler;
import dev.connectorproxy.devserver.api.DevServerException;
import dev.connectorproxy.devserver.api.WarningJson;
import dev.connectorproxy.spi.Call;
import dev.connectorproxy.spi.payment.PaymentConnector;
import dev.connectorproxy.spi.payment.PaymentException;
import dev.connectorproxy.spi.payment.RecordWriter;
import dev.connectorproxy.spi.payment.Webhook;
import dev.connectorproxy.spi.payment.WebhookDelivery;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/// The processing of one delivery as the engine does it, step by step: it is split into its parts, and each part is
/// verified and translated. Run by one thread; another one may read how far it came.
final class DeliverySteps {
    private static final int MAX_PARTS = 100;
    private static final JsonProvider JSON = JsonProvider.provider();

    private final List<JsonObject> done = new CopyOnWriteArrayList<>();
    private final List<String> keys = new CopyOnWriteArrayList<>();
    private volatile Step current = new Step("trim", 0);

    private record Step(String name, int part) {
        JsonObject json(JsonValue result, JsonValue error) {
            return JSON.createObjectBuilder()
                    .add("step", name)
                    .add("part", part)
                    .add("result", result)
                    .add("error", error)
                    .build();
        }
    }

    /// Runs all steps, up to the first that fails.
    ///
    /// @return true
    boolean run(PaymentConnector connector, WebhookDelivery delivery, Call call) {
        var parts = connector.trimWebhook(delivery, call);
        if (parts.size() > MAX_PARTS) {
            throw PaymentException.invalidRequest(
                    "a delivery is split into %d parts; the development server processes up to %d"
                            .formatted(parts.size(), MAX_PARTS));
        }
        end(payloads(parts, delivery.webhook()));
        for (int i = 0; i < parts.size(); i++) {
            var part = new WebhookDelivery(delivery.config(), parts.get(i));
            current = new Step("verify", i);
            end(verified(connector.verifyWebhook(part, call)));
            current = new Step("translate", i);
            end(translated(connector, part, call));
        }
        return true;
    }

    /// The steps so far; the last one failed if there is a failure.
    JsonArray json(Optional<DevServerException> failure) {
        var steps = JSON.createArrayBuilder(done);
        failure.map(DevErrorHandler::body)
                .map(error -> current.json(JsonValue.NULL, error))
                .ifPresent(steps::add);
        return steps.build();
    }

    List<String> idempotencyKeys() {
        return List.copyOf(keys);
    }

    /// A text, or an object with the `base64` of what is none.
    static JsonValue payload(byte[] payload) {
        try {
            var text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(payload));
            return JSON.createValue(text.toString());
        } catch (CharacterCodingException _) {
            return JSON.createObjectBuilder()
                    .add("base64", Base64.getEncoder().encodeToString(payload))
                    .build();
        }
    }

    private void end(JsonObject result) {
        done.add(current.json(result, JsonValue.NULL));
    }

    private JsonObject verified(Optional<String> key) {
        key.ifPresent(keys::add);
        return JSON.createObjectBuilder()
                .add("idempotencyKey", key.<JsonValue>map(JSON::createValue).orElse(JsonValue.NULL))
                .build();
    }

    private static JsonObject translated(
            PaymentConnector connector, WebhookDelivery part, Call call) {
        var events = JSON.createArrayBuilder();
        for (var event : connector.translateWebhook(part, call)) {
            events.add(
                    JSON.createObjectBuilder(RecordWriter.of(event))
                            .add("warnings", WarningJson.of(WarningJson.of(event))));
        }
        return JSON.createObjectBuilder().add("events", events).build();
    }

    /// The bodies of the parts; `null` for one that is the delivery itself.
    private static JsonObject payloads(List<Webhook> parts, Webhook whole) {
        var payloads = JSON.createArrayBuilder();
        for (var part : parts) {
            payloads.add(
                    Arrays.equals(part.payload(), whole.payload())
                            ? JsonValue.NULL
                            : payload(part.payload()));
        }
        return JSON.createObjectBuilder().add("payloads", payloads).build();
    }
}
