package dev.connectorproxy.spi.payment;

import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.JsonValue.ValueType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// A JSON object whose fields are read by type. Absent and `null` are the same; a field of the wrong type is a failure that
/// names it.
public final class JsonFields {
    private final Map<String, JsonValue> fields;
    private final PaymentError error;
    private final String what;

    private JsonFields(Map<String, JsonValue> fields, PaymentError error, String what) {
        this.fields = fields;
        this.error = error;
        this.what = what;
    }

    /// What a caller sent: keys in any case, failures are [PaymentError#INVALID_REQUEST].
    ///
    /// @param what it is, for messages: `account`
    public static JsonFields ofRequest(JsonValue value, String what) {
        var fields = new TreeMap<String, JsonValue>(String.CASE_INSENSITIVE_ORDER);
        fields.putAll(object(value, PaymentError.INVALID_REQUEST, what));
        return new JsonFields(fields, PaymentError.INVALID_REQUEST, what);
    }

    /// What a provider answered: keys as they are, failures are [PaymentError#UPSTREAM_ERROR].
    ///
    /// @param what it is, for messages: `transaction`
    public static JsonFields ofAnswer(JsonValue value, String what) {
        return new JsonFields(
                object(value, PaymentError.UPSTREAM_ERROR, what),
                PaymentError.UPSTREAM_ERROR,
                what);
    }

    /// Any value.
    public Optional<JsonValue> value(String name) {
        return Optional.ofNullable(fields.get(name)).filter(it -> it != JsonValue.NULL);
    }

    /// A string.
    public Optional<String> string(String name) {
        return value(name).map(value -> typed(value, JsonString.class, name, "a string").getString());
    }

    /// A string that must be there and not be empty.
    public String requiredString(String name) {
        return string(name).filter(it -> !it.isEmpty()).orElseThrow(() -> missing(name));
    }

    /// A number.
    public Optional<BigDecimal> number(String name) {
        return value(name)
                .map(value -> typed(value, JsonNumber.class, name, "a number").bigDecimalValue());
    }

    /// A whole number of any size.
    public Optional<BigInteger> integer(String name) {
        return number(name).map(it -> whole(it, name));
    }

    /// `true` or `false`; false when absent.
    public boolean flag(String name) {
        return value(name)
                .map(value ->
                        switch (value.getValueType()) {
                            case TRUE -> true;
                            case FALSE -> false;
                            case STRING, NUMBER, OBJECT, ARRAY, NULL ->
                                    throw wrong(name, "true or false");
                        })
                .orElse(false);
    }

    /// An RFC 3339 time.
    public Optional<Instant> time(String name) {
        return string(name)
                .map(text -> Times.of(text).orElseThrow(() -> wrong(name, "an RFC 3339 time")));
    }

    /// An RFC 3339 time that must be there.
    public Instant requiredTime(String name) {
        return time(name).orElseThrow(() -> missing(name));
    }

    /// An object, read like this one.
    public Optional<JsonFields> object(String name) {
        return value(name)
                .map(value ->
                        error == PaymentError.INVALID_REQUEST
                                ? ofRequest(value, what + "." + name)
                                : ofAnswer(value, what + "." + name));
    }

    /// An object whose keys are data, and are told apart by their case.
    Optional<JsonFields> exactly(String name) {
        return value(name)
                .map(value -> new JsonFields(object(value, error, what + "." + name), error, what));
    }

    /// The elements of an array; none when absent.
    public List<JsonValue> array(String name) {
        return value(name)
                .<List<JsonValue>>map(it -> typed(it, JsonArray.class, name, "an array"))
                .orElse(List.of());
    }

    /// An object of strings; those that are `null` are left out. Empty when absent.
    public Map<String, String> strings(String name) {
        var strings = new LinkedHashMap<String, String>();
        value(name)
                .map(it -> typed(it, JsonObject.class, name, "an object of strings"))
                .orElse(JsonValue.EMPTY_JSON_OBJECT)
                .forEach((key, value) -> {
                    if (value != JsonValue.NULL) {
                        strings.put(
                                key,
                                typed(value, JsonString.class, name, "an object of strings")
                                        .getString());
                    }
                });
        return strings;
    }

    /// The strings of an array; none when absent.
    public List<String> list(String name) {
        return array(name).stream()
                .map(value -> typed(value, JsonString.class, name, "an array of strings").getString())
                .toList();
    }

    /// The names of all fields.
    public Set<String> names() {
        return Collections.unmodifiableSet(fields.keySet());
    }

    /// The failure that says this field should have been something else.
    public PaymentException wrong(String name, String expected) {
        return PaymentException.of(error, what + ": " + name + " must be " + expected);
    }

    private PaymentException missing(String name) {
        return PaymentException.of(error, what + ": " + name + " is missing");
    }

    private <T> T typed(JsonValue value, Class<T> type, String name, String expected) {
        if (!type.isInstance(value)) {
            throw wrong(name, expected);
        }
        return type.cast(value);
    }

    private BigInteger whole(BigDecimal number, String name) {
        // an exponent such as 1e999999999 would be written out digit by digit
        if (number.signum() != 0
                && (number.scale() < -1_000 || number.stripTrailingZeros().scale() > 0)) {
            throw wrong(name, "a whole number");
        }
        return number.signum() == 0 ? BigInteger.ZERO : number.toBigIntegerExact();
    }

    private static JsonObject object(JsonValue value, PaymentError error, String what) {
        if (value.getValueType() != ValueType.OBJECT) {
            throw PaymentException.of(error, what + " must be an object");
        }
        return value.asJsonObject();
    }
}
