package dev.connectorproxy.declarative;

import dev.connectorproxy.declarative.file.BoundParameter;
import dev.connectorproxy.declarative.request.SchemaValidator;
import dev.connectorproxy.spi.Arguments;
import dev.connectorproxy.spi.ConnectorException;
import dev.connectorproxy.spi.JsonText;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reads the arguments of a command, and validates them against their schemas. Immutable, thread-safe.
final class ArgumentReader {
    private final List<Entry> entries;
    private final boolean omitEmpty;

    private record Entry(BoundParameter bound, SchemaValidator validator) {
        String id() {
            return bound.parameter().id();
        }
    }

    /// @param schemas the named schemas of the API description
    /// @param omitEmpty whether an empty text stands for no value
    ArgumentReader(List<BoundParameter> parameters, JsonObject schemas, boolean omitEmpty) {
        this.entries =
                parameters.stream()
                        .map(bound -> new Entry(bound, SchemaValidator.of(bound.schema(), schemas)))
                        .toList();
        this.omitEmpty = omitEmpty;
    }

    /// The values by id, with defaults.
    ///
    /// @throws ConnectorException `InvalidParameters`: a value does not satisfy its schema
    Map<String, JsonValue> read(Arguments arguments) {
        var values = new LinkedHashMap<String, JsonValue>();
        for (var entry : entries) {
            var given =
                    arguments
                            .text(entry.id())
                            .map(JsonText::exactValue)
                            .filter(value -> !isMissing(entry, value))
                            .map(entry.bound()::normalized);
            given.ifPresent(value -> entry.validator().require(entry.id(), value));
            given.or(entry.bound()::defaultValue).ifPresent(value -> values.put(entry.id(), value));
        }
        return values;
    }

    private boolean isMissing(Entry entry, JsonValue value) {
        return (omitEmpty || entry.bound().isEmptyMissing())
                && value instanceof JsonString text
                && text.getString().isEmpty();
    }

    /// The argument as a text; empty if there is none.
    static Optional<String> text(Arguments arguments, String id) {
        return arguments.string(id).filter(text -> !text.isEmpty());
    }
}
