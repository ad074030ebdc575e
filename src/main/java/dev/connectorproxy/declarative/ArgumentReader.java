package dev.connectorproxy.declarative;

import dev.connectorproxy.declarative.file.BoundParameter;
import dev.connectorproxy.declarative.file.ParameterPlace;
import dev.connectorproxy.declarative.request.SchemaValidator;
import dev.connectorproxy.spi.Arguments;
import dev.connectorproxy.spi.ConnectorException;
import dev.connectorproxy.spi.ErrorCode;
import dev.connectorproxy.spi.JsonText;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Reads the arguments of a command, and validates them against their schemas. Immutable, thread-safe.
final class ArgumentReader {
    private final List<Entry> entries;
    private final boolean omitEmpty;
    private final Set<String> replaced;

    private record Entry(BoundParameter bound, SchemaValidator validator) {
        String id() {
            return bound.parameter().id();
        }
    }

    /// @param schemas the named schemas of the API description
    /// @param omitEmpty whether an empty text stands for no value
    /// @param replaced the ids of credentials that a connection replaces
    ArgumentReader(
            List<BoundParameter> parameters,
            JsonObject schemas,
            boolean omitEmpty,
            Set<String> replaced) {
        this.entries =
                parameters.stream()
                        .map(bound -> new Entry(bound, SchemaValidator.of(bound.schema(), schemas)))
                        .toList();
        this.omitEmpty = omitEmpty;
        this.replaced = Set.copyOf(replaced);
    }

    /// The values by id, with defaults.
    ///
    /// @param connected whether a connection authorizes the requests of the call
    /// @throws ConnectorException `InvalidParameters`: a value does not satisfy its schema, or is an empty text where one is needed
    Map<String, JsonValue> read(Arguments arguments, boolean connected) {
        var values = new LinkedHashMap<String, JsonValue>();
        for (var entry : entries) {
            var given =
                    arguments
                            .text(entry.id())
                            .map(JsonText::exactValue)
                            .filter(value -> !isMissing(entry, value))
                            .map(entry.bound()::normalized);
            given.ifPresent(value -> entry.validator().require(entry.id(), value));
            var value = given.or(entry.bound()::defaultValue);
            if (value.isEmpty() && isNeeded(entry, connected)) {
                throw new ConnectorException(
                        ErrorCode.INVALID_PARAMETERS, "parameter '" + entry.id() + "' is required");
            }
            value.ifPresent(present -> values.put(entry.id(), present));
        }
        return values;
    }

    /// A base URL may come from a connection, too: see [BaseUrl].
    private boolean isNeeded(Entry entry, boolean connected) {
        return entry.bound().parameter().required()
                && !(entry.bound().place() instanceof ParameterPlace.InServer)
                && !(connected && replaced.contains(entry.id()));
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
