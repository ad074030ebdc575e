package dev.connectorproxy;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;

import dev.connectorproxy.RunningProxy.Response;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What every known engine needs of every command: a list that each of them can read, and errors that none of them takes
/// for a success.
@ServerMetricsLock
class EngineContractTest {
    private static final JsonValue CALLBACK = Json.createValue("http://127.0.0.1:1/callback");

    private static RunningProxy proxy;

    @BeforeAll
    static void start() throws IOException {
        proxy = new RunningProxy("long-running: {commands: ['*']}");
    }

    @AfterAll
    static void stop() {
        proxy.close();
    }

    private static JsonArray list(RunningProxy proxy) {
        try (var reader =
                Json.createReader(
                        new StringReader(proxy.request("GET", "/v1/commands", "").body()))) {
            return reader.readArray();
        }
    }

    static Stream<JsonObject> commands() {
        return list(proxy).getValuesAs(JsonObject.class).stream();
    }

    @Test
    void noReaderTripsOverTheList() {
        assertThat(mistakes(list(proxy)), is(empty()));
    }

    @Test
    void noReaderTripsOverTheCommandsOfConnectorFiles() throws IOException {
        try (var files =
                new RunningProxy(
                        "connectors: {enabled: [github, msgraph, salesforce, stripe, xero]}")) {
            var list = list(files);

            assertThat(list.toString(), containsString("github/CreateIssue"));
            assertThat(mistakes(list), is(empty()));
        }
    }

    private static List<String> mistakes(JsonArray list) {
        var wrong = new ArrayList<String>();
        for (var entry : list.getValuesAs(JsonObject.class)) {
            var id = entry.getString("id");
            if (!id.matches("[^/]+/[^/]+")) {
                wrong.add(id);
            }
            for (var parameter : entry.getJsonArray("parameters").getValuesAs(JsonObject.class)) {
                boolean typed =
                        parameter.get("type") instanceof JsonString type
                                && type.getString().matches("str|int|bool|any")
                                && !parameter.getString("id").isBlank();
                boolean required =
                        JsonValue.TRUE.equals(parameter.get("required"))
                                || JsonValue.FALSE.equals(parameter.get("required"));
                if (!typed || !required) {
                    wrong.add(id + " " + parameter);
                }
            }
        }
        return wrong;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("commands")
    void noEngineTakesAnErrorForASuccess(JsonObject entry) {
        var id = entry.getString("id");
        for (var body : bodies(entry)) {
            var response = proxy.run(id, body.toString());

            assertThat(body + " -> " + response.body(), mistakes(response), is(empty()));
        }
    }

    /// No argument, and each kind of value for every parameter, with and without a URL for a callback.
    private static List<JsonObject> bodies(JsonObject entry) {
        var bodies = new ArrayList<JsonObject>();
        bodies.add(JsonValue.EMPTY_JSON_OBJECT);
        for (var value :
                List.of(
                        Json.createValue("x"),
                        Json.createValue(""),
                        Json.createValue(-1),
                        JsonValue.TRUE,
                        JsonValue.NULL,
                        JsonValue.EMPTY_JSON_ARRAY,
                        JsonValue.EMPTY_JSON_OBJECT)) {
            var body = Json.createObjectBuilder();
            entry.getJsonArray("parameters")
                    .getValuesAs(JsonObject.class)
                    .forEach(parameter -> body.add(parameter.getString("id"), value));
            bodies.add(body.build());
        }
        bodies.add(Json.createObjectBuilder().add("spiff__callback_url", CALLBACK).build());
        return bodies;
    }

    private static List<String> mistakes(Response response) {
        var wrong = new ArrayList<String>();
        if (response.status() / 100 == 3 || response.status() == 202) {
            wrong.add("HTTP " + response.status());
        }
        var envelope = response.json();
        var inner =
                envelope.get("command_response") instanceof JsonObject object
                        ? object
                        : JsonValue.EMPTY_JSON_OBJECT;
        var status = inner.getOrDefault("http_status", Json.createValue(200));
        if (!(status instanceof JsonNumber number && number.isIntegral())) {
            wrong.add("http_status " + status);
        } else if (number.intValue() >= 400 && !(envelope.get("error") instanceof JsonObject)) {
            wrong.add("no error beside " + status);
        }
        var error = envelope.getOrDefault("error", JsonValue.NULL);
        if (error != JsonValue.NULL && !isError(error)) {
            wrong.add("error " + error);
        }
        return wrong;
    }

    private static boolean isError(JsonValue value) {
        return value instanceof JsonObject error
                && Stream.of("error_code", "message")
                        .allMatch(key ->
                                error.get(key) instanceof JsonString text
                                        && !text.getString().isBlank());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'spiff__new':{'a':[1]}",
                "'spiff__new':null,'spiff__other':1e400,'spiff__third':[]",
                "'spiff__process_instance_id':{},'spiff__task_id':[],'spiff__process_model_identifier':true",
                "'spiff__task_data':'text'",
                "'spiff__callback_url':null",
                "'spiff__callback_url':7"
            })
    void whateverAnEngineAddsIsAccepted(String extras) {
        var body = "{'message':'hi'," + extras + "}";

        var response = proxy.run("example/Example", body.replace('\'', '"'));

        assertThat(response.status(), is(200));
        assertThat(response.body(), containsString("You passed"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"spiff__callback_url\":null}"})
    void anotherProxysPromiseOfACallbackIsAFailureWithoutACallbackUrl(String body)
            throws IOException {
        try (var peer =
                        new FakePeer()
                                .respondingWith(exchange -> FakePeer.json(exchange, 202, "{}"));
                var federated = FederatedProxy.proxy(peer, "py", "")) {
            FederatedProxy.awaitListed(federated, "py/Work");

            var response = federated.run("py/Work", body);

            assertThat(response.status(), is(200));
            assertThat(response.errorCode(), is("ConnectorNotConfigured"));
        }
    }

    /// GSA's fork, and SpiffArena before 2026-06-24, wait for a callback after 202 and do not read its body.
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            textBlock =
                    """
                    {"http_status":409}            | {"error_code":"Rejected","message":"no"} | 200
                    {"http_status":503}            | {"error_code":"Rejected","message":"no"} | 200
                    {"body":{}}                    | {"error_code":"Rejected","message":"no"} | 200
                    {"body":{},"http_status":409}  | null                                     | 200
                    {"body":{},"http_status":200}  | null                                     | 202
                    {"body":{}}                    | null                                     | 202
                    """)
    void noEngineWaitsForTheCallbackOfACallThatAnotherProxyRejected(
            String response, String error, int status) throws IOException {
        var envelope =
                "{\"command_response\":%s,\"command_response_version\":2,\"error\":%s}"
                        .formatted(response, error);
        try (var peer =
                        new FakePeer()
                                .respondingWith(
                                        exchange -> FakePeer.json(exchange, 202, envelope));
                var federated = FederatedProxy.proxy(peer, "py", "")) {
            FederatedProxy.awaitListed(federated, "py/Work");

            var sent = federated.run("py/Work", "{\"spiff__callback_url\":" + CALLBACK + "}");

            assertThat(sent.status(), is(status));
            assertThat(sent.body(), is(envelope));
        }
    }
}
