package dev.connectorproxy.openapi.reader;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;

/// Schemas of parameters: a member `schema`, or, in Swagger 2.0, keywords beside `name` and `in`. Not thread-safe.
final class ParameterSchemas {
    private static final JsonProvider JSON = JsonProvider.provider();

    private static final Set<String> KEYWORDS =
            Set.of(
                    "type",
                    "format",
                    "items",
                    "default",
                    "enum",
                    "x-nullable",
                    "nullable",
                    "pattern",
                    "minimum",
                    "maximum",
                    "exclusiveMinimum",
                    "exclusiveMaximum",
                    "multipleOf",
                    "minLength",
                    "maxLength",
                    "minItems",
                    "maxItems",
                    "uniqueItems",
                    "properties",
                    "example",
                    "x-example");

    private static final Set<String> DESCRIPTIONS =
            Set.of("description", "x-ms-summary", "x-ms-visibility");

    private final ReadingContext context;
    private final Map<JsonValue, JsonObject> known = new IdentityHashMap<>();

    ParameterSchemas(ReadingContext context) {
        this.context = context;
    }

    /// The schema of the values of a parameter.
    JsonObject read(DocumentNode parameter) {
        return parameter
                .get("schema")
                .map(context.schemas()::convert)
                .orElseGet(() -> convert(parameter, false));
    }

    /// The schema of a form field, with its description.
    JsonObject readField(DocumentNode field) {
        return convert(field, true);
    }

    private JsonObject convert(DocumentNode parameter, boolean isDescribed) {
        var schema = known.get(parameter.value());
        if (schema == null) {
            schema = context.schemas().convert(parameter.with(keywords(parameter, isDescribed)));
            known.put(parameter.value(), schema);
        }
        return schema;
    }

    private static JsonObject keywords(DocumentNode parameter, boolean isDescribed) {
        var own = JSON.createObjectBuilder();
        parameter
                .object()
                .forEach((key, value) -> {
                    if (KEYWORDS.contains(key) || isDescribed && DESCRIPTIONS.contains(key)) {
                        own.add(key, value);
                    }
                });
        return own.build();
    }
}
