package dev.connectorproxy.importer;

import dev.connectorproxy.declarative.file.BoundParameter;
import dev.connectorproxy.declarative.request.SchemaValidator;
import dev.connectorproxy.importer.sample.SchemaSamples;
import dev.connectorproxy.spi.JsonText;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Makes arguments for commands of an API. Used by one thread.
final class SampleArguments {
    private static final int MAX_DEPTH = 100;

    private final SchemaSamples samples;

    /// @param schemas the named schemas of the API
    SampleArguments(JsonObject schemas) {
        this.samples =
                new SchemaSamples(
                        schemas,
                        (schema, value) ->
                                SchemaValidator.of(schema, schemas).validate(value).isEmpty(),
                        true);
    }

    /// Arguments by id; those of optional parameters without a value are left out.
    ///
    /// @param optional whether optional parameters have one too
    Map<String, JsonText> of(List<BoundParameter> parameters, boolean optional) {
        var arguments = new LinkedHashMap<String, JsonText>();
        for (var bound : parameters) {
            if (optional || bound.parameter().required()) {
                value(bound).ifPresent(value -> arguments.put(bound.parameter().id(), text(value)));
            }
        }
        return arguments;
    }

    private Optional<JsonValue> value(BoundParameter bound) {
        return samples.of(bound.schema(), bound.parameter().details().example());
    }

    private static JsonText text(JsonValue value) {
        return JsonText.of(value.toString().getBytes(StandardCharsets.UTF_8), MAX_DEPTH)
                .orElseThrow();
    }
}
