package dev.connectorproxy.connector.aws;

import dev.connectorproxy.spi.ConnectorException;
import dev.connectorproxy.spi.ErrorCode;
import dev.connectorproxy.toolkit.DataUrl;
import dev.connectorproxy.toolkit.FileDigest;
import dev.connectorproxy.toolkit.PythonFloat;
import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Converts JSON to the attributes of an item. Numbers keep their digits. An object whose only key is `$binary` or
/// `$set` becomes a binary value or a set, which JSON does not have. Error messages quote no value.
final class JsonToAttributes {
    private static final int MAX_DIGITS = 38;
    private static final int MIN_EXPONENT = -130;
    private static final int MAX_EXPONENT = 125;
    private static final int MAX_CHARACTERS = 1_000;
    private static final String BINARY = "$binary";
    private static final String SET = "$set";

    private JsonToAttributes() {}

    /// Converts an item. As in SpiffArena's own AWS connector, a top-level number with a fraction or an exponent
    /// becomes a string.
    ///
    /// @throws ConnectorException `InvalidParameters`
    static Map<String, AttributeValue> item(JsonObject item) {
        var attributes = new LinkedHashMap<String, AttributeValue>();
        item.forEach((name, value) ->
                attributes.put(
                        AwsArguments.requireEncodable(name),
                        value instanceof JsonNumber number && !number.isIntegral()
                                ? AttributeValue.fromS(toPythonText(number.bigDecimalValue()))
                                : value(value)));
        return attributes;
    }

    /// As `str(float)` writes it; a number that a Python `float` cannot represent exactly keeps its own digits.
    private static String toPythonText(BigDecimal number) {
        double nearest = number.doubleValue();
        if (Double.isInfinite(nearest)) {
            return number.toString();
        }
        var text = PythonFloat.repr(nearest);
        return new BigDecimal(text).compareTo(number) == 0 ? text : number.toString();
    }

    /// Converts a number given as text.
    ///
    /// @throws ConnectorException `InvalidParameters`
    static AttributeValue number(String text) {
        try {
            if (text.length() <= MAX_CHARACTERS) {
                return number(new BigDecimal(text));
            }
        } catch (NumberFormatException _) {
            // reported below
        }
        throw invalid("the table's key is a number, and the value given for it is none");
    }

    /// Converts a binary value given as base64.
    ///
    /// @throws ConnectorException `InvalidParameters`
    static AttributeValue binary(String base64) {
        FileDigest.refuse(BINARY, base64);
        return DataUrl.decodeBase64(base64)
                .map(bytes -> AttributeValue.fromB(SdkBytes.fromByteArray(bytes)))
                .orElseThrow(() -> invalid("a binary value is not base64 with its padding"));
    }

    private static AttributeValue value(JsonValue value) {
        return switch (value) {
            case JsonString string ->
                    AttributeValue.fromS(AwsArguments.requireEncodable(string.getString()));
            case JsonNumber number -> number(number.bigDecimalValue());
            case JsonArray array ->
                    AttributeValue.fromL(array.stream().map(JsonToAttributes::value).toList());
            case JsonObject object -> object(object);
            default ->
                    switch (value.getValueType()) {
                        case TRUE -> AttributeValue.fromBool(true);
                        case FALSE -> AttributeValue.fromBool(false);
                        default -> AttributeValue.fromNul(true);
                    };
        };
    }

    private static AttributeValue object(JsonObject object) {
        if (object.size() == 1 && object.get(BINARY) instanceof JsonString base64) {
            return binary(base64.getString());
        }
        if (object.size() == 1 && object.get(SET) instanceof JsonArray elements) {
            return set(elements.stream().map(JsonToAttributes::value).toList());
        }
        var map = new LinkedHashMap<String, AttributeValue>();
        object.forEach((name, value) -> map.put(AwsArguments.requireEncodable(name), value(value)));
        return AttributeValue.fromM(map);
    }

    private static AttributeValue set(List<AttributeValue> elements) {
        var types = elements.stream().map(AttributeValue::type).distinct().toList();
        var type =
                types.size() == 1 ? types.getFirst() : AttributeValue.Type.UNKNOWN_TO_SDK_VERSION;
        return switch (type) {
            case S -> AttributeValue.fromSs(elements.stream().map(AttributeValue::s).toList());
            case N -> AttributeValue.fromNs(elements.stream().map(AttributeValue::n).toList());
            case B -> AttributeValue.fromBs(elements.stream().map(AttributeValue::b).toList());
            default ->
                    throw invalid(
                            "a $set must have elements, all of them strings, numbers or $binary");
        };
    }

    private static AttributeValue number(BigDecimal number) {
        var digits = number.stripTrailingZeros();
        int exponent = digits.precision() - digits.scale() - 1;
        boolean fits =
                digits.precision() <= MAX_DIGITS
                        && (digits.signum() == 0
                                || exponent >= MIN_EXPONENT && exponent <= MAX_EXPONENT);
        if (!fits) {
            throw invalid(
                    "a number has more than 38 significant digits, or an exponent outside -130 to 125, which DynamoDB does not keep");
        }
        return AttributeValue.fromN(number.toString());
    }

    private static ConnectorException invalid(String message) {
        return new ConnectorException(ErrorCode.INVALID_PARAMETERS, message);
    }
}
