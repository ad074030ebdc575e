package dev.connectorproxy.importer.mock;

import dev.connectorproxy.importer.mock.ReceivedRequest.Pair;
import dev.connectorproxy.toolkit.PercentCodec;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/// Reads values back from the styles in which they were written (OpenAPI 3.1, section 4.8.12.2). Used for one request.
final class StyleDecoder {
    private static final JsonProvider JSON = JsonProvider.provider();

    private final TypedText typed;
    private final Set<String> known = new HashSet<>();

    StyleDecoder(RawDocument document) {
        this.typed = new TypedText(document);
    }

    /// The names of pairs that belong to a parameter.
    Set<String> known() {
        return known;
    }

    /// The value of a parameter in the query, a form or the cookies; empty if it was not sent.
    Optional<JsonValue> ofPairs(RawParameter parameter, List<Pair> pairs) {
        var name = parameter.name();
        var schema = parameter.schema();
        var own = pairs.stream().filter(pair -> pair.name().equals(name)).toList();
        known.add(name);
        if (parameter.content().isPresent()) {
            return own.stream().findFirst().map(pair -> ofContent(parameter, pair.decoded()));
        }
        var kind = typed.kind(schema);
        if (kind.equals("object")) {
            return ofObjectPairs(parameter, pairs, own);
        }
        if (kind.equals("array") && !own.isEmpty()) {
            var separator = separator(parameter.style());
            return Optional.of(
                    typed.values(
                            parameter.isExploded()
                                    ? own.stream().map(Pair::decoded).toList()
                                    : split(own.getFirst().value(), separator, Pair::decoded),
                            schema));
        }
        return own.stream().findFirst().map(pair -> typed.value(pair.decoded(), schema));
    }

    private Optional<JsonValue> ofObjectPairs(
            RawParameter parameter, List<Pair> pairs, List<Pair> own) {
        var schema = parameter.schema();
        if (parameter.style().equals("deepObject")) {
            return ofDeepPairs(parameter, pairs);
        }
        if (!parameter.isExploded()) {
            return own.stream()
                    .findFirst()
                    .map(pair ->
                            object(
                                    split(
                                            pair.value(),
                                            separator(parameter.style()),
                                            Pair::decoded),
                                    schema));
        }
        var object = JSON.createObjectBuilder();
        var properties = typed.properties(schema);
        for (var pair : pairs) {
            if (properties.containsKey(pair.name()) || isOpen(schema)) {
                known.add(pair.name());
                add(object, pair.name(), pair.decoded(), schema);
            }
        }
        var value = object.build();
        return value.isEmpty() ? Optional.empty() : Optional.of(value);
    }

    private boolean isOpen(JsonObject schema) {
        return typed.properties(schema).isEmpty();
    }

    private Optional<JsonValue> ofDeepPairs(RawParameter parameter, List<Pair> pairs) {
        var object = JSON.createObjectBuilder();
        var prefix = parameter.name() + "[";
        for (var pair : pairs) {
            if (pair.name().startsWith(prefix) && pair.name().endsWith("]")) {
                known.add(pair.name());
                var key = pair.name().substring(prefix.length(), pair.name().length() - 1);
                add(object, key, pair.decoded(), parameter.schema());
            }
        }
        var value = object.build();
        return value.isEmpty() ? Optional.empty() : Optional.of(value);
    }

    /// The value of a header, which is not percent-encoded.
    JsonValue ofHeader(RawParameter parameter, String text) {
        return ofSimple(parameter, text, UnaryOperator.identity());
    }

    /// The value of a part of the path, still percent-encoded; empty if it does not have the style.
    Optional<JsonValue> ofPath(RawParameter parameter, String text) {
        UnaryOperator<String> decoded =
                parameter.isDoubleEncoded()
                        ? value -> PercentCodec.decodeLeniently(PercentCodec.decodeLeniently(value))
                        : PercentCodec::decodeLeniently;
        var name = ";" + parameter.name();
        return switch (parameter.style()) {
            case "label" ->
                    text.startsWith(".")
                            ? Optional.of(
                                    ofSimple(
                                            parameter,
                                            parameter.isExploded()
                                                    ? text.substring(1).replace('.', ',')
                                                    : text.substring(1),
                                            decoded))
                            : Optional.empty();
            case "matrix" ->
                    text.startsWith(name)
                            ? Optional.of(
                                    ofSimple(parameter, matrix(parameter, text, name), decoded))
                            : text.startsWith(";") && parameter.isExploded()
                                    ? Optional.of(
                                            ofSimple(
                                                    parameter,
                                                    text.substring(1).replace(';', ','),
                                                    decoded))
                                    : Optional.empty();
            default -> Optional.of(ofSimple(parameter, text, decoded));
        };
    }

    private static String matrix(RawParameter parameter, String text, String name) {
        return parameter.isExploded()
                ? text.substring(1).replace(";", ",").replace(parameter.name() + "=", "")
                : text.substring(Math.min(text.length(), name.length() + 1));
    }

    private JsonValue ofSimple(RawParameter parameter, String text, UnaryOperator<String> decoded) {
        var schema = parameter.schema();
        if (parameter.content().isPresent()) {
            return ofContent(parameter, decoded.apply(text));
        }
        var texts = Arrays.stream(text.split(",", -1)).map(String::strip).map(decoded).toList();
        return switch (typed.kind(schema)) {
            case "array" -> typed.values(text.isEmpty() ? List.of() : texts, schema);
            case "object" -> {
                var pairs =
                        parameter.isExploded()
                                ? texts.stream()
                                        .flatMap(pair -> Arrays.stream(pair.split("=", 2)))
                                        .toList()
                                : texts;
                yield object(pairs, schema);
            }
            default -> typed.value(decoded.apply(text), schema);
        };
    }

    private static JsonValue ofContent(RawParameter parameter, String text) {
        return parameter
                .content()
                .filter(type -> type.contains("json"))
                .flatMap(_ -> TypedText.json(text))
                .orElseGet(() -> JSON.createValue(text));
    }

    /// @param texts names and values in turn
    private JsonObject object(List<String> texts, JsonObject schema) {
        var object = JSON.createObjectBuilder();
        for (int i = 0; i + 1 < texts.size(); i += 2) {
            add(object, texts.get(i), texts.get(i + 1), schema);
        }
        return object.build();
    }

    private void add(JsonObjectBuilder object, String name, String text, JsonObject schema) {
        var property = typed.property(schema, name);
        object.add(
                name,
                typed.kind(property).equals("text")
                        ? typed.value(text, property)
                        : TypedText.json(text)
                                .orElseGet(() -> typed.values(List.of(text.split(",")), property)));
    }

    private static List<String> split(
            String text, String separator, Function<Pair, String> decoded) {
        return Arrays.stream(text.split(separator, -1))
                .map(part -> decoded.apply(new Pair("", part)))
                .toList();
    }

    private static String separator(String style) {
        return switch (style) {
            case "spaceDelimited" -> "%20|\\+";
            case "pipeDelimited" -> "\\||%7C|%7c";
            case "tabDelimited" -> "%09";
            default -> ",";
        };
    }
}
