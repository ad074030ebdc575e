package dev.connectorproxy.connector.aws;

import dev.connectorproxy.spi.ConnectorException;
import dev.connectorproxy.spi.ErrorCode;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.math.BigDecimal;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Converts the attributes of a DynamoDB item to JSON: numbers keep their digits, sets become arrays, binary values
/// become base64.
final class AttributesToJson {
    private static final JsonProvider JSON = JsonProvider.provider();

    private AttributesToJson() {}

    /// Converts an item, or a map inside one.
    ///
    /// @throws ConnectorException `ConnectionError` when the response is not an item
    static JsonObject item(Map<String, AttributeValue> item) {
        var object = JSON.createObjectBuilder();
        item.forEach((name, attribute) -> object.add(name, value(attribute)));
        return object.build();
    }

    private static JsonValue value(AttributeValue attribute) {
        if (attribute == null) { // the SDK passes a JSON null on
            throw unreadable();
        }
        return switch (attribute.type()) {
            case S -> JSON.createValue(attribute.s());
            case N -> number(attribute.n());
            case B -> binary(attribute.b());
            case BOOL -> attribute.bool() ? JsonValue.TRUE : JsonValue.FALSE;
            case NUL -> JsonValue.NULL;
            case M -> item(attribute.m());
            case L -> array(attribute.l(), AttributesToJson::value);
            case SS -> array(attribute.ss(), JSON::createValue);
            case NS -> array(attribute.ns(), AttributesToJson::number);
            case BS -> array(attribute.bs(), AttributesToJson::binary);
            case UNKNOWN_TO_SDK_VERSION -> throw unreadable();
        };
    }

    private static <T> JsonArray array(List<T> elements, Function<T, JsonValue> toJson) {
        var array = JSON.createArrayBuilder();
        elements.forEach(element -> array.add(toJson.apply(element)));
        return array.build();
    }

    private static JsonValue number(String text) {
        try {
            return JSON.createValue(new BigDecimal(text));
        } catch (NumberFormatException _) {
            throw unreadable();
        }
    }

    private static JsonValue binary(SdkBytes bytes) {
        return JSON.createValue(Base64.getEncoder().encodeToString(bytes.asByteArray()));
    }

    /// The failure for a response that does not have DynamoDB's format.
    static ConnectorException unreadable() {
        return new ConnectorException(
                ErrorCode.CONNECTION_ERROR, "the answer is not one of DynamoDB's");
    }
}
