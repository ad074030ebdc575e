package dev.connectorproxy.spi;

import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeSet;

/// The arguments of one call, checked against the command's [CommandSpec]. A value that is JSON `null` is absent. Trees
/// are built on each access and are not cached.
///
/// @param texts the JSON texts by parameter id, without `null`s and without parameters that the command does not
///     declare
public record Arguments(Map<String, JsonText> texts) {
    public Arguments {
        texts = Map.copyOf(texts);
    }

    /// The names of the arguments: their values may be credentials.
    @Override
    public String toString() {
        return "Arguments[" + new TreeSet<>(texts.keySet()) + "]";
    }

    /// The length of all values in bytes, by which long computations over them are recognised, see [ComputePool].
    public long size() {
        return texts.values().stream().mapToLong(JsonText::length).sum();
    }

    /// The JSON text of a parameter of any type as the caller wrote it, if present.
    public Optional<JsonText> text(String id) {
        return Optional.ofNullable(texts.get(id));
    }

    /// The value of a parameter of any type, if present.
    public Optional<JsonValue> value(String id) {
        return text(id).map(JsonText::value);
    }

    /// The value of a `str`, if present. A [ParameterType#TEXTUAL] sent as a number is returned as the text of that
    /// number.
    public Optional<String> string(String id) {
        return text(id).map(argument ->
                argument.value() instanceof JsonString text
                        ? text.getString()
                        : argument.toString().strip());
    }

    /// The strings of a [ParameterType#TEXT_LIST]; a single string is a list of one. Empty if the parameter is absent.
    public List<String> strings(String id) {
        return value(id)
                .map(value -> value instanceof JsonArray list ? list : List.of(value))
                .orElse(List.of())
                .stream()
                .map(value -> ((JsonString) value).getString())
                .toList();
    }

    /// The value of a required `str`.
    ///
    /// @throws IllegalArgumentException the parameter is absent, so the spec does not declare it as required
    public String requiredString(String id) {
        return string(id)
                .orElseThrow(() -> new IllegalArgumentException("not a required str: " + id));
    }

    /// The value of an `int`, if present; it fits 32 bits. A [ParameterType#NUMERIC] sent as a string is parsed.
    public OptionalInt integer(String id) {
        return value(id).map(value -> OptionalInt.of(toInt(value))).orElse(OptionalInt.empty());
    }

    /// Whether a `bool` is present and true; a [ParameterType#TRUTHY] follows Python's truth value rules.
    public boolean flag(String id) {
        return value(id).map(Arguments::isTruthy).orElse(false);
    }

    /// Refuses half surrogate pairs, which UTF-8 cannot encode: [String#getBytes] and drivers send question marks in their place.
    ///
    /// @throws ConnectorException `InvalidParameters`: a text has one
    public void requireEncodable() {
        texts.values().forEach(JsonText::compact);
    }

    private static int toInt(JsonValue value) {
        return value instanceof JsonString text
                ? Integer.parseInt(text.getString())
                : ((JsonNumber) value).intValueExact();
    }

    /// Whether Python takes the value as true: not `null`, `false`, `0`, `""`, `[]` or `{}`.
    public static boolean isTruthy(JsonValue value) {
        return switch (value.getValueType()) {
            case TRUE -> true;
            case FALSE, NULL -> false;
            case NUMBER -> ((JsonNumber) value).bigDecimalValue().signum() != 0;
            case STRING -> !((JsonString) value).getString().isEmpty();
            case ARRAY -> !value.asJsonArray().isEmpty();
            case OBJECT -> !value.asJsonObject().isEmpty();
        };
    }
}
