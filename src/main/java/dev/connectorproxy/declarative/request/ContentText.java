package dev.connectorproxy.declarative.request;

import dev.connectorproxy.openapi.OperationParameter;
import jakarta.json.JsonValue;
import java.util.Optional;

/// The value of a parameter with `content` (OpenAPI 3.1, section 4.8.12.2.2): it is serialized in a media type.
final class ContentText {
    private ContentText() {}

    /// The serialized value; empty for a parameter with a style.
    static Optional<String> of(OperationParameter parameter, JsonValue value) {
        return parameter
                .mediaType()
                .map(type ->
                        BodyKind.isJson(type)
                                ? StyledValue.checked(parameter.name(), value.toString())
                                : StyledValue.text(parameter.name(), value));
    }
}
