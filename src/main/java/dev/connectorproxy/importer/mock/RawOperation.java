package dev.connectorproxy.importer.mock;

import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// An operation as its description has it.
///
/// @param item the path item
record RawOperation(RawDocument document, String path, JsonObject item, JsonObject operation) {

    /// Parameters of all places, those of the operation instead of those of the path with the same name and place.
    List<RawParameter> parameters() {
        var all = new LinkedHashMap<String, RawParameter>();
        for (var owner : List.of(item, operation)) {
            for (var element : RawDocument.elements(owner, "parameters")) {
                var parameter = new RawParameter(document, document.resolved(element));
                all.put(parameter.in() + " " + parameter.name(), parameter);
            }
        }
        return new ArrayList<>(all.values());
    }

    Stream<RawParameter> in(String place) {
        return parameters().stream().filter(parameter -> parameter.in().equals(place));
    }

    /// The media types in which a body may be sent, with the schema of each; empty if the operation takes no body.
    LinkedHashMap<String, JsonObject> bodies() {
        var bodies = new LinkedHashMap<String, JsonObject>();
        if (!document.isSwagger()) {
            var body = document.resolved(operation.get("requestBody"));
            RawDocument.members(body, "content")
                    .forEach((type, media) -> bodies.put(type, document.resolved(media)));
            return bodies;
        }
        if (in("formData").findAny().isPresent()) {
            formTypes().forEach(type -> bodies.put(type, JsonValue.EMPTY_JSON_OBJECT));
        }
        in("body")
                .findFirst()
                .ifPresent(body -> {
                    var types = consumes();
                    (types.isEmpty() ? List.of("*/*") : types)
                            .forEach(type -> bodies.put(type, body.object()));
                });
        return bodies;
    }

    boolean requiresBody() {
        return document.isSwagger()
                ? parameters().stream()
                        .anyMatch(parameter ->
                                parameter.isRequired()
                                        && List.of("body", "formData").contains(parameter.in()))
                : document.resolved(operation.get("requestBody")).getBoolean("required", false);
    }

    /// A description often forgets to say how its form is sent, or says `application/json`.
    private List<String> formTypes() {
        var forms =
                consumes().stream()
                        .filter(type ->
                                type.startsWith("multipart/")
                                        || type.startsWith("application/x-www-form"))
                        .toList();
        return forms.isEmpty()
                ? List.of("multipart/form-data", "application/x-www-form-urlencoded")
                : forms;
    }

    private List<String> consumes() {
        var owner = operation.containsKey("consumes") ? operation : document.root();
        return RawDocument.elements(owner, "consumes").stream()
                .filter(JsonString.class::isInstance)
                .map(type -> ((JsonString) type).getString())
                .toList();
    }

    /// The schema and the example of the first response that means success.
    Optional<JsonObject> success() {
        var responses = RawDocument.members(operation, "responses");
        return responses.entrySet().stream()
                .filter(response -> response.getKey().startsWith("2"))
                .findFirst()
                .map(response -> document.resolved(response.getValue()));
    }
}
