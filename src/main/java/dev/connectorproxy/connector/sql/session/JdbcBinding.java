package dev.connectorproxy.connector.sql.session;

import static dev.connectorproxy.database.statement.SqlArgumentErrors.invalid;

import dev.connectorproxy.toolkit.FileDigest;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.math.BigDecimal;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Base64;
import java.util.List;

/// Binds JSON values to the parameters of a statement: texts, numbers without loss, booleans, `{"$binary": "<base64>"}` as
/// bytes, other objects and lists as the text of their JSON.
final class JdbcBinding {
    private static final int MAX_DIGITS = 1_000;
    private static final String BINARY = "$binary";

    private final PreparedStatement statement;
    private final Vendor vendor;

    JdbcBinding(PreparedStatement statement, Vendor vendor) {
        this.statement = statement;
        this.vendor = vendor;
    }

    /// @throws dev.connectorproxy.spi.ConnectorException `InvalidParameters` for a value that no database can have
    void bind(List<JsonValue> values) throws SQLException {
        for (int i = 1; i <= values.size(); i++) {
            bind(i, values.get(i - 1));
        }
    }

    private void bind(int index, JsonValue value) throws SQLException {
        switch (value.getValueType()) {
            case NULL -> vendor.bindNull(statement, index);
            case TRUE, FALSE -> statement.setBoolean(index, value == JsonValue.TRUE);
            case STRING -> statement.setString(index, ((JsonString) value).getString());
            case NUMBER -> bindNumber(index, ((JsonNumber) value).bigDecimalValue());
            case ARRAY -> statement.setString(index, value.toString());
            case OBJECT -> bindObject(index, value.asJsonObject());
        }
    }

    private void bindNumber(int index, BigDecimal number) throws SQLException {
        if (number.precision() > MAX_DIGITS || Math.abs((long) number.scale()) > MAX_DIGITS) {
            throw invalid("a number has more than " + MAX_DIGITS + " digits");
        }
        int bits = number.scale() == 0 ? number.unscaledValue().bitLength() : Integer.MAX_VALUE;
        if (bits < Integer.SIZE) {
            statement.setInt(index, number.intValueExact());
        } else if (bits < Long.SIZE) {
            statement.setLong(index, number.longValueExact());
        } else {
            statement.setBigDecimal(index, number);
        }
    }

    private void bindObject(int index, JsonObject object) throws SQLException {
        if (object.size() != 1 || !(object.get(BINARY) instanceof JsonString base64)) {
            statement.setString(index, object.toString());
            return;
        }
        FileDigest.refuse(BINARY, base64.getString());
        try {
            statement.setBytes(index, Base64.getDecoder().decode(base64.getString()));
        } catch (IllegalArgumentException _) { // its message quotes the value
            throw invalid("the value of $binary is not base64");
        }
    }
}
