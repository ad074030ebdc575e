package dev.connectorproxy.connector.postgres.sql;

import static dev.connectorproxy.connector.postgres.sql.SqlArgumentErrors.describeType;
import static dev.connectorproxy.connector.postgres.sql.SqlArgumentErrors.invalid;

import dev.connectorproxy.spi.Arguments;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The parameter `schema` of a call. Every invalid member is reported as `InvalidParameters`.
public record SchemaArgument(JsonObject members) {
    /// Diagrams pass one object to several commands, so keys of other commands are accepted. Any other key is refused:
    /// a misspelt `where` would change every row of a table.
    private static final Set<String> KEYS =
            Set.of(
                    "column_definitions",
                    "columns",
                    "values",
                    "set",
                    "where",
                    "sql",
                    "fetch_results");

    public SchemaArgument {
        for (var key : members.keySet()) {
            if (!KEYS.contains(key)) {
                throw invalid("schema has the unknown key '" + abbreviate(key) + "'");
            }
        }
    }

    public static SchemaArgument of(Arguments arguments) {
        var value = arguments.value("schema").orElse(JsonValue.EMPTY_JSON_OBJECT);
        if (value instanceof JsonObject object) {
            return new SchemaArgument(object);
        }
        throw invalid("schema must be an object, not " + describeType(value));
    }

    /// The value, if present and not null.
    public Optional<JsonValue> value(String key) {
        return Optional.ofNullable(members.get(key)).filter(value -> value != JsonValue.NULL);
    }

    /// Whether the key is present with the value null.
    public boolean isNull(String key) {
        return members.get(key) == JsonValue.NULL;
    }

    /// A required list.
    public JsonArray list(String key) {
        return asList(key, required(key));
    }

    /// An optional list, empty if missing.
    JsonArray listOrEmpty(String key) {
        return value(key).map(value -> asList(key, value)).orElse(JsonValue.EMPTY_JSON_ARRAY);
    }

    /// A required list of at least one string.
    public List<String> texts(String key) {
        var texts =
                list(key).stream()
                        .map(element -> {
                            if (element instanceof JsonString text) {
                                return text.getString();
                            }
                            throw invalid(
                                    "schema."
                                            + key
                                            + " must hold texts only, not "
                                            + describeType(element));
                        })
                        .toList();
        if (texts.isEmpty()) {
            throw invalid("schema." + key + " is empty");
        }
        return texts;
    }

    /// A required object.
    public JsonObject object(String key) {
        var value = required(key);
        if (value instanceof JsonObject object) {
            return object;
        }
        throw invalid("schema." + key + " must be an object, not " + describeType(value));
    }

    /// A required string.
    public String text(String key) {
        var value = required(key);
        if (value instanceof JsonString text) {
            return text.getString();
        }
        throw invalid("schema." + key + " must be a text, not " + describeType(value));
    }

    /// Shortens a text for an error message.
    static String abbreviate(String text) {
        return text.length() <= 60 ? text : text.substring(0, 60) + "…";
    }

    private JsonValue required(String key) {
        return value(key).orElseThrow(() -> invalid("schema lacks '" + key + "'"));
    }

    private static JsonArray asList(String key, JsonValue value) {
        if (value instanceof JsonArray list) {
            return list;
        }
        throw invalid("schema." + key + " must be a list, not " + describeType(value));
    }
}
