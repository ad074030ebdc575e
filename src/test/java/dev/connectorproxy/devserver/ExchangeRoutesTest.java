package dev.connectorproxy.devserver;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import dev.connectorproxy.devserver.RunningDevServer.Response;
import dev.connectorproxy.spi.HttpRequest;
import dev.connectorproxy.spi.HttpRequest.Header;
import dev.connectorproxy.spi.HttpResponse;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.net.URLEncoder;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// The recorded exchanges of a provider whose requests and responses contain its secret in every place and encoding.
class ExchangeRoutesTest {
    private static final String SECRET = "sk_live_Zx81\u00e4+/=\"q'";
    private static final String BASIC =
            Base64.getEncoder().encodeToString(("user:" + SECRET).getBytes(UTF_8));

    private final CallingProvider provider = new CallingProvider();
    private final RunningDevServer server =
            new RunningDevServer(
                    List.of(provider), (request, _) -> echo(request), UUID::randomUUID);

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void aPageNamesItsExchanges() {
        var path = create(SECRET);

        var page = server.post(path + "/fetch/payments", "{\"pageSize\":1}").json();

        var number = page.getJsonArray("exchanges").getInt(0);
        var ofCall = list(path, "?call=" + page.getInt("call"));
        assertThat(numbers(ofCall), contains(number + 1, number));
        var exchange = server.get(path + "/exchanges/" + number).json();
        assertThat(exchange.getString("operation"), is("fetch payments"));
        assertThat(exchange.getString("payload"), is(""));
        assertThat(exchange.getInt("attempt"), is(1));
        assertThat(exchange.getJsonObject("response").getString("body"), containsString("url"));
    }

    @Test
    void noResponseContainsASecretInAnyEncoding() {
        var path = create(SECRET);
        fetch(path, SECRET);

        var list = server.get(path + "/exchanges").body();
        var one = server.get(path + "/exchanges/1").body();
        var binary = server.get(path + "/exchanges/2").body();

        for (var body : List.of(list, one, binary)) {
            assertMasked(body);
            assertThat(body, containsString("***"));
        }
        var sent = server.get(path + "/exchanges/1").json().getJsonObject("request");
        assertThat(
                sent.getJsonObject("headers").getJsonArray("Authorization").getString(0),
                is("Basic dXNlcj***"));
        assertThat(
                server.get(path + "/exchanges/2")
                        .json()
                        .getJsonObject("response")
                        .getJsonObject("body")
                        .getString("base64"),
                containsString("***"));
    }

    @Test
    void theSecretOfAConnectorThatWasReplacedStaysMasked() {
        var path = create(SECRET);
        fetch(path, SECRET);
        var id = path.substring("/connectors/".length());

        server.post("/connectors", body("other-secret", id).toString());

        assertThat(numbers(list(path, "")).size(), is(2));
        assertMasked(server.get(path + "/exchanges").body());
        assertMasked(server.get(path + "/exchanges/1").body());
    }

    @Test
    void nobodyFindsOutASecretByASearch() {
        var path = create(SECRET);
        fetch(path, SECRET);

        assertThat(numbers(list(path, "?q=sk_live")), is(empty()));
        assertThat(numbers(list(path, "?q=ECHO%20OF")), contains(1));
        assertThat(numbers(list(path, "?q=" + URLEncoder.encode("***", UTF_8))).size(), is(2));
    }

    @Test
    void filtersAndPagesAreCombined() {
        var path = create("s3cret-key");
        for (int i = 0; i < 3; i++) {
            fetch(path, "s3cret-key");
        }

        assertThat(numbers(list(path, "?limit=4")), contains(6, 5, 4, 3));
        assertThat(list(path, "?limit=4").getBoolean("hasMore"), is(true));
        assertThat(numbers(list(path, "?limit=4&before=3")), contains(2, 1));
        assertThat(list(path, "?limit=4&before=3").getBoolean("hasMore"), is(false));
        assertThat(numbers(list(path, "?method=post")), contains(5, 3, 1));
        assertThat(numbers(list(path, "?status=201&kind=payments")), contains(6, 4, 2));
        assertThat(numbers(list(path, "?status=2")).size(), is(6));
        assertThat(numbers(list(path, "?status=0")), is(empty()));
        assertThat(numbers(list(path, "?kind=accounts")), is(empty()));
        assertThat(server.get(path + "/exchanges?limit=0").status(), is(400));
        assertThat(server.get(path + "/exchanges?status=x").message(), is("invalid status"));
    }

    @Test
    void whatIsForgottenIsGone() {
        var path = create(SECRET);
        fetch(path, SECRET);

        assertThat(server.request("DELETE", path + "/exchanges", "").status(), is(204));

        assertThat(numbers(list(path, "")), is(empty()));
        assertThat(server.get(path + "/exchanges/1").message(), is("exchange not found"));
        assertThat(server.get(path + "/exchanges/x").status(), is(404));
    }

    private void fetch(String path, String secret) {
        var payload =
                Json.createObjectBuilder()
                        .add("reference", "ref " + secret)
                        .add("secret", secret)
                        .build();
        var body = Json.createObjectBuilder().add("fromPayload", payload).add("reset", true);
        assertThat(
                server.post(path + "/fetch/payments", body.build().toString()).status(), is(200));
    }

    private JsonObject list(String path, String query) {
        return server.get(path + "/exchanges" + query).json();
    }

    private static List<Integer> numbers(JsonObject list) {
        return list.getJsonArray("exchanges").getValuesAs(JsonValue::asJsonObject).stream()
                .map(exchange -> exchange.getInt("exchange"))
                .toList();
    }

    private String create(String secret) {
        Response response = server.post("/connectors", body(secret, "").toString());
        return "/connectors/" + response.json().getString("connectorId");
    }

    private static JsonObject body(String secret, String id) {
        return Json.createObjectBuilder()
                .add("provider", "calling")
                .add("name", "n")
                .add("connectorId", id)
                .add("config", Json.createObjectBuilder().add("apiKey", secret))
                .build();
    }

    /// A text that quotes the request, or bytes that are no text.
    private static HttpResponse echo(HttpRequest request) {
        var sent = request.body().map(bytes -> new String(bytes, UTF_8)).orElse("");
        var header = request.headers().getFirst().value();
        var text =
                Json.createObjectBuilder()
                        .add("url", request.url())
                        .add("echo of", Json.createArrayBuilder().add(sent).add(header))
                        .build()
                        .toString();
        return request.method().equals("POST")
                ? new HttpResponse(200, List.of(new Header("X-Echo", header)), text.getBytes(UTF_8))
                : new HttpResponse(201, List.of(), ("\0\u00ff" + header).getBytes(ISO_8859_1));
    }

    private static void assertMasked(String text) {
        assertThat(text, not(containsString("sk_live")));
        assertThat(text, not(containsString(BASIC)));
        assertThat(text, not(containsString("c2tfbGl2ZV"))); // its beginning in Base64
        assertThat(text, not(containsString("Zx81")));
    }
}
