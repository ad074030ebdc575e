package dev.connectorproxy.devserver;

import io.helidon.http.HeaderValues;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerResponse;
import jakarta.json.JsonValue;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/// Sends responses; a JSON body ends with a line feed.
final class JsonResponses {
    private static final Pattern UNPAIRED_SURROGATE = Pattern.compile("[\\ud800-\\udfff]");

    private JsonResponses() {}

    static void send(ServerResponse response, JsonValue json) {
        send(response, Status.OK_200, json.toString());
    }

    static void send(ServerResponse response, Status status, String json) {
        send(response, status, toBytes(json));
    }

    /// @param json the body, which ends with a line feed already
    static void send(ServerResponse response, Status status, byte[] json) {
        response.status(status).header(HeaderValues.CONTENT_TYPE_JSON).send(json);
    }

    /// Sends 204 without a body.
    static void sendNoContent(ServerResponse response) {
        response.status(Status.NO_CONTENT_204).send();
    }

    /// The text in UTF-8, with a line feed at its end. An unpaired surrogate, which UTF-8 cannot encode, becomes an
    /// escape.
    static byte[] toBytes(String json) {
        var encodable =
                UNPAIRED_SURROGATE
                        .matcher(json)
                        .replaceAll(
                                match -> "\\\\u%04x".formatted((int) json.charAt(match.start())));
        return (encodable + "\n").getBytes(StandardCharsets.UTF_8);
    }
}
