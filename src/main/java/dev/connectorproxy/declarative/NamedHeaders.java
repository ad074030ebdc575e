package dev.connectorproxy.declarative;

import dev.connectorproxy.spi.ConnectorException;
import dev.connectorproxy.spi.ErrorCode;
import dev.connectorproxy.spi.HttpRequest.Header;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.List;

/// Headers that are the members of a value.
final class NamedHeaders {
    private NamedHeaders() {}

    /// @param parameter for messages
    /// @throws ConnectorException `InvalidParameters`: the value is no object, or a member is an object or a list
    static List<Header> of(String parameter, JsonValue value) {
        if (!(value instanceof JsonObject object)) {
            throw refused(parameter);
        }
        return object.entrySet().stream()
                .filter(member -> member.getValue() != JsonValue.NULL)
                .map(member -> new Header(member.getKey(), text(parameter, member.getValue())))
                .toList();
    }

    private static String text(String parameter, JsonValue value) {
        return switch (value.getValueType()) {
            case STRING -> ((JsonString) value).getString();
            case NUMBER, TRUE, FALSE -> value.toString();
            default -> throw refused(parameter);
        };
    }

    private static ConnectorException refused(String parameter) {
        return new ConnectorException(
                ErrorCode.INVALID_PARAMETERS,
                "parameter '%s' must be an object with texts".formatted(parameter));
    }
}
