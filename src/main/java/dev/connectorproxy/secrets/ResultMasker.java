package dev.connectorproxy.secrets;

import dev.connectorproxy.spi.Call;
import dev.connectorproxy.spi.CommandResult;
import dev.connectorproxy.spi.CommandResult.Body;
import dev.connectorproxy.spi.CommandResult.CommandError;
import dev.connectorproxy.spi.CommandResult.Done;
import dev.connectorproxy.spi.CommandResult.Unwrapped;
import dev.connectorproxy.spi.CommandResult.WithoutLogs;
import dev.connectorproxy.spi.ComputePool;
import dev.connectorproxy.spi.ConnectorException;
import dev.connectorproxy.spi.JsonText;
import jakarta.json.JsonValue;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Masks everything that a command returns or throws, and its entries in the access log.
///
/// @param memory reserves space for the copy of a body that is searched
record ResultMasker(SecretMask mask, Call.Memory memory) {
    private static final int MAX_DEPTH = 1024;

    CommandResult maskResult(CommandResult result) {
        return switch (result) {
            case Unwrapped(var value) -> new Unwrapped(maskValue(value));
            case WithoutLogs(var body, var status) -> new WithoutLogs(maskBody(body), status);
            case Done done ->
                    new Done(
                            maskBody(done.body()),
                            done.httpStatus(),
                            done.headers().map(this::maskHeaders),
                            done.error()
                                    .map(error ->
                                            new CommandError(
                                                    error.code(), mask.text(error.message()))),
                            done.logs().stream().map(mask::text).toList());
        };
    }

    ConnectorException maskFailure(ConnectorException failure) {
        return new ConnectorException(
                failure.code(), failure.httpStatus(), mask.text(failure.getMessage()), failure);
    }

    JsonValue maskValue(JsonValue value) {
        byte[] before = JsonText.toUtf8(value.toString());
        byte[] after = mask.json(before, Set.of());
        return before == after ? value : toJsonText(after).value();
    }

    private Body maskBody(Body body) {
        return switch (body) {
            case Body.Tree(var value) -> new Body.Tree(maskValue(value));
            case Body.Text(var name, var text) -> {
                memory.take(text.length());
                yield new Body.Text(name, ComputePool.run(text.length(), () -> mask.text(text)));
            }
            case Body.Raw(var text) -> maskText(text).<Body>map(Body.Raw::new).orElse(body);
            case Body.Quoted(var text) -> maskText(text).<Body>map(Body.Quoted::new).orElse(body);
        };
    }

    /// Empty if there is nothing to mask.
    private Optional<JsonText> maskText(JsonText text) {
        memory.take(text.length());
        byte[] before = toBytes(text);
        byte[] after = mask.json(before, Set.of());
        return before == after ? Optional.empty() : Optional.of(toJsonText(after));
    }

    private Map<String, String> maskHeaders(Map<String, String> headers) {
        var masked = new LinkedHashMap<String, String>();
        headers.forEach((name, value) -> masked.put(mask.text(name), mask.text(value)));
        return masked;
    }

    private static JsonText toJsonText(byte[] json) {
        return JsonText.of(json, MAX_DEPTH).orElseThrow();
    }

    static byte[] toBytes(JsonText text) {
        var bytes = new ByteArrayOutputStream(text.length());
        try {
            text.writeTo(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory failed", e);
        }
        return bytes.toByteArray();
    }
}
