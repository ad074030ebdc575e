package dev.connectorproxy.secrets;

import dev.connectorproxy.spi.Call;
import dev.connectorproxy.spi.CommandResult;
import dev.connectorproxy.spi.CommandResult.Bare;
import dev.connectorproxy.spi.CommandResult.Body;
import dev.connectorproxy.spi.CommandResult.CommandError;
import dev.connectorproxy.spi.CommandResult.Done;
import dev.connectorproxy.spi.CommandResult.Unlogged;
import dev.connectorproxy.spi.ConnectorException;
import dev.connectorproxy.spi.JsonText;
import jakarta.json.JsonValue;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/// Masks everything that a command returns or throws, and its entries in the access log.
///
/// @param memory reserves space for the copy of a body that is searched
record Masking(Mask mask, Call.Memory memory) {
    private static final int DEEPEST = 1024;

    CommandResult result(CommandResult result) {
        return switch (result) {
            case Bare(var value) -> new Bare(value(value));
            case Unlogged(var body, var status) -> new Unlogged(body(body), status);
            case Done done ->
                    new Done(
                            body(done.body()),
                            done.httpStatus(),
                            done.headers().map(this::headers),
                            done.error()
                                    .map(error ->
                                            new CommandError(
                                                    error.code(), mask.on(error.message()))),
                            done.logs().stream().map(mask::on).toList());
        };
    }

    ConnectorException failure(ConnectorException failure) {
        return new ConnectorException(
                failure.code(), failure.httpStatus(), mask.on(failure.getMessage()), failure);
    }

    JsonValue value(JsonValue value) {
        byte[] before = value.toString().getBytes(StandardCharsets.UTF_8);
        byte[] after = json(before);
        return before == after ? value : text(after).value();
    }

    Call call(Call call) {
        return new Call(
                call.requestId(),
                call.requestIdGiven(),
                call.traceparent(),
                call.deadline(),
                new MaskedTrail(mask, call.trail()),
                call.memory(),
                call.idempotencyKey());
    }

    private Body body(Body body) {
        return switch (body) {
            case Body.Tree(var value) -> new Body.Tree(value(value));
            case Body.Text(var name, var text) -> {
                memory.take(text.length());
                yield new Body.Text(name, mask.on(text));
            }
            case Body.Raw raw -> {
                memory.take(raw.text().length());
                byte[] before = bytes(raw.text());
                byte[] after = json(before);
                yield before == after ? raw : new Body.Raw(text(after));
            }
        };
    }

    private Map<String, String> headers(Map<String, String> headers) {
        var masked = new LinkedHashMap<String, String>();
        headers.forEach((name, value) -> masked.put(mask.on(name), mask.on(value)));
        return masked;
    }

    private byte[] json(byte[] json) {
        return JsonStrings.rewrite(
                json, new JsonStrings.Rewriting(mask::on, mask::on, mask::onNumber));
    }

    private static JsonText text(byte[] json) {
        return JsonText.of(json, DEEPEST).orElseThrow();
    }

    static byte[] bytes(JsonText text) {
        var bytes = new ByteArrayOutputStream(text.length());
        try {
            text.writeTo(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory failed", e);
        }
        return bytes.toByteArray();
    }

    /// Masks the names of targets: a host name may contain a secret.
    private record MaskedTrail(Mask mask, Call.Trail trail) implements Call.Trail {
        @Override
        public void attempt(String target) {
            trail.attempt(mask.on(target));
        }

        @Override
        public void bytes(long sent, long received) {
            trail.bytes(sent, received);
        }
    }
}
