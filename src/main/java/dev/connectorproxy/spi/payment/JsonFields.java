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

/// Typed access to the fields of a JSON object. `null` counts as absent; a field of the wrong type is a failure whose
/// message names the field.
public final class JsonFields {
    private final Map<String, JsonValue> fields;
    private final PaymentError error;
    private final String label;

    private JsonFields(Map<String, JsonValue> fields, PaymentError error, String label) {
        this.fields = fields;
        this.error = error;
        this.label = label;
    }

    /// An object that a caller sent: keys are read ignoring case, failures are [PaymentError#INVALID_REQUEST].
    ///
    /// @param label names the object in messages, such as `account`
    public static JsonFields ofRequest(JsonValue value, String label) {
        var fields = new TreeMap<String, JsonValue>(String.CASE_INSENSITIVE_ORDER);
        fields.putAll(object(value, PaymentError.INVALID_REQUEST, label));
        return new JsonFields(fields, PaymentError.INVALID_REQUEST, label);
    }

    /// An object in a provider's response: keys are case-sensitive, failures are [PaymentError#UPSTREAM_ERROR].
    ///
    /// @param label names the object in messages, such as `transaction`
    public static JsonFields ofResponse(JsonValue value, String label) {
        return new JsonFields(
                object(value, PaymentError.UPSTREAM_ERROR, label),
                PaymentError.UPSTREAM_ERROR,
                label);
    }

    /// Any value.
    public Optional<JsonValue> value(String name) {
        return Optional.ofNullable(fields.get(name)).filter(it -> it != JsonValue.NULL);
    }

    /// A string.
    public Optional<String> string(String name) {
        return value(name)
                .map(value -> typed(value, JsonString.class, name, "a string").getString());
    }

    /// A required string that is not empty.
    public String requiredString(String name) {
        return string(name).filter(it -> !it.isEmpty()).orElseThrow(() -> missing(name));
    }

    /// A number.
    public Optional<BigDecimal> number(String name) {
        return value(name)
                .map(value -> typed(value, JsonNumber.class, name, "a number").bigDecimalValue());
    }

    /// An integer of any size.
    public Optional<BigInteger> integer(String name) {
        return number(name).map(it -> toInteger(it, name));
    }

    /// A required integer of any size.
    public BigInteger requiredInteger(String name) {
        return integer(name).orElseThrow(() -> wrong(name, "a whole number"));
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

    /// A required RFC 3339 time.
    public Instant requiredTime(String name) {
        return time(name).orElseThrow(() -> missing(name));
    }

    /// An object, with the key rules and the error of this one.
    public Optional<JsonFields> object(String name) {
        return value(name)
                .map(value ->
                        error == PaymentError.INVALID_REQUEST
                                ? ofRequest(value, label + "." + name)
                                : ofResponse(value, label + "." + name));
    }

    /// The elements of an array; empty if absent.
    public List<JsonValue> array(String name) {
        return value(name)
                .<List<JsonValue>>map(it -> typed(it, JsonArray.class, name, "an array"))
                .orElse(List.of());
    }

    /// An object of strings; members that are `null` are omitted. Empty if absent.
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

    /// The strings of an array; empty if absent.
    public List<String> list(String name) {
        return array(name).stream()
                .map(value ->
                        typed(value, JsonString.class, name, "an array of strings").getString())
                .toList();
    }

    /// The names of all fields.
    public Set<String> names() {
        return Collections.unmodifiableSet(fields.keySet());
    }

    /// The failure for a field with an invalid value.
    public PaymentException wrong(String name, String expected) {
        return PaymentException.of(error, label + ": " + name + " must be " + expected);
    }

    private PaymentException missing(String name) {
        return PaymentException.of(error, label + ": " + name + " is missing");
    }

    private <T> T typed(JsonValue value, Class<T> type, String name, String expected) {
        if (!type.isInstance(value)) {
            throw wrong(name, expected);
        }
        return type.cast(value);
    }

    private BigInteger toInteger(BigDecimal number, String name) {
        // toBigIntegerExact would expand an exponent such as 1e999999999 digit by digit
        if (number.signum() != 0
                && (number.scale() < -1_000 || number.stripTrailingZeros().scale() > 0)) {
            throw wrong(name, "a whole number");
        }
        return number.signum() == 0 ? BigInteger.ZERO : number.toBigIntegerExact();
    }

    private static JsonObject object(JsonValue value, PaymentError error, String label) {
        if (value.getValueType() != ValueType.OBJECT) {
            throw PaymentException.of(error, label + " must be an object");
        }
        return value.asJsonObject();
    }
}
