package dev.connectorproxy.devserver;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import dev.connectorproxy.devserver.RunningDevServer.Response;
import dev.connectorproxy.devserver.api.DevLog;
import dev.connectorproxy.devserver.connector.ProviderRegistry;
import dev.connectorproxy.docs.OpenApiDocument;
import dev.connectorproxy.docs.OpenApiDocument.Example;
import io.helidon.http.Method;
import io.helidon.webserver.http.HttpRouting;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Compares the OpenAPI document of the development server with its routes, its own examples, and real responses.
class DevServerOpenApiTest {
    private static final OpenApiDocument DOCUMENT = OpenApiDocument.devServer();
    private static final Set<String> METHODS = Set.of("get", "put", "post", "delete");

    static Stream<Example> everyExample() {
        return Stream.concat(
                        DOCUMENT.examples("/paths").stream(),
                        DOCUMENT.examples("/components/responses").stream())
                .distinct();
    }

    static Stream<String> everyOperation() {
        return DOCUMENT.root().getJsonObject("paths").entrySet().stream()
                .flatMap(path ->
                        path.getValue().asJsonObject().keySet().stream()
                                .filter(METHODS::contains)
                                .map(method ->
                                        "/paths"
                                                + OpenApiDocument.step(path.getKey())
                                                + "/"
                                                + method));
    }

    @ParameterizedTest
    @MethodSource("everyExample")
    void anExampleFitsItsSchema(Example example) {
        assertThat(DOCUMENT.complaints(example.schema(), example.value()), is(empty()));
    }

    @ParameterizedTest
    @MethodSource("everyOperation")
    void anOperationHasAnExampleOfItsBodyAndOfEachResponse(String operation) {
        var json = DOCUMENT.at(operation).asJsonObject();

        if (json.containsKey("requestBody")) {
            assertThat(DOCUMENT.examples(operation + "/requestBody/content"), is(not(empty())));
        }
        for (var status : json.getJsonObject("responses").keySet()) {
            var response = operation + "/responses/" + status;
            if (!status.equals("204")) {
                assertThat(DOCUMENT.examples(response + "/content"), is(not(empty())));
            }
        }
    }

    @Test
    void theDocumentHasExactlyTheRoutesThereAre() {
        var served = new ArrayList<String>();
        var routes = new DevGraph(RunningDevServer.settings(), dependencies());

        routes.register(HttpRouting.builder())
                .methodsByPath()
                .forEach((path, methods) ->
                        methods.stream()
                                .map(Method::text)
                                .forEach(method ->
                                        served.add(
                                                "/paths"
                                                        + OpenApiDocument.step(path)
                                                        + "/"
                                                        + method.toLowerCase(Locale.ROOT))));

        assertThat(everyOperation().toList(), containsInAnyOrder(served.toArray()));
    }

    private static DevServer.Dependencies dependencies() {
        return new DevServer.Dependencies(
                new ProviderRegistry(List.of()),
                (_, _) -> {
                    throw new IllegalStateException("nothing goes out here");
                },
                new DevLog() {
                    @Override
                    public void warning(String message) {}

                    @Override
                    public void error(String message, Throwable failure) {}
                },
                UUID::randomUUID);
    }

    @Test
    void everyRouteRespondsAndEveryResponseMatchesTheDocument() {
        try (var server = new RunningDevServer(new FakeProvider())) {
            var id = server.connector("fake");
            var state = "{\"state\":{\"next\":1},\"name\":\"u\",\"account\":{\"reference\":\"A\"}}";
            for (var operation :
                    everyOperation().sorted(DevServerOpenApiTest::deleteLast).toList()) {
                var path =
                        operation
                                .substring("/paths/".length(), operation.lastIndexOf('/'))
                                .replace("~1", "/")
                                .replace("/connectors/{connectorId}", id)
                                .replace("{provider}", "fake")
                                .replaceAll("\\{.*?}", "1");
                var method =
                        operation
                                .substring(operation.lastIndexOf('/') + 1)
                                .toUpperCase(Locale.ROOT);

                check(
                        operation,
                        server.request(
                                method, path, method.equals("GET") ? "" : body(path, state)));
                check(operation, server.request(method, path, method.equals("GET") ? "" : "{"));
                check(
                        operation,
                        server.request(method, path, "", "Origin", "https://elsewhere.example"));
            }
        }
    }

    private static String body(String path, String state) {
        return switch (path) {
            case "/connectors" ->
                    "{\"provider\":\"nope\",\"name\":\"n\",\"config\":"
                            + RunningDevServer.CONFIG
                            + "}";
            case "/config/page-size" -> "{\"pageSize\":3}";
            case String it when it.endsWith("validate-config") -> "{\"config\":{\"rows\":\"x\"}}";
            default -> state;
        };
    }

    static void check(String operation, Response response) {
        var responses = DOCUMENT.at(operation + "/responses").asJsonObject();
        var status = String.valueOf(response.status());
        assertThat(operation + " documents " + status, responses.containsKey(status), is(true));
        var type = response.httpResponse().headers().firstValue("Content-Type").orElse("");
        if (type.startsWith("application/json")) {
            var schema = operation + "/responses/" + status + "/content/application~1json/schema";
            var structure = response.body().startsWith("[") ? response.array() : response.json();
            assertThat(operation, DOCUMENT.complaints(schema, structure), is(empty()));
        }
    }

    /// Orders the deletion of the connector last.
    private static int deleteLast(String one, String other) {
        return Boolean.compare(deletes(one), deletes(other));
    }

    private static boolean deletes(String operation) {
        return operation.endsWith("/paths/~1connectors~1{connectorId}/delete");
    }
}
