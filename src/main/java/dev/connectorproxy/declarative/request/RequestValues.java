package dev.connectorproxy.declarative.request;

import dev.connectorproxy.openapi.OperationParameter;
import jakarta.json.JsonValue;
import java.util.Map;
import java.util.Optional;

/// The values of one request. Immutable, if the map is not changed. JSON `null` is the same as no value, except inside a JSON body.
///
/// @param parameters by parameters of the operation; others are ignored
/// @param body what a JSON body holds; for a form, an object of its fields; for text or binary, a text or a data URL
public record RequestValues(
        Map<OperationParameter, JsonValue> parameters, Optional<JsonValue> body) {

    /// The names of the parameters: their values may be credentials.
    @Override
    public String toString() {
        return "RequestValues"
                + parameters.keySet().stream().map(OperationParameter::name).sorted().toList();
    }

    /// The value that is sent for a parameter, if any.
    ///
    /// @throws dev.connectorproxy.spi.ConnectorException `InvalidParameters`: there is none, but it is required
    Optional<JsonValue> of(OperationParameter parameter) {
        var value = find(parameter);
        if (value.isEmpty() && parameter.required()) {
            throw Refusals.parameter(parameter.name(), "is required");
        }
        return value;
    }

    /// The value that is sent for a parameter, if any, whether it is required or not.
    Optional<JsonValue> find(OperationParameter parameter) {
        return parameter
                .fixed()
                .or(() -> Optional.ofNullable(parameters.get(parameter)))
                .filter(value -> value != JsonValue.NULL);
    }
}
