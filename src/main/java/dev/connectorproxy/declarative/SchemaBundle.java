package dev.connectorproxy.declarative;

import dev.connectorproxy.declarative.file.CommandParameters;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;

/// Makes schemas that are complete by themselves: with those of the named schemas that they refer to.
final class SchemaBundle {
    private static final JsonProvider JSON = JsonProvider.provider();
    private static final String DEFS = "#/$defs/";

    private SchemaBundle() {}

    /// The arguments of a command as one object.
    static JsonObject ofArguments(CommandParameters parameters, JsonObject schemas) {
        var properties = JSON.createObjectBuilder();
        var required = JSON.createArrayBuilder();
        parameters
                .offered()
                .forEach(bound -> {
                    properties.add(bound.parameter().id(), bound.schema());
                    if (bound.parameter().required()) {
                        required.add(bound.parameter().id());
                    }
                });
        var schema =
                JSON.createObjectBuilder()
                        .add("type", "object")
                        .add("properties", properties)
                        .add("required", required)
                        .add("additionalProperties", false)
                        .build();
        return with(schema, schemas);
    }

    /// The schema with what it refers to, directly or not, as its `$defs`.
    static JsonObject with(JsonObject schema, JsonObject schemas) {
        var used = new LinkedHashMap<String, JsonValue>();
        var open = new ArrayDeque<JsonValue>();
        open.add(schema);
        while (!open.isEmpty()) {
            switch (open.poll()) {
                case JsonObject object -> {
                    if (object.get("$ref") instanceof JsonString reference
                            && reference.getString().startsWith(DEFS)) {
                        var name = name(reference.getString());
                        var target = schemas.get(name);
                        if (target != null && used.putIfAbsent(name, target) == null) {
                            open.add(target);
                        }
                    }
                    open.addAll(object.values());
                }
                case JsonArray array -> open.addAll(array);
                default -> {}
            }
        }
        if (used.isEmpty()) {
            return schema;
        }
        var defs = JSON.createObjectBuilder();
        used.forEach(defs::add);
        return JSON.createObjectBuilder(schema).add("$defs", defs).build();
    }

    private static String name(String reference) {
        return reference.substring(DEFS.length()).replace("~1", "/").replace("~0", "~");
    }
}
