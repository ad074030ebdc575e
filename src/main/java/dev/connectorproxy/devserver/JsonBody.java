package dev.connectorproxy.devserver;

import dev.connectorproxy.server.PayloadTooLargeException;
import dev.connectorproxy.server.RequestBody;
import dev.connectorproxy.spi.payment.JsonFields;
import dev.connectorproxy.spi.payment.PaymentException;
import io.helidon.webserver.http.ServerRequest;
import jakarta.json.JsonException;
import jakarta.json.JsonValue;
import jakarta.json.JsonValue.ValueType;
import jakarta.json.spi.JsonProvider;
import jakarta.json.stream.JsonLocation;
import jakarta.json.stream.JsonParsingException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;

/// Reads the bodies of requests: one JSON object whose keys are read in any case. What follows the object is ignored, and a
/// body that is empty or `null` is an object without fields.
record JsonBody(int limit) {
    private static final JsonProvider JSON = JsonProvider.provider();

    /// What the body says.
    ///
    /// @param reading takes what it needs from the fields; a [PaymentException] of its tells that one has the wrong type
    /// @throws DevFailure 400 `invalid JSON body`, or 413
    <T> T read(ServerRequest request, Function<JsonFields, T> reading) {
        var text = text(request);
        var value = first(text);
        try {
            return reading.apply(JsonFields.ofRequest(value, "body"));
        } catch (PaymentException e) {
            throw DevFailure.badRequest(DevFailure.INVALID_BODY, e.getMessage());
        } catch (ArithmeticException | UnsupportedOperationException _) {
            throw DevFailure.badRequest(DevFailure.INVALID_BODY, "a number is too long");
        }
    }

    /// The value that a text is, from its first to its last character.
    ///
    /// @throws JsonException it is none
    static JsonValue whole(String text) {
        try (var reader = JSON.createReader(new StringReader(text))) {
            return reader.readValue();
        }
    }

    private String text(ServerRequest request) {
        try {
            byte[] body = RequestBody.read(request, limit, _ -> {});
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
        } catch (PayloadTooLargeException _) {
            throw DevFailure.tooLarge("it may have " + limit + " bytes");
        } catch (CharacterCodingException _) {
            throw DevFailure.badRequest(DevFailure.INVALID_BODY, "it is not UTF-8");
        }
    }

    private static JsonValue first(String text) {
        if (text.isBlank()) {
            return JsonValue.EMPTY_JSON_OBJECT;
        }
        try (var parser = JSON.createParser(new StringReader(text))) {
            parser.next();
            var value = parser.getValue();
            return value.getValueType() == ValueType.NULL ? JsonValue.EMPTY_JSON_OBJECT : value;
        } catch (JsonParsingException e) {
            throw DevFailure.badRequest(DevFailure.INVALID_BODY, told(e.getLocation()));
        } catch (
                RuntimeException
                        _) { // the parser has no type of its own for what is nested too deep
            throw DevFailure.badRequest(DevFailure.INVALID_BODY, "not JSON, or nested too deep");
        }
    }

    /// Where it stops being JSON, without a word of what stands there.
    private static String told(JsonLocation at) {
        return "not JSON at line %d, column %d".formatted(at.getLineNumber(), at.getColumnNumber());
    }
}
