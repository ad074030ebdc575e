package dev.connectorproxy.plugins;

import dev.connectorproxy.spi.Call;
import dev.connectorproxy.spi.CommandResult;
import dev.connectorproxy.spi.CommandResult.Bare;
import dev.connectorproxy.spi.CommandResult.Body;
import dev.connectorproxy.spi.CommandResult.Done;
import dev.connectorproxy.spi.CommandResult.Unlogged;
import dev.connectorproxy.spi.CommandSpec;
import dev.connectorproxy.spi.ConnectorException;
import dev.connectorproxy.spi.ErrorCode;
import dev.connectorproxy.spi.JsonText;
import dev.connectorproxy.spi.Parameter;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.io.ByteArrayOutputStream;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Makes what a plugin hands over the host's own: bounded, no longer changed by anybody, and of no class of the plugin's.
/// Runs on the plugin's thread, since it calls the plugin's objects.
final class Takeover {
    private static final int MOST_DEEP = 1000;

    private final JsonProvider json = JsonProvider.provider();
    private final int mostBytes;

    /// Created on a thread of the host's, whose JSON it then uses.
    Takeover(int mostBytes) {
        this.mostBytes = mostBytes;
    }

    /// @param memory what the copy of a large answer is taken from
    /// @throws ConnectorException `ResponseTooLarge`, `ProxyOverloaded`
    CommandResult result(CommandResult result, Call.Memory memory) {
        return switch (result) {
            case Bare(var value) -> new Bare(text(value, memory).value());
            case Unlogged(var body, var status) -> new Unlogged(body(body, memory), status);
            case Done done ->
                    new Done(
                            body(done.body(), memory),
                            done.httpStatus(),
                            done.headers().map(this::headers),
                            done.error(),
                            logs(done.logs()));
        };
    }

    /// @throws ConnectorException `ResponseTooLarge`
    JsonValue value(JsonValue value) {
        return text(value, Call.Memory.UNBOUNDED).value();
    }

    CommandSpec spec(CommandSpec spec) {
        return new CommandSpec(
                spec.name(),
                spec.description(),
                spec.parameters().stream().map(this::parameter).toList(),
                spec.errors(),
                spec.strict());
    }

    private Parameter parameter(Parameter it) {
        return new Parameter(
                it.id(),
                it.type(),
                it.required(),
                it.description(),
                it.defaultValue().map(this::value),
                it.allowed());
    }

    private Body body(Body body, Call.Memory memory) {
        return switch (body) {
            case Body.Tree(var value) -> new Body.Raw(text(value, memory));
            case Body.Text text -> {
                bounded(text.text().length());
                yield text;
            }
            case Body.Raw raw -> {
                bounded(raw.text().length());
                yield raw;
            }
        };
    }

    private Map<String, String> headers(Map<String, String> headers) {
        var copy = new LinkedHashMap<String, String>();
        headers.forEach((name, value) -> copy.put(name, String.valueOf(value)));
        bounded(
                copy.entrySet().stream()
                        .mapToLong(it -> it.getKey().length() + it.getValue().length())
                        .sum());
        return Collections.unmodifiableMap(copy);
    }

    private List<String> logs(List<String> logs) {
        bounded(logs.stream().mapToLong(String::length).sum());
        return logs;
    }

    private JsonText text(JsonValue value, Call.Memory memory) {
        var bytes = new Bounded(memory);
        try (var writer = json.createWriter(bytes)) {
            writer.write(value);
        }
        return JsonText.of(bytes.toByteArray(), MOST_DEEP)
                .orElseThrow(() ->
                        new IllegalStateException("not JSON, or nested deeper than " + MOST_DEEP));
    }

    private void bounded(long length) {
        if (length > mostBytes) {
            throw new ConnectorException(
                    ErrorCode.RESPONSE_TOO_LARGE,
                    "the answer of the plugin is larger than %d bytes".formatted(mostBytes));
        }
    }

    /// Bytes up to the bound. What is small is not worth counting.
    private final class Bounded extends ByteArrayOutputStream {
        private static final int SMALL = 64 << 10;

        private final Call.Memory memory;
        private long granted = SMALL;

        Bounded(Call.Memory memory) {
            this.memory = memory;
        }

        @Override
        public synchronized void write(int b) {
            expect(1);
            super.write(b);
        }

        @Override
        public synchronized void write(byte[] b, int from, int length) {
            expect(length);
            super.write(b, from, length);
        }

        private void expect(int more) {
            long next = (long) count + more;
            bounded(next);
            if (next > granted) {
                long taken = Math.max(granted, more); // as the array itself grows
                memory.take(taken);
                granted += taken;
            }
        }
    }
}
