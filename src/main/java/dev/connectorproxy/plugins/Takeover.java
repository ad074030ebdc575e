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

/// Copies what a plugin returns into immutable objects of the host, limited in size and without classes of the plugin.
/// Runs on a thread of the plugin, since it calls objects of the plugin.
final class Takeover {
    private static final int MOST_DEEP = 1000;

    private final JsonProvider json = JsonProvider.provider();
    private final int mostBytes;

    /// To be created on a thread of the host, so that it finds the JSON library of the host.
    Takeover(int maxBytes) {
        this.mostBytes = maxBytes;
    }

    /// Copies a result.
    ///
    /// @param memory reserves space for the copy of a large result
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

    /// Copies a JSON value.
    ///
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

    private Parameter parameter(Parameter parameter) {
        return new Parameter(
                parameter.id(),
                parameter.type(),
                parameter.required(),
                parameter.description(),
                parameter.defaultValue().map(this::value),
                parameter.allowed());
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
                        .mapToLong(entry -> entry.getKey().length() + entry.getValue().length())
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

    /// Collects bytes up to the limit, and reserves memory for all but small results.
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
                long taken = Math.max(granted, more); // grows like the array
                memory.take(taken);
                granted += taken;
            }
        }
    }
}
