package dev.connectorproxy.database.statement;

import dev.connectorproxy.spi.ConnectorException;
import dev.connectorproxy.spi.ErrorCode;
import jakarta.json.JsonNumber;
import jakarta.json.JsonValue;

/// The failures of a call that are detected before a server is contacted.
public final class SqlArgumentErrors {
    private static final int PERMANENT = 422;

    private SqlArgumentErrors() {}

    public static ConnectorException invalid(String message) {
        return new ConnectorException(ErrorCode.INVALID_PARAMETERS, message);
    }

    /// A failure that psycopg itself detects on the client.
    ///
    /// @param code the name of the Python exception
    public static ConnectorException psycopgError(String code, String message) {
        return new ConnectorException(code, PERMANENT, StatementFailure.PREFIX + message);
    }

    /// The kind of a value, for error messages.
    public static String describeType(JsonValue value) {
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
