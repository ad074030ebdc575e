package dev.connectorproxy.importer.mock;

import dev.harrel.jsonschema.Dialects;
import dev.harrel.jsonschema.Error;
import dev.harrel.jsonschema.JsonSchemaException;
import dev.harrel.jsonschema.ValidatorFactory;
import dev.harrel.jsonschema.providers.JakartaJsonNode;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.Optional;
import java.util.stream.Collectors;

/// Validates values against schemas of a description.
final class RawSchemas {
    private RawSchemas() {}

    /// What is wrong with a value that is sent or, else, received; empty if the schema accepts it. It does not quote the value.
    static Optional<String> problem(
            RawDocument document, JsonObject schema, JsonValue value, boolean request) {
        var whole = new SelfContainedSchema(document, request).of(schema);
        try {
            var result =
                    new ValidatorFactory()
                            .withDialect(new Dialects.Draft2020Dialect())
                            .withJsonNodeFactory(new JakartaJsonNode.Factory())
                            .validate(whole, value);
            return result.isValid()
                    ? Optional.empty()
                    : Optional.of(
                            result.getErrors().stream()
                                    .map(RawSchemas::text)
                                    .distinct()
                                    .limit(3)
                                    .collect(Collectors.joining(", ")));
        } catch (JsonSchemaException | IllegalArgumentException e) {
            return Optional.of("its schema cannot be used (" + e.getClass().getSimpleName() + ")");
        }
    }

    private static String text(Error error) {
        var place =
                error.getInstanceLocation().isEmpty() ? "the value" : error.getInstanceLocation();
        // the schema `false` has no keyword
        return error.getKeyword() == null
                ? place + " is not allowed"
                : place + " fails " + error.getKeyword();
    }
}
