package dev.connectorproxy.devserver;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import dev.connectorproxy.devserver.RunningDevServer.Response;
import dev.connectorproxy.docs.OpenApiDocument;
import dev.connectorproxy.spi.HttpRequest.Header;
import dev.connectorproxy.spi.HttpResponse;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Tests made of the recorded fetches of a provider that puts its secret everywhere, and refuses the placeholder of it.
class SavedTestRoutesTest {
    private static final String SECRET = "sk_live_Zx81\u00e4+/=\"q'";
    private static final String SUBCLASS =
            """
            class %s extends LatestTest {
                @Override
                protected dev.connectorproxy.spi.payment.PaymentProvider provider() {
                    return new dev.connectorproxy.devserver.LeakyProvider();
                }
                %s
            }
            """;
    private static final String KEY =
            "@Override protected String secret(String name, String shape) { return \"sk_\" + shape; }";

    private final AtomicInteger status = new AtomicInteger(200);
    private RunningDevServer server;
    private String path;
    private int firstCall;

    @TempDir Path folder;

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void noFileContainsASecretInAnyEncodingAndTheTestPasses() throws Exception {
        start();
        fetch();
        fetch();
        status.set(429);
        fetch();
        var generated = new GeneratedTests(folder);

        var response = save("{\"name\":\"Latest\",\"calls\":[%s]}".formatted(calls(3)));
        generated.save(response.json());
        generated.save("src/test/java/MineTest.java", SUBCLASS.formatted("MineTest", KEY));
        generated.compile();
        var run = generated.run("MineTest");

        for (var masked : List.of(response.body(), content(response, 0), content(response, 1))) {
            assertMasked(masked);
        }
        assertThat(content(response, 0), containsString("\"error\": \"RATE_LIMITED\""));
        assertThat(content(response, 0), containsString("\"apiKey\": \"xx_xxxx_xx00x+/=\\\"x'\""));
        assertThat(run.details(), run.failed(), is(empty()));
        assertThat(run.ran().size(), is(3));
    }

    @Test
    void aProviderThatRefusesThePlaceholderTakesAValueOfTheAuthor() throws Exception {
        start();
        fetch();
        var generated = new GeneratedTests(folder);

        var response = save("{\"name\":\"Latest\"}");
        generated.save(response.json());
        generated.save("src/test/java/MineTest.java", SUBCLASS.formatted("MineTest", ""));
        generated.compile();
        var run = generated.run("MineTest");

        assertThat(
                response.json().getString("instructions"),
                containsString(
                        "let the method secret return a value of the right format for apiKey"));
        assertThat(content(response, 1), containsString("secret(String name, String placeholder)"));
        assertThat(
                run.details(), containsString("must begin with sk_; if that is the placeholder"));
    }

    @Test
    void onlyTheLastAttemptIsRecorded() {
        start();
        status.set(503);
        fetch();

        var recording = recording(save("{\"name\":\"Latest\"}"));

        var call = recording.getJsonArray("calls").getJsonObject(0);
        assertThat(server.get(path + "/exchanges").json().getJsonArray("exchanges").size(), is(2));
        assertThat(call.getJsonArray("exchanges").size(), is(1));
        assertThat(call.getJsonArray("exchanges").getJsonObject(0).getInt("exchange"), is(2));
        assertThat(call.getString("error"), is("UPSTREAM_ERROR"));
    }

    @Test
    void whatWasDroppedIsNamed() {
        start("exchanges=1");
        fetch();
        fetch();

        var response = save("{\"name\":\"All\",\"calls\":[%s]}".formatted(calls(2)));

        assertThat(response.status(), is(400));
        assertThat(response.message(), is("save as test failed"));
        assertThat(
                response.details(),
                containsString(
                        "exchange 1 of call " + firstCall + " was dropped; dev-server.exchanges"));
    }

