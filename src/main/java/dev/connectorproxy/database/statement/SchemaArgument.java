package dev.connectorproxy.database.statement;

import static dev.connectorproxy.database.statement.SqlArgumentErrors.describeType;
import static dev.connectorproxy.database.statement.SqlArgumentErrors.invalid;

import dev.connectorproxy.spi.Arguments;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The parameter `schema` of a call. Every invalid member is reported as `InvalidParameters`.
record SchemaArgument(JsonObject members) {
    /// Diagrams pass one object to several commands, so keys of other commands are accepted. Any other key is refused:
    /// a misspelt `where` would change every row of a table.
    private static final Set<String> KEYS =
            Set.of(
                    "column_definitions",
                    "columns",
                    "values",
                    "set",
                    "where",
                    "returning",
                    "order_by",
                    "limit",
                    "sql",
                    "fetch_results");

    SchemaArgument {
        for (var key : members.keySet()) {
            if (!KEYS.contains(key)) {
                throw invalid("schema has the unknown key '" + abbreviate(key) + "'");
            }
        }
    }

    static SchemaArgument of(Arguments arguments) {
        var value = arguments.value("schema").orElse(JsonValue.EMPTY_JSON_OBJECT);
        if (value instanceof JsonObject object) {
            return new SchemaArgument(object);
        }
        throw invalid("schema must be an object, not " + describeType(value));
    }

    /// The value, if present and not null.
    Optional<JsonValue> value(String key) {
        return Optional.ofNullable(members.get(key)).filter(value -> value != JsonValue.NULL);
    }

    /// Whether the key is present with the value null.
    boolean isNull(String key) {
        return members.get(key) == JsonValue.NULL;
    }

    /// A required list.
    JsonArray list(String key) {
        return cast(key, required(key), JsonArray.class, "be a list");
    }

    /// An optional list, empty if missing.
    JsonArray listOrEmpty(String key) {
        return value(key).isPresent() ? list(key) : JsonValue.EMPTY_JSON_ARRAY;
    }

    /// A required list of at least one string.
    List<String> texts(String key) {
        var texts =
                list(key).stream()
                        .map(text -> cast(key, text, JsonString.class, "hold texts only"))
                        .map(JsonString::getString)
                        .toList();
        if (texts.isEmpty()) {
            throw invalid("schema." + key + " is empty");
        }
        return texts;
    }

    /// A required object.
    JsonObject object(String key) {
        return cast(key, required(key), JsonObject.class, "be an object");
    }

    /// A required string.
    String text(String key) {
        return cast(key, required(key), JsonString.class, "be a text").getString();
    }

    /// Shortens a text for an error message.
    static String abbreviate(String text) {
        return text.length() <= 60 ? text : text.substring(0, 60) + "…";
    }

    private JsonValue required(String key) {
        return value(key).orElseThrow(() -> invalid("schema lacks '" + key + "'"));
    }

    private static <T> T cast(String key, JsonValue value, Class<T> type, String requirement) {
        if (type.isInstance(value)) {
            return type.cast(value);
        }
        throw invalid("schema." + key + " must " + requirement + ", not " + describeType(value));
    }
}
