package dev.connectorproxy.connector.postgres.sql;

import static dev.connectorproxy.database.statement.SqlArgumentErrors.describeType;
import static dev.connectorproxy.database.statement.SqlArgumentErrors.invalid;

import dev.connectorproxy.toolkit.FileDigest;
import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.math.BigDecimal;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;

/// Converts JSON to the text of a value of a known type: lists to arrays or JSON, objects to JSON, and
/// `{"$binary": "<base64>"}` to bytes.
final class StructuredValue {
    private static final String BINARY = "$binary";

    private StructuredValue() {}

    /// The text that the type's input function reads.
    ///
    /// @param value anything but a string, whose text is up to the type, and null
    /// @return empty if the type does not matter for this value
    /// @throws dev.connectorproxy.spi.ConnectorException `InvalidParameters` if the type has no such value
    static Optional<String> toText(JsonValue value, PgType type) {
        return switch (type.kind()) {
            case JSON -> Optional.of(value.toString());
            case ARRAY ->
                    switch (value) {
                        case JsonArray list -> toArray(list, type.element().orElseThrow());
                        case JsonObject _ -> throw unfit(value, type);
                        default -> Optional.empty();
                    };
            case BYTES ->
                    value instanceof JsonObject object
                            ? Optional.of(toBytes(object, type))
                            : Optional.empty();
            case COMPOSITE -> throw unfit(value, type);
            case BOOLEAN, INTEGER, NUMBER, OTHER -> {
                if (value instanceof JsonObject) {
                    throw unfit(value, type);
                }
                yield Optional.empty();
            }
            case EXTENSION, TEXT -> Optional.empty();
        };
    }

    /// The array; empty for `text[]` if the list has no text, since the server also infers it for the arguments of a
    /// function that takes arrays of any type.
    private static Optional<String> toArray(JsonArray list, PgType element) {
        if (element.kind() == PgType.Kind.TEXT && !hasText(list)) {
            return Optional.empty();
        }
        var text = new StringBuilder();
        writeArray(list, element, text);
        return Optional.of(text.toString());
    }

    private static boolean hasText(JsonArray list) {
        return list.stream()
                .anyMatch(element ->
                        element instanceof JsonString
                                || element instanceof JsonObject
                                || element instanceof JsonArray inner && hasText(inner));
    }

    private static void writeArray(JsonArray list, PgType element, StringBuilder text) {
        text.append('{');
        for (int i = 0; i < list.size(); i++) {
            if (i > 0) {
                text.append(element.delimiter());
            }
            var value = list.get(i);
            if (value == JsonValue.NULL) {
                text.append("NULL");
            } else if (value instanceof JsonArray inner && isDimension(element)) {
                writeArray(ArrayLiteral.dimension(inner), element, text);
            } else {
                ArrayLiteral.quote(toElement(value, element), text);
            }
        }
        text.append('}');
    }

    /// Whether a list within the list is a dimension of the array, and not an element of it.
    private static boolean isDimension(PgType element) {
        return switch (element.kind()) {
            case JSON, ARRAY, COMPOSITE -> false;
            case BOOLEAN, BYTES, EXTENSION, INTEGER, NUMBER, OTHER, TEXT -> true;
        };
    }

    private static String toElement(JsonValue value, PgType type) {
        return switch (value) {
            case JsonString string when type.kind() != PgType.Kind.JSON -> string.getString();
            case JsonNumber number -> toNumber(number, type);
            default -> toText(value, type).orElseGet(() -> toScalar(value, type));
        };
    }

    private static String toNumber(JsonNumber value, PgType type) {
        return switch (type.kind()) {
            case JSON -> value.toString();
            case INTEGER -> toInteger(ValueBinding.toNumber(value));
            case NUMBER, TEXT, EXTENSION -> ValueBinding.toNumber(value).toPlainString();
            case ARRAY, BOOLEAN, BYTES, COMPOSITE, OTHER -> throw unfit(value, type);
        };
    }

    /// `1.0` is a whole number; a fraction is left for the server to refuse.
    private static String toInteger(BigDecimal number) {
        return number.stripTrailingZeros().scale() <= 0
                ? number.toBigInteger().toString()
                : number.toPlainString();
    }

    private static String toScalar(JsonValue value, PgType type) {
        return switch (type.kind()) {
            case BOOLEAN, EXTENSION, TEXT -> value.toString();
            case ARRAY, BYTES, COMPOSITE, INTEGER, JSON, NUMBER, OTHER -> throw unfit(value, type);
        };
    }

    private static String toBytes(JsonObject object, PgType type) {
        if (object.size() == 1 && object.get(BINARY) instanceof JsonString base64) {
            FileDigest.refuse(BINARY, base64.getString());
            try {
                var bytes = Base64.getDecoder().decode(base64.getString());
                return "\\x" + HexFormat.of().formatHex(bytes);
            } catch (IllegalArgumentException _) { // its message quotes the value
                throw invalid("the value of $binary is not base64");
            }
        }
        throw unfit(object, type);
    }

    private static RuntimeException unfit(JsonValue value, PgType type) {
        var hint =
                switch (type.kind()) {
                    case BYTES -> "; bytes are written {\"$binary\": \"<base64>\"}";
                    case COMPOSITE -> "; its values are written as text, such as \"(1,tea)\"";
                    default -> "";
                };
        return invalid(
                "%s cannot be stored as %s%s".formatted(describeType(value), type.name(), hint));
    }
}
