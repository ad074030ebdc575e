package dev.connectorproxy.contract;

import dev.connectorproxy.spi.Parameter;
import dev.connectorproxy.spi.ParameterType;
import jakarta.json.Json;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.stream.Stream;

/// Edge-case values of a parameter that its command must handle.
final class EdgeCases {
    private EdgeCases() {}

    /// Values with a canary, for a parameter whose value must not be shown.
    static List<JsonValue> secrets(Parameter parameter, String canary) {
        var text = Json.createValue(canary);
        var control = Json.createValue(canary + "\r\n\0");
        return parameter.type() == ParameterType.ANY
                ? List.of(
                        text,
                        control,
                        Json.createObjectBuilder().add("Authorization", text).build(),
                        Json.createObjectBuilder().add("Authorization", control).build(),
                        Json.createArrayBuilder().add(text).build())
                : List.of(text, control);
    }

    /// Unusual values of the parameter's type.
    static List<JsonValue> of(Parameter parameter) {
        return switch (parameter.type()) {
            case STR -> texts();
            case TEXT_LIST ->
                    Stream.concat(
                                    texts().stream(),
                                    Stream.of(
                                            JsonValue.EMPTY_JSON_ARRAY,
                                            Json.createArrayBuilder().add("").add("é😀").build()))
                            .toList();
            case TEXTUAL ->
                    Stream.concat(
                                    texts().stream(),
                                    Stream.of(Json.createValue(-1), Json.createValue(1e300)))
                            .toList();
            case INT, INTEGER, NUMERIC ->
                    Stream.of(0, -1, 1, Integer.MAX_VALUE, Integer.MIN_VALUE)
                            .<JsonValue>map(Json::createValue)
                            .toList();
            case BOOL, TRUTHY -> List.of(JsonValue.TRUE, JsonValue.FALSE);
            case ANY, STRUCTURED, LENIENT_INT ->
                    Stream.concat(
                                    texts().stream(),
                                    Stream.of(
                                            JsonValue.TRUE,
                                            JsonValue.EMPTY_JSON_ARRAY,
                                            JsonValue.EMPTY_JSON_OBJECT,
                                            Json.createValue(1e300),
                                            Json.createArrayBuilder().addNull().add(1).build(),
                                            Json.createObjectBuilder()
                                                    .addNull("")
                                                    .add("a", Json.createArrayBuilder().add("b"))
                                                    .build()))
                            .toList();
        };
    }

    private static List<JsonValue> texts() {
        return Stream.of(
                        "",
                        " ",
                        "\0",
                        "\r\n",
                        "é😀",
                        "%",
                        "{{",
                        "'\"\\",
                        "../..",
                        "x".repeat(100_000))
                .<JsonValue>map(Json::createValue)
                .toList();
    }
}
