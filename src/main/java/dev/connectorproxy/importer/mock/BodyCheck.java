package dev.connectorproxy.importer.mock;

import dev.connectorproxy.importer.mock.MultipartDecoder.Part;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// Validates the body of a request against the operation.
record BodyCheck(RawOperation operation) {
    private static final JsonProvider JSON = JsonProvider.provider();

    /// What is wrong; empty if nothing is.
    Optional<String> problem(ReceivedRequest request) {
        var bodies = operation.bodies();
        var type = request.mediaType();
        if (request.body().length == 0 && type.isEmpty()) {
            return operation.requiresBody() ? Optional.of("the body is missing") : Optional.empty();
        }
        var declared = bodies.keySet().stream().filter(range -> covers(range, type)).findFirst();
        if (declared.isEmpty() && bodies.values().stream().anyMatch(this::isFile)) {
            return Optional.empty(); // sent as it is, whatever type the description gives it
        }
        if (declared.isEmpty()) {
            return Optional.of(
                    bodies.isEmpty()
                            ? "has a body, which the operation does not take"
                            : "the body is sent as '%s', not as %s"
                                    .formatted(type, String.join(" or ", bodies.keySet())));
        }
        var media = bodies.get(declared.get());
        if (type.endsWith("/json") || type.endsWith("+json")) {
            return ofJson(request, RawDocument.child(media, "schema"));
        }
        return switch (type) {
            case "application/x-www-form-urlencoded" -> ofForm(request, media);
            case "multipart/form-data" -> ofMultipart(request, media);
            default -> Optional.empty();
        };
    }

    private boolean isFile(JsonObject media) {
        return operation
                .document()
                .resolved(media.get("schema"))
                .getString("format", "")
                .equals("binary");
    }

    private static boolean covers(String declared, String type) {
        var range = declared.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        return range.equals(type)
                || range.equals("*/*")
                || range.endsWith("/*") && type.startsWith(range.substring(0, range.length() - 1));
    }

    private Optional<String> ofJson(ReceivedRequest request, JsonObject schema) {
        return TypedText.json(new String(request.body(), StandardCharsets.UTF_8))
                .map(value -> validated(schema, value))
                .orElse(Optional.of("the body is not JSON"));
    }

    private Optional<String> validated(JsonObject schema, JsonValue value) {
        return RawSchemas.problem(operation.document(), schema, value, true)
                .map(why -> "the body: " + why);
    }

    private Optional<String> ofForm(ReceivedRequest request, JsonObject media) {
        var pairs = ReceivedRequest.pairs(new String(request.body(), StandardCharsets.UTF_8));
        var decoder = new StyleDecoder(operation.document());
        var values = new LinkedHashMap<String, JsonValue>();
        for (var field : fields(media)) {
            decoder.ofPairs(field, pairs)
                    .or(() -> deep(field, decoder, pairs))
                    .ifPresent(value -> values.put(field.name(), reread(field, value)));
        }
        var unknown =
                pairs.stream()
                        .map(ReceivedRequest.Pair::name)
                        .filter(name -> !decoder.known().contains(name))
                        .toList();
        return fieldProblem(values, media, unknown);
    }

    /// Objects are often sent as `name[key]`, though the description does not say so.
    private Optional<JsonValue> deep(
            RawParameter field, StyleDecoder decoder, List<ReceivedRequest.Pair> pairs) {
        var object = JSON.createObjectBuilder(field.object()).add("style", "deepObject").build();
        return new TypedText(operation.document()).kind(field.schema()).equals("object")
                ? decoder.ofPairs(new RawParameter(operation.document(), object), pairs)
                : Optional.empty();
    }

    /// A form may hold JSON: a part that is no single text is JSON by default (OpenAPI 3.0, section 4.7.15.1.1).
    private JsonValue reread(RawParameter field, JsonValue value) {
        if (value instanceof JsonArray list
                && list.size() == 1
                && list.getFirst() instanceof JsonString text
                && RawSchemas.problem(operation.document(), field.schema(), value, true)
                        .isPresent()) {
            return TypedText.json(text.getString()).orElse(value);
        }
        return value;
    }

    private Optional<String> ofMultipart(ReceivedRequest request, JsonObject media) {
        var parts = MultipartDecoder.of(request.header("content-type").orElse(""), request.body());
        if (parts.isEmpty()) {
            return Optional.of("the body is not multipart/form-data");
        }
        Map<String, List<Part>> byName =
                parts.get().stream()
                        .collect(
                                Collectors.groupingBy(
                                        Part::name, LinkedHashMap::new, Collectors.toList()));
        var values = new LinkedHashMap<String, JsonValue>();
        for (var field : fields(media)) {
            var own = byName.remove(field.name());
            if (own != null) {
                values.put(field.name(), value(field, own));
            }
        }
        return fieldProblem(values, media, List.copyOf(byName.keySet()));
    }

    private JsonValue value(RawParameter field, List<Part> parts) {
        var typed = new TypedText(operation.document());
        var first = parts.getFirst();
        if (first.contentType().filter(type -> type.contains("json")).isPresent()) {
            return TypedText.json(first.text()).orElse(JsonValue.NULL);
        }
        return switch (typed.kind(field.schema())) {
            case "array" ->
                    reread(
                            field,
                            typed.values(parts.stream().map(Part::text).toList(), field.schema()));
            case "object" -> TypedText.json(first.text()).orElse(JsonValue.NULL);
            default -> typed.value(first.text(), field.schema());
        };
    }

    /// Whether the form is described field by field.
    private boolean isSwaggerForm() {
        return operation.in("formData").findAny().isPresent();
    }

    /// The fields of a form, as parameters.
    private List<RawParameter> fields(JsonObject media) {
        if (isSwaggerForm()) {
            return operation.in("formData").toList();
        }
        var encoding = RawDocument.child(media, "encoding");
        return new TypedText(operation.document())
                .properties(RawDocument.child(media, "schema")).entrySet().stream()
                        .map(property ->
                                new RawParameter(
                                        operation.document(),
                                        JSON.createObjectBuilder(
                                                        RawDocument.child(
                                                                encoding, property.getKey()))
                                                .add("name", property.getKey())
                                                .add("in", "formData")
                                                .add("schema", property.getValue())
                                                .build()))
                        .toList();
    }

    private Optional<String> fieldProblem(
            Map<String, JsonValue> values, JsonObject media, List<String> unknown) {
        if (!isSwaggerForm()) {
            var object = JSON.createObjectBuilder();
            values.forEach(object::add);
            return validated(RawDocument.child(media, "schema"), object.build());
        }
        for (var field : operation.in("formData").toList()) {
            var value = values.get(field.name());
            if (value == null && field.isRequired()) {
                return Optional.of("the field %s of the form is missing".formatted(field.name()));
            }
            var why =
                    value == null || field.object().getString("type", "").equals("file")
                            ? Optional.<String>empty()
                            : RawSchemas.problem(operation.document(), field.schema(), value, true);
            if (why.isPresent()) {
                return Optional.of(
                        "the field %s of the form: %s".formatted(field.name(), why.get()));
            }
        }
        return unknown.isEmpty()
                ? Optional.empty()
                : Optional.of("the form has an unknown field " + unknown.getFirst());
    }
}
