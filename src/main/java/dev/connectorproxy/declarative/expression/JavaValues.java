package dev.connectorproxy.declarative.expression;

import com.dashjoin.jsonata.Jsonata;
import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Converts JSON values to the Java values that the JSONata library works on, and back. Numbers keep their digits.
final class JavaValues {
    private static final JsonProvider JSON = JsonProvider.provider();
    private static final long MAX_SIZE = 64 << 20; // of a result, in bytes of memory, roughly
    private static final int VALUE = 40;
    private static final int CONTAINER = 180;

    private long size;

    private JavaValues() {}

    static Object ofJson(JsonValue value) {
        return switch (value) {
            case JsonObject object -> {
                var map = LinkedHashMap.<String, Object>newLinkedHashMap(object.size());
                object.forEach((name, member) -> map.put(name, ofJson(member)));
                yield map;
            }
            case JsonArray array -> {
                var list = new ArrayList<>(array.size());
                array.forEach(element -> list.add(ofJson(element)));
                yield list;
            }
            case JsonString text -> text.getString();
            case JsonNumber number -> ofNumber(number);
            default ->
                    switch (value.getValueType()) {
                        case TRUE -> true;
                        case FALSE -> false;
                        default -> Jsonata.NULL_VALUE;
                    };
        };
    }

    private static Number ofNumber(JsonNumber number) {
        var decimal = number.bigDecimalValue();
        if (decimal.scale() != 0 || decimal.precision() > 18) {
            return decimal;
        }
        long whole = decimal.longValueExact();
        return (int) whole == whole ? (Number) (int) whole : (Number) whole;
    }

    /// @return empty if there is no value
    /// @throws EvaluationBounds.ExceededException the value is too large
    static Optional<JsonValue> toJson(Object value) {
        return value == null ? Optional.empty() : Optional.of(new JavaValues().json(value));
    }

    private JsonValue json(Object value) {
        count(value instanceof Map || value instanceof List ? CONTAINER : VALUE);
        return switch (value) {
            case null -> JsonValue.NULL;
            case String text -> text(text);
            case Boolean flag -> flag ? JsonValue.TRUE : JsonValue.FALSE;
            case BigDecimal number -> JSON.createValue(number);
            case BigInteger number -> JSON.createValue(number);
            case Integer number -> JSON.createValue(number);
            case Long number -> JSON.createValue(number);
            case Number number -> JSON.createValue(number.doubleValue());
            case Map<?, ?> map -> object(map);
            case List<?> list -> array(list);
            case Object other when other == Jsonata.NULL_VALUE -> JsonValue.NULL;
            default -> throw new IllegalStateException("a function is not a value");
        };
    }

    private JsonValue text(String text) {
        count(text.length());
        return JSON.createValue(text);
    }

    private JsonObject object(Map<?, ?> map) {
        var object = JSON.createObjectBuilder();
        map.forEach((name, member) -> {
            count(VALUE + name.toString().length());
            object.add(name.toString(), json(member));
        });
        return object.build();
    }

    private JsonArray array(List<?> list) {
        var array = JSON.createArrayBuilder();
        list.forEach(element -> array.add(json(element)));
        return array.build();
    }

    private void count(long characters) {
        size += characters;
        if (size > MAX_SIZE) {
            throw EvaluationBounds.tooLarge();
        }
    }
}
