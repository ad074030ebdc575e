package dev.connectorproxy.contract.payment;

import dev.connectorproxy.spi.Call;
import dev.connectorproxy.spi.Egress;
import dev.connectorproxy.spi.HttpRequest;
import dev.connectorproxy.spi.HttpResponse;
import jakarta.json.JsonArray;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// All JSON objects in the responses of a provider, at any depth. Thread-safe.
final class ReceivedObjects {
    private final Set<JsonValue> objects = ConcurrentHashMap.newKeySet();

    /// Handles requests for a [RecordingEgress].
    HttpResponse send(int number, HttpRequest request, Call call, Egress target) {
        var response = target.send(request, call);
        try {
            add(FullWalk.read(new String(response.body(), StandardCharsets.UTF_8)));
        } catch (JsonException _) {
            // no JSON, so nothing of it can be a row
        }
        return response;
    }

    boolean contains(JsonValue value) {
        return objects.contains(value);
    }

    private void add(JsonValue value) {
        if (value instanceof JsonObject object) {
            objects.add(object);
            object.values().forEach(this::add);
        } else if (value instanceof JsonArray array) {
            array.forEach(this::add);
        }
    }
}
