package dev.connectorproxy.declarative.bundled;

import dev.connectorproxy.declarative.request.SchemaValidator;
import dev.connectorproxy.importer.sample.SchemaSamples;
import dev.connectorproxy.spi.Arguments;
import dev.connectorproxy.spi.CommandSpec;
import dev.connectorproxy.spi.JsonText;
import dev.connectorproxy.spi.Parameter;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Arguments for commands: those of `vendors/calls.json`, else an example or a value that their schema accepts. For tests only.
///
/// @param values of the connector: `arguments` by command or `*`, and by parameter; `variables` of the base URL, by name; and `excused`,
///     how problems begin that are none, each with the reason
record SampleCalls(JsonObject values) {

    static SampleCalls of(String connector) {
        try (var in = SampleCalls.class.getResourceAsStream("/vendors/calls.json")) {
            var all = Json.createReader(in).readObject();
            return new SampleCalls(object(all, connector));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The arguments by id.
    ///
    /// @param optional whether optional parameters have a value, too; those with one for this very command always have;
    ///     `null` is none
    Map<String, JsonText> arguments(CommandSpec spec, boolean optional) {
        var schemas = object(spec.details().inputSchema().orElseThrow(), "properties");
        var arguments = new LinkedHashMap<String, JsonText>();
        for (var parameter : spec.parameters()) {
            var own = Optional.ofNullable(given(spec.name()).get(parameter.id()));
            if (parameter.required() || optional || own.isPresent()) {
                own.or(() -> Optional.ofNullable(given("*").get(parameter.id())))
                        .or(() -> sample(parameter, object(schemas, parameter.id())))
                        .filter(value -> value != JsonValue.NULL)
                        .ifPresent(value -> arguments.put(parameter.id(), text(value)));
            }
        }
        return arguments;
    }

    /// With a value for each variable of the base URL, which a connection would give.
    Arguments withConnection(CommandSpec spec, Arguments sent) {
        var texts = new HashMap<>(sent.texts());
        spec.details()
                .connections()
                .forEach(use ->
                        use.parameters()
                                .forEach((name, id) ->
                                        texts.put(
                                                id,
                                                JsonText.ofString(
                                                        object(values, "variables")
                                                                .getString(name, "x")))));
        return new Arguments(texts);
    }

    private JsonObject given(String command) {
        return object(object(values, "arguments"), command);
    }

    /// How problems begin that are none.
    Set<String> excused() {
        return object(values, "excused").keySet();
    }

    boolean isExcused(String problem) {
        return excused().stream().anyMatch(problem::startsWith);
    }

    private static Optional<JsonValue> sample(Parameter parameter, JsonObject schema) {
        var none = JsonValue.EMPTY_JSON_OBJECT;
        return new SchemaSamples(
                        none,
                        (own, value) -> SchemaValidator.of(own, none).validate(value).isEmpty(),
                        true)
                .of(schema, parameter.details().example());
    }

    private static JsonText text(JsonValue value) {
        return JsonText.of(value.toString().getBytes(StandardCharsets.UTF_8), 20).orElseThrow();
    }

    private static JsonObject object(JsonObject parent, String name) {
        return parent.get(name) instanceof JsonObject object ? object : JsonValue.EMPTY_JSON_OBJECT;
    }
}
