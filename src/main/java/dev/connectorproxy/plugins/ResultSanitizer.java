package dev.connectorproxy.plugins;

import dev.connectorproxy.spi.Call;
import dev.connectorproxy.spi.CommandDetails;
import dev.connectorproxy.spi.CommandResult;
import dev.connectorproxy.spi.CommandResult.Body;
import dev.connectorproxy.spi.CommandResult.Done;
import dev.connectorproxy.spi.CommandResult.Unwrapped;
import dev.connectorproxy.spi.CommandResult.WithoutLogs;
import dev.connectorproxy.spi.CommandSpec;
import dev.connectorproxy.spi.ConnectorException;
import dev.connectorproxy.spi.ConnectorInfo;
import dev.connectorproxy.spi.ErrorCode;
import dev.connectorproxy.spi.JsonText;
import dev.connectorproxy.spi.Parameter;
import dev.connectorproxy.spi.ParameterDetails;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.io.ByteArrayOutputStream;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Copies what a plugin returns into immutable objects of the host, limited in size and without classes of the plugin.
/// Runs on a thread of the plugin, since it calls objects of the plugin.
final class ResultSanitizer {
    private static final int MAX_DEPTH = 1000;
    private static final int MAX_INFO_LENGTH = 4_000;

    private final JsonProvider json = JsonProvider.provider();
    private final int maxBytes;

    /// To be created on a thread of the host, so that it finds the JSON library of the host.
    ResultSanitizer(int maxBytes) {
        this.maxBytes = maxBytes;
    }

    /// Copies a result.
    ///
    /// @param memory reserves space for the copy of a large result
    /// @throws ConnectorException `ResponseTooLarge`, `ProxyOverloaded`
    CommandResult copyResult(CommandResult result, Call.Memory memory) {
        return switch (result) {
            case Unwrapped(var value) -> new Unwrapped(toJsonText(value, memory).value());
            case WithoutLogs(var body, var status) ->
                    new WithoutLogs(copyBody(body, memory), status);
            case Done done ->
                    new Done(
                            copyBody(done.body(), memory),
                            done.httpStatus(),
                            done.headers().map(this::copyHeaders),
                            done.error(),
                            checkLogs(done.logs()));
        };
    }

    /// Copies a JSON value.
    ///
    /// @throws ConnectorException `ResponseTooLarge`
    JsonValue copyValue(JsonValue value) {
        return toJsonText(value, Call.Memory.UNBOUNDED).value();
    }

    CommandSpec copySpec(CommandSpec spec) {
        return new CommandSpec(
                spec.name(),
                spec.description(),
                spec.parameters().stream().map(this::copyParameter).toList(),
                spec.errors(),
                spec.strict(),
                copyDetails(spec.details()));
    }

    /// The same info, if it is brief: it stands in the list once for each command.
    ConnectorInfo copyInfo(ConnectorInfo info) {
        if (info.toString().length() > MAX_INFO_LENGTH) {
            throw new FailureReason.PluginFlawException(
                    "it is longer than %d characters".formatted(MAX_INFO_LENGTH));
        }
        return info;
    }

    private CommandDetails copyDetails(CommandDetails details) {
        return new CommandDetails(
                details.title(),
                details.inputSchema().map(schema -> copyValue(schema).asJsonObject()),
                details.outputSchema().map(schema -> copyValue(schema).asJsonObject()),
                details.connections());
    }

    private Parameter copyParameter(Parameter parameter) {
        return new Parameter(
                parameter.id(),
                parameter.type(),
                parameter.required(),
                parameter.description(),
                parameter.defaultValue().map(this::copyValue),
                parameter.allowed(),
                copyDetails(parameter.details()));
    }

    private ParameterDetails copyDetails(ParameterDetails details) {
        return new ParameterDetails(
                details.label(),
                details.format(),
                details.group(),
                details.secret(),
                details.example().map(this::copyValue),
                details.visibility());
    }

    private Body copyBody(Body body, Call.Memory memory) {
        return switch (body) {
            case Body.Tree(var value) -> new Body.Raw(toJsonText(value, memory));
            case Body.Text text -> {
                checkLength(text.text().length());
                yield text;
            }
            case Body.Raw(var text) -> {
                checkLength(text.length());
                yield body;
            }
            case Body.Quoted(var text) -> {
                checkLength(text.length());
                yield body;
            }
        };
    }

    private Map<String, String> copyHeaders(Map<String, String> headers) {
        var copy = new LinkedHashMap<String, String>();
        headers.forEach((name, value) -> copy.put(name, String.valueOf(value)));
        checkLength(
                copy.entrySet().stream()
                        .mapToLong(entry -> entry.getKey().length() + entry.getValue().length())
                        .sum());
        return Collections.unmodifiableMap(copy);
    }

    private List<String> checkLogs(List<String> logs) {
        checkLength(logs.stream().mapToLong(String::length).sum());
        return logs;
    }

    private JsonText toJsonText(JsonValue value, Call.Memory memory) {
        var bytes = new BoundedOutput(memory);
        try (var writer = json.createWriter(bytes)) {
            writer.write(value);
        }
        return JsonText.of(bytes.toByteArray(), MAX_DEPTH)
                .orElseThrow(() ->
                        new IllegalStateException("not JSON, or nested deeper than " + MAX_DEPTH));
    }

    private void checkLength(long length) {
        if (length > maxBytes) {
            throw new ConnectorException(
                    ErrorCode.RESPONSE_TOO_LARGE,
                    "the answer of the plugin is larger than %d bytes".formatted(maxBytes));
        }
    }

    /// Collects bytes up to the limit, and reserves memory for all but small results.
    private final class BoundedOutput extends ByteArrayOutputStream {
        private static final int UNCOUNTED_BYTES = 64 << 10;

        private final Call.Memory memory;
        private long granted = UNCOUNTED_BYTES;

        BoundedOutput(Call.Memory memory) {
            this.memory = memory;
        }

        @Override
        public synchronized void write(int b) {
            reserve(1);
            super.write(b);
        }

        @Override
        public synchronized void write(byte[] b, int from, int length) {
            reserve(length);
            super.write(b, from, length);
        }

        private void reserve(int more) {
            long next = (long) count + more;
            checkLength(next);
            if (next > granted) {
                long taken = Math.max(granted, more); // grows like the array
                memory.take(taken);
                granted += taken;
            }
        }
    }
}
