package dev.connectorproxy.connector.postgres.sql;

import static dev.connectorproxy.database.statement.SqlArgumentErrors.invalid;

import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.math.BigDecimal;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import org.postgresql.core.Oid;
import org.postgresql.util.PGobject;

/// Binds JSON values to statement parameters, with the types of the literals that psycopg would write. The server
/// infers the type of strings, objects (as JSON) and null; lists are arrays, or JSON if they contain an object.
public final class ValueBinding {
    private static final int MAX_DIGITS = 1_000;

    private ValueBinding() {}

    public static void bind(PreparedStatement statement, int index, JsonValue value)
            throws SQLException {
        switch (value.getValueType()) {
            case NULL -> statement.setNull(index, Types.NULL);
            case TRUE, FALSE -> statement.setBoolean(index, value == JsonValue.TRUE);
            case STRING -> statement.setString(index, ((JsonString) value).getString());
            case OBJECT -> statement.setString(index, value.toString());
            case NUMBER -> bind(statement, index, toNumber((JsonNumber) value));
            case ARRAY -> bindArray(statement, index, (JsonArray) value);
        }
    }

    /// Binds as `text` the values whose type [#bind] leaves to the server.
    public static void bindText(PreparedStatement statement, int index, JsonValue value)
            throws SQLException {
        var parameter = new PGobject();
        parameter.setType("text");
        switch (value) {
            case JsonString string -> parameter.setValue(string.getString());
            case JsonObject object -> parameter.setValue(object.toString());
            default -> {
                if (value.getValueType() != JsonValue.ValueType.NULL) {
                    bind(statement, index, value);
                    return;
                }
            }
        }
        statement.setObject(index, parameter);
    }

    /// The type that [#bind] gives to a number.
    static int oid(JsonNumber value) {
        return switch (NumberType.of(toNumber(value))) {
            case INT4 -> Oid.INT4;
            case INT8 -> Oid.INT8;
            case NUMERIC -> Oid.NUMERIC;
        };
    }

    /// @throws dev.connectorproxy.spi.ConnectorException `InvalidParameters` when it has more digits than PostgreSQL
    ///     can handle
    static BigDecimal toNumber(JsonNumber value) {
        var number = value.bigDecimalValue();
        if (number.precision() > MAX_DIGITS || Math.abs((long) number.scale()) > MAX_DIGITS) {
            throw invalid("a number has more than " + MAX_DIGITS + " digits");
        }
        return number;
    }

    private static void bind(PreparedStatement statement, int index, BigDecimal number)
            throws SQLException {
        switch (NumberType.of(number)) {
            case INT4 -> statement.setInt(index, number.intValueExact());
            case INT8 -> statement.setLong(index, number.longValueExact());
            case NUMERIC -> statement.setBigDecimal(index, number);
        }
    }

    private static void bindArray(PreparedStatement statement, int index, JsonArray array)
            throws SQLException {
        if (containsObject(array)) {
            statement.setString(index, array.toString());
            return;
        }
        var literal = ArrayLiteral.of(array);
        if (literal.type().isEmpty()) {
            statement.setString(index, literal.text());
            return;
        }
        var parameter = new PGobject();
        parameter.setType(literal.type());
        parameter.setValue(literal.text());
        statement.setObject(index, parameter);
    }

    private static boolean containsObject(JsonArray array) {
        return array.stream()
                .anyMatch(element ->
                        element instanceof JsonObject
                                || element instanceof JsonArray inner && containsObject(inner));
    }
}
