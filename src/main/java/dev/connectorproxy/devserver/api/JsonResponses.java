package dev.connectorproxy.devserver.api;

import dev.connectorproxy.secrets.SecretMask;
import io.helidon.http.HeaderValues;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerResponse;
import jakarta.json.JsonException;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import jakarta.json.stream.JsonGenerator;
import jakarta.json.stream.JsonGeneratorFactory;
import java.io.ByteArrayOutputStream;
import java.io.OutputStreamWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/// Sends responses; a JSON body ends with a line feed.
public final class JsonResponses {
    private static final JsonProvider JSON = JsonProvider.provider();
    private static final JsonGeneratorFactory GENERATORS = JSON.createGeneratorFactory(Map.of());
    private static final Pattern UNPAIRED_SURROGATE = Pattern.compile("[\\ud800-\\udfff]");

    private JsonResponses() {}

    public static void send(ServerResponse response, JsonValue json) {
        send(response, Status.OK_200, json);
    }

    /// Sends what a connector made, with its secrets masked.
    ///
    /// @param mask asked for now, because what made the JSON may have added secrets
    public static void send(ServerResponse response, Supplier<SecretMask> mask, JsonValue json) {
        send(response, Status.OK_200, masked(toBytes(json), mask.get()));
    }

    /// The JSON of a response with secrets masked, except in the names of fields that the protocol knows.
    public static byte[] masked(byte[] json, SecretMask mask) {
        return mask.json(json, FieldNames.ALL);
    }

    public static void send(ServerResponse response, Status status, JsonValue json) {
        send(response, status, toBytes(json));
    }

    /// @param json the body, which ends with a line feed already
    public static void send(ServerResponse response, Status status, byte[] json) {
        response.status(status).header(HeaderValues.CONTENT_TYPE_JSON).send(json);
    }

    /// Sends 204 without a body.
    public static void sendNoContent(ServerResponse response) {
        response.status(Status.NO_CONTENT_204).send();
    }

    /// The value in UTF-8, with a line feed at its end.
    public static byte[] toBytes(JsonValue json) {
        return toBytes(generator -> generator.write(json));
    }

    /// What is written, in UTF-8, with a line feed at its end.
    ///
    /// @param value writes one value; once more if that holds an unpaired surrogate
    public static byte[] toBytes(Consumer<JsonGenerator> value) {
        var out = new ByteArrayOutputStream();
        try {
            write(value, new OutputStreamWriter(out, StandardCharsets.UTF_8.newEncoder()));
        } catch (JsonException _) {
            var text = new StringWriter();
            write(value, text);
            return escaped(text.toString()).getBytes(StandardCharsets.UTF_8);
        }
        out.write('\n');
        return out.toByteArray();
    }

    private static void write(Consumer<JsonGenerator> value, Writer target) {
        try (var generator = GENERATORS.createGenerator(target)) {
            value.accept(generator);
        }
    }

    /// The text with an escape for each unpaired surrogate, which the encoder refuses.
    private static String escaped(String json) {
        return UNPAIRED_SURROGATE
                        .matcher(json)
                        .replaceAll(found -> "\\\\u%04x".formatted((int) found.group().charAt(0)))
                + "\n";
    }
}
