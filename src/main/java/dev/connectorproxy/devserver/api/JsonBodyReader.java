package dev.connectorproxy.devserver.api;

import dev.connectorproxy.server.PayloadTooLargeException;
import dev.connectorproxy.server.RequestBodyReader;
import dev.connectorproxy.spi.payment.JsonFields;
import dev.connectorproxy.spi.payment.PaymentException;
import io.helidon.webserver.http.ServerRequest;
import jakarta.json.JsonException;
import jakarta.json.JsonValue;
import jakarta.json.JsonValue.ValueType;
import jakarta.json.spi.JsonProvider;
import jakarta.json.stream.JsonParsingException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;

/// Reads request bodies: one JSON object whose keys are matched without regard to case. Text after the object is
/// ignored, and a body that is empty or `null` is an object without fields.
///
/// @param limit the maximum size of a body in bytes
public record JsonBodyReader(int limit) {
    private static final JsonProvider JSON = JsonProvider.provider();

    /// Reads the body of a request.
    ///
    /// @param mapping converts the fields; it throws a [PaymentException] when a field has the wrong type
    /// @throws DevServerException 400 `invalid JSON body`, or 413 when the body is too large
    public <T> T read(ServerRequest request, Function<JsonFields, T> mapping) {
        var text = readText(request);
        var value = parseFirst(text);
        try {
            return mapping.apply(JsonFields.ofRequest(value, "body"));
        } catch (PaymentException e) {
            throw DevServerException.badRequest(DevServerException.INVALID_BODY, e.getMessage());
        } catch (ArithmeticException | UnsupportedOperationException _) {
            throw DevServerException.badRequest(
                    DevServerException.INVALID_BODY, "a number is too long");
        }
    }

    /// Parses a text that consists of one JSON value and nothing else.
    ///
    /// @throws JsonException the text is anything else
    public static JsonValue parse(String text) {
        try (var reader = JSON.createReader(new StringReader(text))) {
            return reader.readValue();
        }
    }

    /// The same of a text in UTF-8.
    public static JsonValue parse(byte[] utf8) {
        return parse(new String(utf8, StandardCharsets.UTF_8));
    }

    /// The body of a request as received.
    ///
    /// @throws DevServerException 413 when it is too large
    public byte[] readBytes(ServerRequest request) {
        try {
            return RequestBodyReader.read(request, limit, _ -> {});
        } catch (PayloadTooLargeException _) {
            throw DevServerException.tooLarge("it may have " + limit + " bytes");
        }
    }

    private String readText(ServerRequest request) {
        try {
            var body = ByteBuffer.wrap(readBytes(request));
            var text = StandardCharsets.UTF_8.newDecoder().decode(body).toString();
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException _) {
            throw DevServerException.badRequest(DevServerException.INVALID_BODY, "it is not UTF-8");
        }
    }

    private static JsonValue parseFirst(String text) {
        if (text.isBlank()) {
            return JsonValue.EMPTY_JSON_OBJECT;
        }
        try (var parser = JSON.createParser(new StringReader(text))) {
            parser.next();
            var value = parser.getValue();
            return value.getValueType() == ValueType.NULL ? JsonValue.EMPTY_JSON_OBJECT : value;
        } catch (JsonParsingException e) {
            throw DevServerException.badRequest(
                    DevServerException.INVALID_BODY, JsonErrorPosition.of(text, e).text());
        } catch (
                RuntimeException
                        _) { // Parsson throws a plain RuntimeException when the nesting is too deep
            throw DevServerException.badRequest(
                    DevServerException.INVALID_BODY, "not JSON, or nested too deep");
        }
    }
}
