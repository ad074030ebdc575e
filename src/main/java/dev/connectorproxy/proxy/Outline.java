package dev.connectorproxy.proxy;

import dev.connectorproxy.spi.ConnectorException;
import dev.connectorproxy.spi.JsonText;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue.ValueType;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;

/// What the log tells of an answer that another proxy wrote.
///
/// @param status the `http_status` in it, 0 for none
/// @param errorCode the `error_code` in it, `HttpError<status>` for a failure that has none, empty for a success
record Outline(int status, String errorCode) {
    private static final int DEEPEST = 1_000;
    private static final int LONGEST_ERROR = 256 << 10;

    static Outline of(int httpStatus, JsonText body) {
        int status =
                member(body, "command_response")
                        .flatMap(it -> member(whole(it), "http_status"))
                        .map(Outline::httpStatus)
                        .orElse(0);
        var code =
                member(body, "error")
                        .flatMap(Outline::errorCode)
                        .orElse(httpStatus < 400 ? "" : "HttpError" + httpStatus);
        return new Outline(status, code);
    }

    private static int httpStatus(JsonText status) {
        return Optional.of(status)
                .filter(it -> it.type() == ValueType.NUMBER && it.length() <= 3)
                .map(it -> ((JsonNumber) it.value()).intValue())
                .filter(it -> it >= 100 && it <= 599)
                .orElse(0);
    }

    private static Optional<String> errorCode(JsonText error) {
        if (error.type() != ValueType.OBJECT || error.length() > LONGEST_ERROR) {
            return Optional.empty();
        }
        try {
            return error.value() instanceof JsonObject object
                            && object.get("error_code") instanceof JsonString code
                    ? Optional.of(code.getString())
                    : Optional.empty();
        } catch (ConnectorException _) {
            return Optional.empty();
        }
    }

    private static Optional<JsonText> member(JsonText text, String name) {
        return text.type() == ValueType.OBJECT ? text.member(name) : Optional.empty();
    }

    /// A part as a text of its own, which knows its members.
    private static JsonText whole(JsonText part) {
        var bytes = new ByteArrayOutputStream(part.length());
        try {
            part.writeTo(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException("memory does not fail to be written to", e);
        }
        return JsonText.of(bytes.toByteArray(), DEEPEST).orElseThrow();
    }
}
