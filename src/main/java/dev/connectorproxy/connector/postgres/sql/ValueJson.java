package dev.connectorproxy.connector.postgres.sql;

import dev.connectorproxy.database.session.ColumnJson;
import dev.connectorproxy.spi.JsonText;
import jakarta.json.spi.JsonProvider;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;

/// Converts the text that the server sends for a value to JSON, by type.
public enum ValueJson {
    NUMBER,
    BOOLEAN,
    JSON_VALUE,
    BYTES,
    TIMESTAMP,
    TIME,
    TEXT;

    private static final int JSON_DEPTH = 500;

    /// The maximum depth of one value: JSON within an array of six dimensions.
    public static final int DEPTH = JSON_DEPTH + 6;

    private static final JsonProvider JSON = JsonProvider.provider();
    private static final Pattern DIGITS =
            Pattern.compile("-?\\d++(?:\\.\\d++)?+(?:[eE][+-]?\\d++)?+");
    private static final Pattern SHORT_OFFSET = Pattern.compile(".*:\\d\\d(?:\\.\\d+)?[+-]\\d\\d");

    /// A column of a result.
    public record Column(ValueJson type, boolean isArray) implements ColumnJson {
        @Override
        public String toJson(ResultSet row, int index) throws SQLException {
            return toJson(row.getString(index));
        }

        /// Converts a value; null becomes `null`.
        public String toJson(String text) {
            if (text == null) {
                return "null";
            }
            return isArray ? ArrayTextReader.toJson(text, type) : type.toJson(text);
        }
    }

    /// Converts a value that is neither null nor an array: `NaN` and `Infinity` to strings, as well as JSON that is nested
    /// too deeply; bytes to base64; times to ISO 8601, with the offset as `+00:00`.
    String toJson(String text) {
        return switch (this) {
            case NUMBER -> DIGITS.matcher(text).matches() ? text : toJsonString(text);
            case BOOLEAN -> text.equals("t") ? "true" : "false";
            case JSON_VALUE -> isShallow(text) ? text : toJsonString(text);
            case BYTES -> toJsonString(toBase64(text));
            case TIMESTAMP ->
                    toJsonString(
                            text.endsWith(" BC")
                                    ? text
                                    : withFullOffset(text.replaceFirst(" ", "T")));
            case TIME -> toJsonString(withFullOffset(text));
            case TEXT -> toJsonString(text);
        };
    }

    private static boolean isShallow(String json) {
        return JsonText.of(json.getBytes(StandardCharsets.UTF_8), JSON_DEPTH).isPresent();
    }

    private static String toBase64(String hexadecimal) {
        return Base64.getEncoder()
                .encodeToString(HexFormat.of().parseHex(hexadecimal.substring(2)));
    }

    public static List<Column> columns(ResultSetMetaData result) throws SQLException {
        var columns = new ArrayList<Column>();
        for (int i = 1; i <= result.getColumnCount(); i++) {
            columns.add(column(result, i));
        }
        return columns;
    }

    /// Uses a type's name only where its JDBC type is ambiguous: the driver may have to query the server for it.
    private static Column column(ResultSetMetaData result, int index) throws SQLException {
        return switch (result.getColumnType(index)) {
            case Types.SMALLINT, Types.INTEGER, Types.NUMERIC, Types.REAL ->
                    new Column(NUMBER, false);
            case Types.DATE -> new Column(TEXT, false);
            case Types.TIMESTAMP -> new Column(TIMESTAMP, false);
            case Types.ARRAY -> {
                var name = result.getColumnTypeName(index);
                boolean commas =
                        !name.equals(
                                "_box"); // the elements of other arrays are separated by commas
                yield columnOf(name.startsWith("_") ? name.substring(1) : "text", commas);
            }
            default -> columnOf(result.getColumnTypeName(index), false);
        };
    }

    private static Column columnOf(String type, boolean isArray) {
        return new Column(
                switch (type) {
                    case "int2",
                            "int4",
                            "int8",
                            "oid",
                            "float4",
                            "float8",
                            "numeric",
                            "smallserial",
                            "serial",
                            "bigserial" ->
                            NUMBER;
                    case "bool" -> BOOLEAN;
                    case "json", "jsonb" -> JSON_VALUE;
                    case "bytea" -> BYTES;
                    case "timestamp", "timestamptz" -> TIMESTAMP;
                    case "timetz" -> TIME;
                    default -> TEXT;
                },
                isArray);
    }

    static String toJsonString(String text) {
        return JSON.createValue(text).toString();
    }

    private static String withFullOffset(String text) {
        return SHORT_OFFSET.matcher(text).matches() ? text + ":00" : text;
    }
}
