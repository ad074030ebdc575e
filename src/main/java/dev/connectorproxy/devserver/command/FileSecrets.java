package dev.connectorproxy.devserver.command;

import dev.connectorproxy.devserver.memory.ConnectorMemory;
import dev.connectorproxy.devserver.memory.CopyingMap;
import dev.connectorproxy.spi.CommandSpec;
import dev.connectorproxy.spi.JsonText;
import dev.connectorproxy.spi.Parameter;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// The secrets that calls of connectors had as arguments, or were given besides: of each connector the latest 1,000. Thread-safe.
final class FileSecrets implements ConnectorMemory {
    private static final int MAX_VALUES = 1_000;

    private final CopyingMap<String, List<String>> values = new CopyingMap<>();
    private final Supplier<List<String>> given;

    /// @param given what calls of any connector were given lately
    FileSecrets(Supplier<List<String>> given) {
        this.given = given;
    }

    /// The secrets of a connector: the same list as long as they are the same.
    List<String> of(String connectorId) {
        var present = given.get();
        return values.update(all -> merged(all, connectorId, present));
    }

    /// Remembers the arguments that are secrets.
    void remember(String connectorId, CommandSpec spec, Map<String, JsonText> sent) {
        var secret =
                spec.parameters().stream()
                        .filter(parameter -> parameter.details().secret())
                        .map(Parameter::id)
                        .flatMap(id -> Optional.ofNullable(sent.get(id)).stream())
                        .map(FileSecrets::text)
                        .toList();
        values.change(all -> merged(all, connectorId, secret));
    }

    private static List<String> merged(
            Map<String, List<String>> all, String connectorId, List<String> added) {
        var known = all.getOrDefault(connectorId, List.of());
        if (known.containsAll(added)) {
            return known;
        }
        var both = Stream.concat(known.stream(), added.stream()).distinct().toList();
        var latest = both.subList(Math.max(0, both.size() - MAX_VALUES), both.size());
        all.put(connectorId, List.copyOf(latest));
        return all.get(connectorId);
    }

    private static String text(JsonText argument) {
        return argument.type() == JsonValue.ValueType.STRING
                ? ((JsonString) argument.value()).getString()
                : argument.toString().strip();
    }

    @Override
    public void forget(String connectorId) {
        values.change(all -> all.remove(connectorId));
    }
}
