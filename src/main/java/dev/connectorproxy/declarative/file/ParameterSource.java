package dev.connectorproxy.declarative.file;

import dev.connectorproxy.openapi.Operation;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.Optional;

/// What an API description or a file knows of a parameter, before it has an id.
///
/// @param schema of the value, without a reference at its top
/// @param required whether the target needs it
/// @param fixed the only value that may be sent
record ParameterSource(
        ParameterPlace place,
        JsonObject schema,
        boolean required,
        String label,
        String description,
        Optional<JsonValue> example,
        Operation.Visibility visibility,
        Optional<JsonValue> fixed) {

    /// Whether callers cannot give it, though nothing hides it: a description calls it internal, and nothing needs it.
    boolean isInternal() {
        return visibility == Operation.Visibility.INTERNAL && !required;
    }
}
