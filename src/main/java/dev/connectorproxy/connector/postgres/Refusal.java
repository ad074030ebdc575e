package dev.connectorproxy.connector.postgres;

import dev.connectorproxy.spi.ConnectorException;
import dev.connectorproxy.spi.ErrorCode;
import jakarta.json.JsonNumber;
import jakarta.json.JsonValue;

/// The failures of a call that are detected before a server is contacted.
final class Refusal {
    private static final int PERMANENT = 422;

    private Refusal() {}

    /// The failure for an invalid parameter.
    static ConnectorException invalid(String message) {
        return new ConnectorException(ErrorCode.INVALID_PARAMETERS, message);
    }

    /// A failure that psycopg itself detects on the client.
    ///
    /// @param code the name of the Python exception
    static ConnectorException asPsycopg(String code, String message) {
        return new ConnectorException(code, PERMANENT, SqlFailure.PREFIX + message);
    }

    /// The kind of a value, for error messages.
    static String kind(JsonValue value) {
        return switch (value.getValueType()) {
            case ARRAY -> "a list";
            case OBJECT -> "an object";
            case STRING -> "a text";
            case NUMBER -> ((JsonNumber) value).isIntegral() ? "an integer" : "a number";
            case TRUE, FALSE -> "a boolean";
            case NULL -> "null";
        };
    }
}