    @ParameterizedTest(name = "{0} -> {1} {2}")
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            textBlock =
                    """
                    {} | 400 | name must be the name of a Java class: an upper-case letter, then letters, digits and _
                    {"name": "A{}"} | 400 | name must be the name of a Java class: an upper-case letter, then letters, digits and _
                    {"name": "A", "package": "a..b"} | 400 | package must be the name of a Java package in lower case
                    {"name": "A", "package": "../a"} | 400 | package must be the name of a Java package in lower case
                    {"name": "A", "package": "a.new"} | 400 | package must be the name of a Java package in lower case
                    {"name": "A", "calls": [1], "run": 1} | 400 | calls and run exclude each other
                    {"name": "A", "calls": ["1"]} | 400 | calls and run must be whole numbers
                    {"name": "A", "calls": 1} | 400 | calls must be an array of numbers
                    {"name": "A", "calls": [999999]} | 400 | call 999999 is no fetch of this connector, or was dropped
                    {"name": "A", "run": 9} | 404 | the oldest ones are dropped
                    {"name": "A"} | 400 | there is no fetch to record
                    """)
    void whatCannotBeMadeIsRefused(String body, int expected, String details) {
        start();

        var response = save(body);

        assertThat(response.status(), is(expected));
        assertThat(response.details(), is(details));
    }

    @Test
    void filesAreWrittenIntoTheDirectoryAndOnlyGeneratedOnesAreReplaced() throws IOException {
        var project = folder.resolve("project");
        start("tests-directory=" + project);
        fetch();
        var body = "{\"name\":\"Latest\",\"package\":\"com.example\"}";
        var source = project.resolve("src/test/java/com/example/LatestTest.java");

        var first = save(body);
        var again = save(body);
        Files.writeString(source, Files.readString(source).replaceFirst("//.*\n", "// mine\n"));
        var kept = save(body);

        assertThat(written(first), is(List.of(true, true)));
        assertThat(written(again), is(List.of(true, true)));
        assertThat(written(kept), is(List.of(true, false)));
        assertThat(
                kept.json().getString("instructions"),
                containsString(
                        "another file stands there: src/test/java/com/example/LatestTest.java"));
        assertThat(Files.readString(source), containsString("// mine"));
        assertThat(
                Files.readString(project.resolve("src/test/resources/com/example/LatestTest.json")),
                is(content(first, 0)));
    }

    @Test
    void nothingIsWrittenOutsideOfTheDirectory() throws IOException {
        var project =
                Files.createDirectories(folder.resolve("project/src/test")).getParent().getParent();
        var outside = Files.createDirectory(folder.resolve("outside"));
        Files.createSymbolicLink(project.resolve("src/test/java"), outside);
        start("tests-directory=" + project);
        fetch();

        var response = save("{\"name\":\"Latest\"}");

        assertThat(written(response), is(List.of(true, false)));
        try (var files = Files.list(outside)) {
            assertThat(files.toList(), is(empty()));
        }
    }

    private void start(String... properties) {
        server =
                new RunningDevServer(
                        List.of(new LeakyProvider()),
                        (request, _) ->
                                new HttpResponse(
                                        status.get(),
                                        List.of(new Header("X-Echo", request.url())),
                                        request.body().orElseThrow()),
                        UUID::randomUUID,
                        properties);
        var config = Json.createObjectBuilder().add("apiKey", SECRET).add("note", "a" + SECRET);
        path = server.connector("leaky", config.build().toString());
    }

    private void fetch() {
        var response = server.post(path + "/fetch/payments", "");
        if (firstCall == 0 && response.status() == 200) {
            firstCall = response.json().getInt("call");
        }
    }

    private Response save(String body) {
        var response = server.post(path + "/tests", body);
        DevServerOpenApiTest.check(
                "/paths" + OpenApiDocument.step("/connectors/{connectorId}/tests") + "/post",
                response);
        return response;
    }

    /// The numbers of the first calls of the provider that fetched.
    private String calls(int count) {
        return String.join(
                ",",
                IntStream.range(0, count).mapToObj(i -> String.valueOf(firstCall + i)).toList());
    }

    private static JsonObject recording(Response response) {
        return new Response(200, content(response, 0), null).json();
    }

    private static String content(Response response, int file) {
        return response.json().getJsonArray("files").getJsonObject(file).getString("content");
    }

    private static List<Boolean> written(Response response) {
        return response.json().getJsonArray("files").getValuesAs(JsonObject.class).stream()
                .map(file -> file.getBoolean("written"))
                .toList();
    }

    private static void assertMasked(String text) {
        assertThat(text, not(containsString("sk_live")));
        assertThat(text, not(containsString("Zx81")));
        assertThat(text, not(containsString("c2tfbGl2ZV"))); // its beginning in Base64
        assertThat(text, not(containsString(base64("user:" + SECRET))));
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
    }
}
