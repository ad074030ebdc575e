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

/// The outcome of a call that another proxy ran, as far as the log needs it.
///
/// @param status the `http_status` in the response, 0 for none
/// @param errorCode the `error_code` in the response, `HttpError<status>` for a failure without one, empty for a
///     success
record ForwardedOutcome(int status, String errorCode) {
    private static final int MAX_DEPTH = 1_000;
    private static final int MAX_ERROR_BYTES = 256 << 10;

    static ForwardedOutcome of(int httpStatus, JsonText body) {
        int status =
                member(body, "command_response")
                        .flatMap(response -> member(reparsed(response), "http_status"))
                        .map(ForwardedOutcome::httpStatus)
                        .orElse(0);
        var code =
                member(body, "error")
                        .flatMap(ForwardedOutcome::errorCode)
                        .orElse(httpStatus < 400 ? "" : "HttpError" + httpStatus);
        return new ForwardedOutcome(status, code);
    }

    /// Whether the body says that the command failed.
    boolean isFailure() {
        return status >= 300 || !errorCode.isEmpty();
    }

    private static int httpStatus(JsonText status) {
        return Optional.of(status)
                .filter(text -> text.type() == ValueType.NUMBER && text.length() <= 3)
                .map(text -> ((JsonNumber) text.value()).intValue())
                .filter(code -> code >= 100 && code <= 999)
                .orElse(0);
    }

    private static Optional<String> errorCode(JsonText error) {
        if (error.type() != ValueType.OBJECT || error.length() > MAX_ERROR_BYTES) {
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

    /// A part, parsed again, so that its members can be read.
    private static JsonText reparsed(JsonText part) {
        var bytes = new ByteArrayOutputStream(part.length());
        try {
            part.writeTo(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException("memory does not fail to be written to", e);
        }
        return JsonText.of(bytes.toByteArray(), MAX_DEPTH).orElseThrow();
    }
}
