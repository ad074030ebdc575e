package dev.connectorproxy.declarative.file;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.connectorproxy.openapi.Operation;
import dev.connectorproxy.openapi.Operation.Visibility;
import dev.connectorproxy.openapi.OperationParameter;
import dev.connectorproxy.openapi.OperationParameter.Location;
import dev.connectorproxy.openapi.OperationParameter.Style;
import dev.connectorproxy.openapi.RequestBody;
import dev.connectorproxy.settings.SettingsException;
import dev.connectorproxy.spi.ParameterType;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommandParametersTest {
    private static final JsonObject DEFS =
            json(
                    """
                    {"Issue": {"type": "object", "required": ["title", "kind"], "properties": {
                        "title": {"type": "string", "description": "The title."},
                        "labels": {"type": "array", "items": {"type": "string"}},
                        "state": {"type": "string", "enum": ["open", "closed"], "default": "open"},
                        "kind": {"const": "issue"},
                        "id": {"type": "integer", "readOnly": true}}}}
                    """);

    @Test
    void theParametersOfAnOperationAreThoseOfItsPlacesAndOfItsBody() {
        var operation =
                operation(
                        body(json("{\"$ref\": \"#/$defs/Issue\"}"), true),
                        parameter("owner", Location.PATH, "{\"type\": \"string\"}"),
                        parameter("dry-run", Location.QUERY, "{\"type\": \"boolean\"}"),
                        parameter("Accept", Location.HEADER, "{\"type\": \"string\"}"));

        var parameters = CommandParameters.of(operation, DEFS, ParameterOverrides.NONE);

        assertThat(ids(parameters), contains("owner", "title", "dry_run", "labels", "state"));
        assertThat(
                parameters.fixed(),
                contains(
                        new FixedValue(
                                new ParameterPlace.InBody(List.of("kind")),
                                Json.createValue("issue"))));
        var state = parameters.parameters().get(4);
        assertThat(state.allowed(), contains("open", "closed"));
        assertThat(state.defaultValue(), is(Optional.of(Json.createValue("open"))));
        assertThat(state.required(), is(false));
        assertThat(parameters.parameters().get(1).description(), is("The title."));
    }

    @ParameterizedTest(name = "{0} and {1} -> {2}")
    @CsvSource({
        "$top,          $skip,    'top, skip'",
        "filter[name],  a.b,      'filter_name, a_b'",
        "name,          name,     'query_name, header_name'",
        "a-b,           a_b,      'query_a_b, header_a_b'",
        "errors,        connection, 'query_errors, header_connection'",
        "spiff__x,      1st,      'query_spiff__x, header_1st'",
        "$,             größe,    'query, größe'",
        "from,          class,    'from, class'",
    })
    void namesThatADiagramCannotCarryAreRewritten(String query, String header, String ids) {
        var operation =
                operation(
                        Optional.empty(),
                        parameter(query, Location.QUERY, "{}"),
                        parameter(header, Location.HEADER, "{}"));

        var parameters = CommandParameters.of(operation, DEFS, ParameterOverrides.NONE);

        assertThat(String.join(", ", ids(parameters)), is(ids));
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    {"type": "string"}                               | STR
                    {"type": ["string", "null"]}                     | STR
                    {"enum": ["a", "b"]}                             | STR
                    {"format": "date-time"}                          | STR
                    {"type": "integer"}                              | INTEGER
                    {"type": "integer", "format": "int64"}           | INTEGER
                    {"type": "integer", "format": "int32"}           | INT
                    {"type": "integer", "minimum": 1, "maximum": 9}  | INT
                    {"type": "boolean"}                              | BOOL
                    {"type": "number"}                               | ANY
                    {"oneOf": [{"type": "string"}]}                  | ANY
                    {"type": "array"}                                | STRUCTURED
                    {"properties": {}}                               | STRUCTURED
                    {"allOf": [{"$ref": "#/$defs/Issue"}]}           | STRUCTURED
                    {}                                               | ANY
                    """)
    void theTypeOfAParameterIsThatOfItsSchema(String schema, ParameterType type) {
        var operation = operation(Optional.empty(), parameter("a", Location.QUERY, schema));

        var parameters = CommandParameters.of(operation, DEFS, ParameterOverrides.NONE);

        assertThat(parameters.parameters().getFirst().type(), is(type));
    }

    @Test
    void aLargeBodyIsOneParameterUnlessTheFileSaysOtherwise() {
        var properties =
                IntStream.range(0, 11)
                        .mapToObj(i -> "\"p%d\": {}".formatted(i))
                        .collect(Collectors.joining(", "));
        var schema = json("{\"type\": \"object\", \"properties\": {%s}}".formatted(properties));
        var operation = operation(body(schema, true));

        assertThat(
                ids(CommandParameters.of(operation, DEFS, ParameterOverrides.NONE)),
                contains("body"));
        assertThat(bound(operation, "body: flat").offered().size(), is(11));
        assertThat(ids(bound(operation, "show: [p3, p1]")), contains("p3", "p1"));
        assertThat(ids(bound(operation, "show: [body]")), contains("body"));
    }

    @ParameterizedTest
    @CsvSource({
        "application/json, a",
        "Text/JSON; charset=utf-8, a",
        "application/x-www-form-urlencoded, a",
        "application/vnd.api+json, a",
        "text/plain, body",
        "application/x-ndjson, body",
    })
    void thePropertiesOfJsonAndFormsAreParameters(String mediaType, String id) {
        var schema = json("{\"type\": \"object\", \"properties\": {\"a\": {}}}");

        var parameters = bound(operation(body(mediaType, schema, true)), "");

        assertThat(ids(parameters), contains(id));
    }

    @Test
    void aFileChangesWhatTheDescriptionSays() {
        var operation =
                operation(
                        body(json("{\"$ref\": \"#/$defs/Issue\"}"), true),
                        parameter("owner", Location.PATH, "{\"type\": \"string\"}"));

        var parameters =
                bound(
                        operation,
                        """
                        parameters: {
                          owner: {value: me},
                          title: {label: Title, default: None, group: Main},
                          labels: {hidden: true},
                          extra: {in: query, type: int},
                          summary: {in: body, name: fields.summary}}
                        """);

        assertThat(ids(parameters), contains("title", "state", "extra", "summary"));
        var title = parameters.offered().getFirst();
        assertThat(title.parameter().required(), is(false));
        assertThat(title.parameter().details().label(), is("Title"));
        assertThat(title.defaultValue(), is(Optional.of(Json.createValue("None"))));
        assertThat(
                parameters.offered().get(3).place(),
                is(new ParameterPlace.InBody(List.of("fields", "summary"))));
        assertThat(
                parameters.fixed().stream().map(value -> value.place().sentName()).toList(),
                contains("owner", "kind"));
    }

    @Test
    void anIdStaysWhenTheDescriptionGainsAnOptionalParameterOfThatName() {
        var operation =
                operation(
                        body(json("{\"$ref\": \"#/$defs/Issue\"}"), true),
                        parameter("title", Location.QUERY, "{\"type\": \"boolean\"}"));

        var parameters = bound(operation, "show: [title]");

        assertThat(ids(parameters), contains("title"));
        assertThat(
                parameters.offered().getFirst().place(),
                is(new ParameterPlace.InBody(List.of("title"))));
    }

    @Test
    void aParameterThatTheFileNamesByItsPlaceHasTheIdOfTheFile() {
        var operation =
                operation(
                        Optional.empty(),
                        parameter("name", Location.QUERY, "{}"),
                        parameter("name", Location.HEADER, "{}"));

        var parameters = bound(operation, "parameters: {who: {in: header, name: name}}");

        assertThat(ids(parameters), contains("name", "who"));
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            textBlock =
                    """
                    `parameters: {ownr: {label: x}}` | `x.yaml:5: parameters.ownr is not a parameter of the operation; did you mean owner?; say ``in:`` to add one`
                    `show: [onwer]`                  | `x.yaml:5: commands.X.show names 'onwer', which is not a parameter of the operation; did you mean owner?`
                    `show: []`                       | `x.yaml:5: commands.X: parameter 'owner' is in the path: show it, or give it a value`
                    `parameters: {owner: {hidden: true}}` | `parameter 'owner' is in the path`
                    """)
    void whatDoesNotFitTheOperationIsRefused(String command, String message) {
        var operation =
                operation(
                        Optional.empty(),
                        parameter("owner", Location.PATH, "{\"type\": \"string\"}"));

        var refusal = assertThrows(SettingsException.class, () -> bound(operation, command));

        assertThat(refusal.getMessage(), containsString(message));
    }

    private static CommandParameters bound(Operation operation, String command) {
        var file =
                ConnectorFile.read(
                        "x.yaml",
                        "connector: a\nserver: https://x\nopenapi: y\ncommands:\n  X: {operation: y, %s}"
                                .formatted(command.strip().replace("\n", "\n    ")));
        return CommandParameters.of(
                operation, DEFS, ParameterOverrides.of(file, file.commands().getFirst()));
    }

    private static List<String> ids(CommandParameters parameters) {
        return parameters.parameters().stream().map(parameter -> parameter.id()).toList();
    }

    private static Operation operation(
            Optional<RequestBody> body, OperationParameter... parameters) {
        return new Operation(
                "POST",
                "/repos/{owner}",
                "y",
                "",
                "",
                List.of(),
                false,
                Visibility.NORMAL,
                List.of(parameters),
                body,
                Map.of(),
                List.of(),
                List.of());
    }

    private static Optional<RequestBody> body(JsonObject schema, boolean required) {
        return body("application/json", schema, required);
    }

    private static Optional<RequestBody> body(
            String mediaType, JsonObject schema, boolean required) {
        var content = new RequestBody.Content(mediaType, schema, Map.of(), Optional.empty());
        return Optional.of(new RequestBody("", required, "", List.of(content)));
    }

    private static OperationParameter parameter(String name, Location in, String schema) {
        return new OperationParameter(
                name,
                in,
                in == Location.PATH,
                "",
                "",
                Style.FORM,
                true,
                false,
                false,
                Optional.empty(),
                json(schema),
                Optional.empty(),
                Visibility.NORMAL,
                Optional.<JsonValue>empty());
    }

    private static JsonObject json(String text) {
        return Json.createReader(new StringReader(text)).readObject();
    }
}
