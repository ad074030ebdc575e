package dev.connectorproxy.devserver;

import io.helidon.http.HeaderValues;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerResponse;
import jakarta.json.JsonValue;
import java.nio.charset.StandardCharsets;

/// How answers are sent: JSON that ends with a line feed.
final class Answers {
    private Answers() {}

    static void send(ServerResponse response, JsonValue json) {
        send(response, Status.OK_200, json.toString());
    }

    static void send(ServerResponse response, Status status, String json) {
        send(response, status, bytes(json));
    }

    /// @param json with its line feed
    static void send(ServerResponse response, Status status, byte[] json) {
        response.status(status).header(HeaderValues.CONTENT_TYPE_JSON).send(json);
    }

    /// 204.
    static void nothing(ServerResponse response) {
        response.status(Status.NO_CONTENT_204).send();
    }

    static byte[] bytes(String json) {
        return (json + "\n").getBytes(StandardCharsets.UTF_8);
    }
}
