package dev.connectorproxy;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// The first session with the development server of the built jar: the one in etc/docs/dev-server.md, run by a shell unchanged,
/// and the example session of the contract (section 1.7).
@Timeout(120) // it starts the program twice, on a machine that may be busy
class FirstSessionIT {
    private static final Pattern LISTENING =
            Pattern.compile("dev server listening on (http://127.0.0.1:\\d+)");
    private static final String BASE = "http://localhost:8081";
    private static final String END = "--- end of answer ---";
    private static final Map<String, String> ANY_PORT = Map.of("PORT", "0", "HOST", "127.0.0.1");

    private final HttpClient client = HttpClient.newHttpClient();

    @Test
    void theSessionOfThePageLeadsToTheThirdPageOfPayments() throws Exception {
        try (var jar = new RealJarIT.Jar(ANY_PORT)) {
            var responses = run(page().replace(BASE, jar.awaitLine(LISTENING).group(1)));

            assertThat(responses.pop(), containsString("\"dummypay\""));
            assertThat(responses.pop(), containsString("\"directory\""));
            var made = json(responses.pop());
            assertThat(made.getString("provider"), is("dummypay"));
            assertThat(made.getString("name"), is("d1"));
            assertThat(made.getString("connectorId"), startsWith("eyJQ"));
            isPage(responses.pop(), "accounts", true, "acc-1", "acc-2");
            isPage(responses.pop(), "accounts", false, "acc-3");
            var state = json(responses.pop()).getJsonObject("fetch").getJsonObject("accounts");
            assertThat(state.getBoolean("hasMore"), is(false));
            assertThat(state.getInt("pageSize"), is(2));
            assertThat(responses.pop(), containsString("\"accountReference\":\"acc-1\""));
            isPage(responses.pop(), "payments", true, "pay-001", "pay-002");
            isPage(responses.pop(), "payments", true, "pay-003", "pay-004");
            isPage(responses.pop(), "payments", true, "pay-005", "pay-006");
            isPage(responses.pop(), "payments", true, "pay-007", "pay-008");
            assertThat(references(json(responses.pop()), "payments").size(), is(10));
            assertThat(responses.size(), is(0));
        }
    }

    @Test
    void theExampleSessionOfTheContractWorks() throws Exception {
        try (var jar = new RealJarIT.Jar(ANY_PORT)) {
            var base = jar.awaitLine(LISTENING).group(1);
            assertThat(post(base + "/fetch/accounts", "{}").statusCode(), is(409));

            var made = post(base + "/connectors", connector());
            var path = base + "/connectors/" + json(made.body()).getString("connectorId");
            var first = post(path + "/fetch/accounts", "{\"pageSize\":2}");
            var second = post(path + "/fetch/accounts", "{\"pageSize\":2}");
            var state = get(path + "/state");
            var balances =
                    post(path + "/fetch/balances", "{\"account\":{\"Reference\":\"acc-1\"}}");
            var external = post(path + "/fetch/external-accounts", "{}");
            post(base + "/connectors", connector());
            var ambiguous = post(base + "/fetch/accounts", "{}");

            assertThat(made.statusCode(), is(201));
            isPage(first.body(), "accounts", true, "acc-1", "acc-2");
            isPage(second.body(), "accounts", false, "acc-3");
            var kept = json(state.body()).getJsonObject("fetch").getJsonObject("accounts");
            assertThat(kept.get("state"), is(json(second.body()).get("newState")));
            assertThat(kept.getBoolean("hasMore"), is(false));
            var balance = json(balances.body());
            var row = balance.getJsonArray("balances").getJsonObject(0);
            assertThat(row.getString("accountReference"), is("acc-1"));
            assertThat(row.getInt("amount"), is(23));
            assertThat(row.getString("asset"), is("EUR"));
            assertThat(balance.isNull("newState"), is(true));
            assertThat(balance.getBoolean("hasMore"), is(false));
            assertThat(external.statusCode(), is(400));
            assertThat(json(external.body()).getString("details"), is("not implemented"));
            assertThat(
                    json(external.body()).getString("message"),
                    is("fetch external accounts failed"));
            assertThat(ambiguous.statusCode(), is(409));
        }
    }

    private static String connector() {
        return "{\"provider\":\"dummypay\",\"name\":\"d1\",\"config\":{\"directory\":\"etc/examples/dummypay/\"}}";
    }

    /// The shell lines of the page, with a marker after the response to each call.
    private static String page() throws IOException {
        var text = Files.readString(Path.of("etc", "docs", "dev-server.md"));
        var session = text.substring(text.indexOf("\ndev=" + BASE) + 1);
        return session.substring(0, session.indexOf("\n```"))
                .lines()
                .map(line -> line.startsWith("curl ") ? line + "\necho; echo '" + END + "'" : line)
                .collect(Collectors.joining("\n"));
    }

    private static Deque<String> run(String script) throws IOException, InterruptedException {
        var shell = new ProcessBuilder("sh", "-eu", "-c", script).redirectErrorStream(true).start();
        var out = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(out, shell.waitFor(), is(0));
        var responses = Arrays.stream(out.split(END + "\n")).map(String::strip).toList();
        return new ArrayDeque<>(responses);
    }

    private static void isPage(String text, String kind, boolean more, String... references) {
        var page = json(text);
        assertThat(text, references(page, kind), is(List.of(references)));
        assertThat(text, page.getBoolean("hasMore"), is(more));
    }

    private static List<String> references(JsonObject page, String kind) {
        return page.getJsonArray(kind).stream()
                .map(payment -> ((JsonString) payment.asJsonObject().get("reference")).getString())
                .toList();
    }

    private static JsonObject json(String text) {
        try (var reader = Json.createReader(new StringReader(text))) {
            return reader.readObject();
        }
    }

    private HttpResponse<String> post(String url, String body)
            throws IOException, InterruptedException {
        var request =
                HttpRequest.newBuilder(URI.create(url))
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build();
        return client.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> get(String url) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(url)).build();
        return client.send(request, HttpResponse.BodyHandlers.ofString());
    }
}
