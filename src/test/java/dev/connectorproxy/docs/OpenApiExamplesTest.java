package dev.connectorproxy.docs;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import dev.connectorproxy.docs.OpenApiDocument.Example;
import dev.connectorproxy.spi.ErrorCode;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Holds the examples of the served document to its own schemas, and makes sure that none is missing.
class OpenApiExamplesTest {
    private static final OpenApiDocument OURS = OpenApiDocument.ours();
    private static final String EXECUTE = "/paths/~1v1~1do~1{connector}~1{command}/post";

    static Stream<Example> everyExample() {
        return Stream.concat(
                        OURS.examples("/paths").stream(), OURS.examples("/components").stream())
                .distinct();
    }

    static Stream<String> everyBodyOfAnAnswer() {
        return OURS.root().getJsonObject("paths").entrySet().stream()
                .flatMap(path ->
                        path.getValue().asJsonObject().entrySet().stream()
                                .filter(it ->
                                        it.getValue() instanceof JsonObject operation
                                                && operation.containsKey("responses"))
                                .map(it ->
                                        "/paths"
                                                + OpenApiDocument.step(path.getKey())
                                                + "/"
                                                + it.getKey()
                                                + "/responses"))
                .flatMap(responses ->
                        OURS.at(responses).asJsonObject().keySet().stream()
                                .map(it -> responses + "/" + it))
                .filter(it -> OURS.at(it).asJsonObject().containsKey("content"));
    }

    @ParameterizedTest
    @MethodSource("everyExample")
    void anExampleFitsItsSchema(Example example) {
        assertThat(OURS.complaints(example.schema(), example.value()), is(empty()));
    }

    @ParameterizedTest
    @MethodSource("everyBodyOfAnAnswer")
    void anAnswerHasAnExample(String response) {
        assertThat(OURS.examples(response + "/content"), is(not(empty())));
    }

    @ParameterizedTest
    @CsvSource({
        "400, 400",
        "401, none",
        "403, 403",
        "404, 404",
        "405, 405",
        "408, 408",
        "413, 413",
        "414, 414",
        "415, 400",
        "431, 431",
        "500, 500",
        "503, 503"
    })
    void anErrorAnswerOfTheProxyTellsItsStatusInside(String status, String told) {
        var examples = OURS.examples(EXECUTE + "/responses/" + status + "/content");

        assertThat(examples, is(not(empty())));
        for (var example : examples) {
            var inner = inner(example, "/command_response/http_status");
            assertThat(example.pointer(), inner, is(isUnknownCommand(example) ? "none" : told));
        }
    }

    @ParameterizedTest
    @EnumSource
    void aCodeHasAnExampleWithItsStatusUnlessNoCommandEndsWithIt(ErrorCode error) {
        var unused = EnumSet.of(ErrorCode.CONNECTOR_NOT_CONFIGURED, ErrorCode.CALLER_GONE);
        var shown =
                OURS.examples(EXECUTE + "/responses").stream()
                        .filter(it ->
                                inner(it, "/error/error_code").equals("\"" + error.code() + "\""))
                        .map(it -> inner(it, "/command_response/http_status"))
                        .toList();

        if (unused.contains(error)) {
            assertThat(shown, is(empty()));
        } else {
            var status =
                    error == ErrorCode.COMMAND_NOT_FOUND ? "none" : String.valueOf(error.status());
            assertThat(shown, hasItem(status));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/commands", "/v1/auths"})
    void aListToldToAKeyMayBeRefusedInEachOfTheseWays(String path) {
        var responses = "/paths" + OpenApiDocument.step(path) + "/get/responses";

        assertThat(
                OURS.at(responses).asJsonObject().keySet(),
                contains("200", "400", "401", "405", "408", "414", "431", "500"));
    }

    @Test
    void theCallsWithoutAKeyAreThoseThatAreNotGuarded() {
        var open =
                List.of(
                        "/",
                        "/liveness",
                        "/v1/liveness",
                        "/v1/auth/{connector}/{auth}",
                        "/v1/auth/{connector}/{auth}/callback",
                        "/v1/typeahead/{category}",
                        "/observe/health",
                        "/observe/metrics",
                        "/openapi");

        for (var path : open) {
            var security = OURS.at("/paths" + OpenApiDocument.step(path) + "/get/security");
            assertThat(path, security, is(JsonValue.EMPTY_JSON_ARRAY));
        }
    }

    /// Which has a body of its own, word for word the reference's.
    private static boolean isUnknownCommand(Example example) {
        return example.pointer().endsWith("/command_not_found");
    }

    private static String inner(Example example, String pointer) {
        JsonValue at = example.value();
        for (var step : pointer.substring(1).split("/")) {
            at =
                    at instanceof JsonObject it
                            ? it.getOrDefault(step, JsonValue.NULL)
                            : JsonValue.NULL;
        }
        return at == JsonValue.NULL ? "none" : at.toString();
    }
}
