package dev.connectorproxy.devserver;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import dev.connectorproxy.devserver.RunningDevServer.Response;
import dev.connectorproxy.spi.ConnectorException;
import dev.connectorproxy.spi.ErrorCode;
import dev.connectorproxy.spi.HttpRequest;
import dev.connectorproxy.spi.HttpRequest.Header;
import dev.connectorproxy.spi.HttpResponse;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Exchanges are sent again, compared and shown as curl commands. Exchange 1 is a `POST`, exchange 2 a `GET`.
class ReplayRoutesTest {
    private static final String SECRET = "sk_live_Zx81\u00e4+/=\"q'";

    private final List<HttpRequest> sent = new CopyOnWriteArrayList<>();
    private final RunningDevServer server =
            new RunningDevServer(
                    List.of(new CallingProvider()),
                    (request, _) -> respond(request),
                    UUID::randomUUID);
    private String exchanges;

    @BeforeEach
    void fetch() {
        var path =
                server.connector(
                        "calling",
                        Json.createObjectBuilder().add("apiKey", SECRET).build().toString());
        server.post(path + "/fetch/payments", "");
        exchanges = path + "/exchanges";
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void theSameRequestIsSentWithItsSecrets() {
        var replay = server.post(exchanges + "/1/replay", "");

        assertThat(replay.status(), is(200));
        assertMasked(replay);
        assertThat(replay.json().getInt("exchange"), is(3));
        assertThat(replay.json().getInt("origin"), is(1));
        assertThat(replay.json().getString("operation"), is("replay"));
        assertThat(sent.get(2).url(), is(sent.get(0).url()));
        assertThat(sent.get(2).headers(), is(sent.get(0).headers()));
        assertThat(body(sent.get(2)), is(body(sent.get(0))));
        assertThat(
                server.get(exchanges + "?kind=replay").json().getJsonArray("exchanges").size(),
                is(1));
    }

    @Test
    void whatIsChangedKeepsItsSecrets() {
        var shown = server.get(exchanges + "/1").json();
        var edited = shown.getString("url").replace("page=1", "page=2");
        var body = shown.getJsonObject("request").getString("body").replace("$HOME", "home");

        var replay =
                replay(
                        1,
                        Json.createObjectBuilder()
                                .add("method", "put")
                                .add("url", edited)
                                .add("body", body)
                                .add(
                                        "headers",
                                        Json.createObjectBuilder()
                                                .addNull("x-key")
                                                .add("authorization", "Basic dXNlcj***")
                                                .add(
                                                        "X-New",
                                                        Json.createArrayBuilder()
                                                                .add("1")
                                                                .add("2")))
                                .build());

        assertMasked(replay);
        var request = sent.getLast();
        assertThat(request.method(), is("PUT"));
        assertThat(request.url(), is(sent.get(0).url().replace("page=1", "page=2")));
        assertThat(body(request), is(body(sent.get(0)).replace("$HOME", "home")));
        assertThat(
                request.headers(),
                is(
                        List.of(
                                new Header(
                                        "authorization", sent.get(0).headers().getFirst().value()),
                                new Header("X-New", "1"),
                                new Header("X-New", "2"))));
    }

    @Test
    void anotherOriginGetsNoSecret() {
        var url = "http://elsewhere.example/***?key=***";

        replay(1, Json.createObjectBuilder().add("url", url).build());

        var request = sent.getLast();
        assertThat(request.url(), is(url));
        assertThat(request.headers().get(1), is(new Header("X-Key", "***")));
        assertThat(
                request.headers().getFirst(), is(new Header("Authorization", "Basic dXNlcj***")));
        assertThat(body(request), not(containsString("sk_live")));
    }

    @Test
    void aHostThatASecretIsPutIntoIsAnotherOrigin() {
        replay(2, Json.createObjectBuilder().add("url", "https://***.elsewhere.example/").build());

        assertThat(sent.getLast().url(), is("https://***.elsewhere.example/"));
    }

    @Test
    void bytesAreSentAsTheyAre() {
        var base64 = Json.createObjectBuilder().add("base64", "AP8=");

        replay(1, Json.createObjectBuilder().add("body", base64).build());

        assertThat(sent.getLast().body().orElseThrow(), is(new byte[] {0, (byte) 0xff}));
    }

    @Test
    void whatCannotBeSentSaysWhy() {
        var wrong = Json.createObjectBuilder().add("body", Json.createArrayBuilder()).build();

        assertThat(replay(1, wrong).status(), is(400));
        assertThat(replay(9, JsonObject.EMPTY_JSON_OBJECT).message(), is("exchange not found"));
    }

    @Test
    void aReplayWithoutAResponseIsAnExchange() {
        var refused =
                replay(2, Json.createObjectBuilder().add("url", "http://refused.example/").build());

        assertThat(refused.status(), is(200));
        assertThat(refused.json().getJsonObject("error").getString("code"), is("EgressBlocked"));
        assertThat(refused.json().isNull("response"), is(true));
    }

    @Test
    void twoExchangesAreCompared() {
        replay(
                1,
                Json.createObjectBuilder()
                        .add("headers", Json.createObjectBuilder().add("X-Key", "other"))
                        .build());

        var compared = server.get(exchanges + "/1/compare/3");

        assertMasked(compared);
        var json = compared.json();
        assertThat(json.getJsonObject("line").getBoolean("equal"), is(true));
        assertThat(json.getJsonObject("status").getBoolean("equal"), is(true));
        assertThat(
                json.getJsonObject("request").getJsonArray("headers").toString(),
                is("[{\"name\":\"X-Key\",\"before\":[\"***\"],\"after\":[\"other\"]}]"));
        assertThat(
                json.getJsonObject("response")
                        .getJsonObject("body")
                        .getJsonArray("patch")
                        .toString(),
                is("[{\"op\":\"replace\",\"path\":\"/key\",\"value\":\"other\"}]"));
        var texts = server.get(exchanges + "/1/compare/2").json().getJsonObject("response");
        assertThat(texts.getJsonObject("body").getString("after"), is("got it"));
    }

    @Test
    void aCurlCommandIsQuoted() {
        var curl = server.get(exchanges + "/1/curl");

        assertMasked(curl);
        var command = curl.json().getString("curl");
        assertThat(
                command,
                startsWith(
                        "curl --globoff --request 'POST' --url 'https://api.example/rows?page=1&key=***'"
                                + " --header 'Authorization: Basic dXNlcj***' --header 'X-Key: ***'"));
        assertThat(command, endsWith("\"it'\\''s $HOME `id`\"}'"));
    }

    private Response replay(int number, JsonObject body) {
        return server.post(exchanges + "/" + number + "/replay", body.toString());
    }

    private HttpResponse respond(HttpRequest request) {
        sent.add(request);
        if (request.url().startsWith("http://refused")) {
            throw new ConnectorException(ErrorCode.EGRESS_BLOCKED, "not allowed");
        }
        var key =
                request.headers().stream()
                        .filter(header -> header.name().equals("X-Key"))
                        .map(Header::value)
                        .findFirst()
                        .orElse("");
        var text =
                request.method().equals("POST")
                        ? Json.createObjectBuilder().add("key", key).build().toString()
                        : "got it";
        return new HttpResponse(200, List.of(), text.getBytes(UTF_8));
    }

    private static String body(HttpRequest request) {
        return new String(request.body().orElseThrow(), UTF_8);
    }

    private static void assertMasked(Response response) {
        assertThat(response.body(), not(containsString("sk_live")));
        assertThat(response.body(), not(containsString("Zx81")));
        assertThat(response.body(), not(containsString("c2tfbGl2ZV")));
    }
}
