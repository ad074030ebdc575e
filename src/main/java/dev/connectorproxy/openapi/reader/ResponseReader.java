package dev.connectorproxy.openapi.reader;

import dev.connectorproxy.openapi.ResponseDescription;
import dev.connectorproxy.openapi.ResponseDescription.Content;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// Reads the responses of operations. Not thread-safe.
final class ResponseReader {
    private static final Pattern STATUS = Pattern.compile("([1-5](?:\\d\\d|XX))\\b.*");

    private final ReadingContext context;
    private final Map<JsonValue, ResponseDescription> known = new IdentityHashMap<>();

    ResponseReader(ReadingContext context) {
        this.context = context;
    }

    /// By status.
    ///
    /// @param produces media types of Swagger 2.0; may be empty
    Map<String, ResponseDescription> read(DocumentNode operation, List<String> produces) {
        Map<String, ResponseDescription> responses = new LinkedHashMap<>();
        var all = context.references().get(operation, "responses");
        for (var response : all.map(DocumentNode::members).orElse(List.of())) {
            if (response.key().startsWith("x-")) {
                continue;
            }
            status(response)
                    .ifPresent(status ->
                            context.references()
                                    .resolve(response)
                                    .ifPresent(
                                            it -> responses.put(status, response(it, produces))));
        }
        if (responses.isEmpty()) {
            context.problems().add(operation, "has no responses");
        }
        return responses;
    }

    private Optional<String> status(DocumentNode response) {
        if (response.key().equalsIgnoreCase("default")) {
            return Optional.of("default");
        }
        var status = STATUS.matcher(response.key().strip().toUpperCase(Locale.ROOT));
        if (status.matches()) {
            return Optional.of(status.group(1));
        }
        context.problems().add(response, "is not a status; left out");
        return Optional.empty();
    }

    private ResponseDescription response(DocumentNode response, List<String> produces) {
        context.limits().addSteps(1);
        if (context.isSwagger()) {
            return new ResponseDescription(description(response), produced(response, produces));
        }
        return known.computeIfAbsent(
                response.value(),
                _ -> new ResponseDescription(description(response), contents(response)));
    }

    private static String description(DocumentNode response) {
        return response.text("description").orElse("");
    }

    private Map<String, Content> produced(DocumentNode response, List<String> produces) {
        var schema = response.get("schema");
        if (schema.isEmpty()) {
            return Map.of();
        }
        var converted = context.schemas().convert(schema.get());
        Map<String, Content> contents = new LinkedHashMap<>();
        var types = produces.isEmpty() ? List.of(usual(converted)) : produces;
        context.limits().addSteps(types.size());
        for (var type : types) {
            var example =
                    response.get("examples").flatMap(it -> it.get(type)).map(DocumentNode::value);
            contents.put(
                    type,
                    new Content(
                            converted,
                            example.or(() ->
                                    ExampleReader.read(
                                            schema.get(), converted, context.references()))));
        }
        return contents;
    }

    private static String usual(JsonObject schema) {
        return schema.getString("format", "").equals("binary")
                ? "application/octet-stream"
                : MediaTypes.JSON_TYPE;
    }

    private Map<String, Content> contents(DocumentNode response) {
        Map<String, Content> contents = new LinkedHashMap<>();
        var all = context.references().get(response, "content").map(DocumentNode::members);
        for (var media : all.orElse(List.of())) {
            context.limits().addSteps(1);
            MediaTypes.of(media.key()).ifPresent(type -> contents.put(type, content(media)));
        }
        return contents;
    }

    private Content content(DocumentNode media) {
        var resolved = context.references().resolve(media).orElse(media);
        var schema =
                resolved.get("schema")
                        .map(context.schemas()::convert)
                        .orElse(JsonValue.EMPTY_JSON_OBJECT);
        return new Content(schema, ExampleReader.read(resolved, schema, context.references()));
    }
}
