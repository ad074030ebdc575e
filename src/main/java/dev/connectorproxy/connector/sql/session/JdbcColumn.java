package dev.connectorproxy.connector.sql.session;

import dev.connectorproxy.database.session.ColumnJson;
import dev.connectorproxy.spi.JsonText;
import jakarta.json.spi.JsonProvider;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;

/// Converts the values of a column to JSON, by its type: numbers with all their digits, times as in ISO 8601, bytes as
/// base64, JSON as it is, everything else as text.
enum JdbcColumn implements ColumnJson {
    NUMBER {
        @Override
        String json(ResultSet row, int index) throws SQLException {
            var number = row.getBigDecimal(index);
            return number == null ? null : number.toPlainString();
        }
    },
    FLOAT {
        @Override
        String json(ResultSet row, int index) throws SQLException {
            float value = row.getFloat(index);
            return row.wasNull() ? null : number(value, Float.toString(value));
        }
    },
    DOUBLE {
        @Override
        String json(ResultSet row, int index) throws SQLException {
            double value = row.getDouble(index);
            return row.wasNull() ? null : number(value, Double.toString(value));
        }
    },
    /// 0 and 1 as booleans, since MySQL has no others; other numbers as they are.
    BOOLEAN {
        @Override
        String json(ResultSet row, int index) throws SQLException {
            int value = row.getInt(index);
            if (row.wasNull()) {
                return null;
            }
            return value == 0 || value == 1 ? String.valueOf(value == 1) : String.valueOf(value);
        }
    },
    DATE {
        @Override
        String json(ResultSet row, int index) throws SQLException {
            var date = row.getObject(index, LocalDate.class);
            return date == null ? null : quote(date.toString());
        }
    },
    TIME {
        @Override
        String json(ResultSet row, int index) throws SQLException {
            var time = row.getObject(index, LocalTime.class);
            return time == null ? null : quote(DateTimeFormatter.ISO_LOCAL_TIME.format(time));
        }
    },
    TIMESTAMP {
        @Override
        String json(ResultSet row, int index) throws SQLException {
            var time = row.getObject(index, LocalDateTime.class);
            return time == null ? null : quote(DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(time));
        }
    },
    INSTANT {
        @Override
        String json(ResultSet row, int index) throws SQLException {
            var time = row.getObject(index, OffsetDateTime.class);
            return time == null
                    ? null
                    : quote(
                            DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(time)
                                    + OFFSET.format(time));
        }
    },
    BYTES {
        @Override
        String json(ResultSet row, int index) throws SQLException {
            var bytes = row.getBytes(index);
            return bytes == null ? null : quote(Base64.getEncoder().encodeToString(bytes));
        }
    },
    JSON_VALUE {
        @Override
        String json(ResultSet row, int index) throws SQLException {
            var text = row.getString(index);
            return text == null || isShallow(text) ? text : quote(text);
        }
    },
    TEXT {
        @Override
        String json(ResultSet row, int index) throws SQLException {
            var text = row.getString(index);
            return text == null ? null : quote(text);
        }
    };

    /// The maximum depth of a value.
    static final int DEPTH = 500;

    private static final DateTimeFormatter OFFSET = DateTimeFormatter.ofPattern("xxx");
    private static final JsonProvider JSON = JsonProvider.provider();

    // of drivers, beside those of java.sql.Types
    private static final int SQL_SERVER_DATETIMEOFFSET = -155;
    private static final int ORACLE_TIMESTAMPTZ = -101;
    private static final int ORACLE_TIMESTAMPLTZ = -102;
    private static final int ORACLE_BINARY_FLOAT = 100;
    private static final int ORACLE_BINARY_DOUBLE = 101;

    abstract String json(ResultSet row, int index) throws SQLException;

    @Override
    public String toJson(ResultSet row, int index) throws SQLException {
        var json = json(row, index);
        return json == null ? "null" : json;
    }

    static List<JdbcColumn> columns(ResultSetMetaData result) throws SQLException {
        var columns = new ArrayList<JdbcColumn>();
        for (int i = 1; i <= result.getColumnCount(); i++) {
            var typeName = String.valueOf(result.getColumnTypeName(i)).toUpperCase(Locale.ROOT);
            columns.add(of(result.getColumnType(i), typeName));
        }
        return columns;
    }

    private static JdbcColumn of(int type, String typeName) {
        return switch (type) {
            case Types.TINYINT,
                    Types.SMALLINT,
                    Types.INTEGER,
                    Types.BIGINT,
                    Types.DECIMAL,
                    Types.NUMERIC ->
                    NUMBER;
            case Types.REAL, ORACLE_BINARY_FLOAT -> FLOAT;
            case Types.FLOAT, Types.DOUBLE, ORACLE_BINARY_DOUBLE -> DOUBLE;
            case Types.BIT, Types.BOOLEAN -> BOOLEAN;
            case Types.DATE -> DATE;
            case Types.TIME -> TIME;
            case Types.TIMESTAMP -> TIMESTAMP;
            case Types.TIMESTAMP_WITH_TIMEZONE,
                    SQL_SERVER_DATETIMEOFFSET,
                    ORACLE_TIMESTAMPTZ,
                    ORACLE_TIMESTAMPLTZ ->
                    INSTANT;
            case Types.BINARY, Types.VARBINARY, Types.LONGVARBINARY, Types.BLOB ->
                    typeName.equals("UUID") ? TEXT : BYTES;
            default -> typeName.equals("JSON") ? JSON_VALUE : TEXT;
        };
    }

    /// `NaN` and infinite numbers are texts.
    private static String number(double value, String text) {
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            return quote(text);
        }
        return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
    }

    private static boolean isShallow(String json) {
        return JsonText.of(json.getBytes(StandardCharsets.UTF_8), DEPTH).isPresent();
    }

    private static String quote(String text) {
        return JSON.createValue(text).toString();
    }
}
