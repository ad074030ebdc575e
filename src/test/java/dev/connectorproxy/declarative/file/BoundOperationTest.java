package dev.connectorproxy.declarative.file;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.connectorproxy.settings.SettingsException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BoundOperationTest {

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            textBlock =
                    """
                    `{path: "/x/{a}"}`                             | `path a, query b`
                    `{method: POST, path: "/x/{a}"}`               | `path a, body b`
                    `{method: DELETE, path: "/x/{a}"}`             | `path a, query b`
                    `{method: POST, path: "/x/{a}", send: text}`   | `path a, body body`
                    `{method: PUT, path: "/x/{a}", send: form}`    | `path a, body b`
                    """)
    void aParameterGoesIntoThePathElseTheQueryElseTheBody(String request, String places) {
        var bound = bind(request, "a: {}, b: {}").getFirst();

        assertThat(places(bound), is(places));
    }

    @Test
    void fixedValuesAndDottedNamesArePlacesOfTheBody() {
        var bound =
                bind(
                                "{method: POST, path: /x, query: {v: 2}, body: {fields: {type: bug}}}",
                                "summary: {name: fields.summary}, key: {value: 7}")
                        .getFirst();

        assertThat(places(bound), is("body fields.summary"));
        assertThat(
                bound.parameters().fixed().stream()
                        .map(fixed -> fixed.place().sentName() + "=" + fixed.value())
                        .toList(),
                contains("fields={\"type\":\"bug\"}", "key=7", "v=2"));
        assertThat(bound.parameters().content().orElseThrow().mediaType(), is("application/json"));
    }

    @Test
    void aVariableOfOneOfSeveralRequestsIsNotSentWithTheOthers() {
        var all = bind("[{when: 'id', path: '/x/{id}'}, {path: /x}]", "id: {}, q: {}");

        assertThat(places(all.get(0)), is("path id, query q"));
        assertThat(places(all.get(1)), is("none , query q"));
        assertThat(all.getFirst().parameters().parameters().getFirst().required(), is(false));
    }

    @ParameterizedTest(name = "{0} with {1} -> {2}")
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            textBlock =
                    """
                    `{path: "/x/{ownr}"}`                       | `owner: {}`          | `x.yaml:4: path has {ownr}, which is not one of the parameters; did you mean owner?; add it to them`
                    `{path: /x}`                                | `a: {in: path}`      | `x.yaml:4: path has no {a}, which a parameter says it is in`
                    `{method: POST, path: /x, send: binary}`    | `a: {}, b: {}`       | `x.yaml:4: the body is one value`
                    """)
    void whatDoesNotFitTheRequestIsRefused(String request, String parameters, String message) {
        var refusal = assertThrows(SettingsException.class, () -> bind(request, parameters));

        assertThat(refusal.getMessage(), containsString(message));
    }

    private static List<BoundOperation> bind(String request, String parameters) {
        var file =
                ConnectorFile.read(
                        "x.yaml",
                        "connector: a\nserver: https://x\ncommands:\n  X: {request: %s, parameters: {%s}}"
                                .formatted(request, parameters));
        var command = file.commands().getFirst();
        return BoundOperation.of(
                ((CommandFile.Source.OfRequests) command.source()).requests(),
                ParameterOverrides.of(file, command));
    }

    private static String places(BoundOperation bound) {
        return String.join(
                ", ",
                bound.parameters().offered().stream()
                        .map(parameter ->
                                parameter.place().word() + " " + parameter.place().sentName())
                        .toList());
    }
}
