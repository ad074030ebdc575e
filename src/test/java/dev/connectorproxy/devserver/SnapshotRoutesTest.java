package dev.connectorproxy.devserver;

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
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Exchanges are kept, exported and imported, and played back to a connector that is offline.
class SnapshotRoutesTest {
    private static final String SECRET = "sk_live_Zx81\u00e4+/=\"q'";

    private final AtomicInteger sent = new AtomicInteger();
    private final RunningDevServer server =
            new RunningDevServer(
                    List.of(new CallingProvider()),
                    (request, _) -> respond(request),
                    UUID::randomUUID);
    private String path;

    @BeforeEach
    void create() {
        path = server.connector("calling", config(SECRET));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void theExchangesOfACallAreKept() {
        int call = fetch(path).json().getInt("call");

        var created =
                server.post(
                        path + "/snapshots",
                        "{\"call\":%d,\"name\":\"of %s\",\"tags\":[\"a\",\"b\"]}"
                                .formatted(call, "smoke"));

        assertThat(created.status(), is(201));
        assertThat(numbers(created), contains(1, 2));
        assertThat(numbers(server.get(path + "/snapshots?tag=a&tag=b")), contains(1, 2));
        assertThat(numbers(server.get(path + "/snapshots?tag=a&tag=c")), is(empty()));
        var operation = server.get(path + "/snapshots/1").json().getString("operation");
        var query = "/snapshots?operation=" + operation.replace(" ", "%20");
        assertThat(numbers(server.get(path + query)), contains(1, 2));
        assertThat(numbers(server.get(path + query + "s")), is(empty()));
        var one = server.get(path + "/snapshots/1");
        assertMasked(one.body());
        assertThat(one.json().getJsonObject("response").getString("body"), is("got 1"));
        assertThat(server.request("DELETE", path + "/snapshots/1", "").status(), is(204));
        assertThat(server.get(path + "/snapshots/1").message(), is("snapshot not found"));
    }

    @Test
    void whatCannotBeKeptSaysWhy() {
        assertThat(server.post(path + "/snapshots", "{}").status(), is(400));
        assertThat(
                server.post(path + "/snapshots", "{\"exchanges\":[9]}").message(),
                is("exchange not found"));
        assertThat(
                server.post(path + "/recording", "{\"snapshots\":[{\"method\":\"GET\"}]}")
                        .message(),
                is("invalid snapshot"));
    }

    @Test
    void anExportContainsNoSecretAndIsImportedElsewhere() {
        keepAll();
        var exported = server.get(path + "/recording");
        var other = server.connector("calling", config("another-key"));

        var imported = server.post(other + "/recording", exported.body());

        assertMasked(exported.body());
        assertThat(imported.status(), is(201));
        assertThat(numbers(imported), contains(3, 4));
        var again = server.get(other + "/recording").json().getJsonArray("snapshots");
        assertThat(
                withoutNumber(again.getJsonObject(0)),
                is(withoutNumber(exported.json().getJsonArray("snapshots").getJsonObject(0))));
    }

    @Test
    void aConnectorThatIsOfflineSendsNothingAndGetsTheSameBytes() {
        keepAll();
        int before = sent.get();

        assertThat(offline(true).json().getInt("snapshots"), is(2));
        var offline = fetch(path);

        assertThat(sent.get(), is(before));
        assertThat(offline.status(), is(200));
        assertThat(body(offline.json().getJsonArray("exchanges").getInt(0)), is(body(1)));
        assertThat(offline(false).json().getBoolean("enabled"), is(false));
        fetch(path);
        assertThat(sent.get(), is(before + 2));
    }

    @Test
    void theSameRequestGetsItsResponsesInOrderAndThenTheLastOneAgain() {
        fetch(path);
        fetch(path);
        server.post(path + "/snapshots", "{\"exchanges\":[1,2,3,4]}");
        offline(true);

        fetch(path);
        fetch(path);
        fetch(path);

        assertThat(List.of(body(5), body(7), body(9)), is(List.of(body(1), body(3), body(3))));
        offline(true);
        fetch(path);
        assertThat(body(11), is(body(1)));
    }

    @Test
    void aMissNamesTheNearestSnapshot() {
        fetch(path);
        var snapshot = server.get(path + "/exchanges/1").body().replace("page=1", "page=9");
        server.post(path + "/recording", "{\"snapshots\":[" + snapshot + "]}");
        offline(true);

        var missed = fetch(path);

        assertThat(missed.status(), is(400));
        assertMasked(missed.body());
        assertThat(
                missed.details(), containsString("the nearest is 1: with page=9, without page=1"));
        var misses = server.get(path + "/offline");
        assertMasked(misses.body());
        var miss = misses.json().getJsonArray("misses").getJsonObject(0);
        assertThat(miss.getString("method"), is("POST"));
        assertThat(
                miss.getJsonObject("nearest").getJsonArray("differences").toString(),
                is("[\"with page=9\",\"without page=1\"]"));
    }

    private void keepAll() {
        int call = fetch(path).json().getInt("call");
        server.post(path + "/snapshots", "{\"call\":" + call + "}");
    }

    private Response offline(boolean enabled) {
        return server.request("PUT", path + "/offline", "{\"enabled\":" + enabled + "}");
    }

    private Response fetch(String connector) {
        return server.post(connector + "/fetch/payments", "{\"reset\":true}");
    }

    private String body(int exchange) {
        return server.get(path + "/exchanges/" + exchange)
                .json()
                .getJsonObject("response")
                .getString("body");
    }

    private HttpResponse respond(HttpRequest request) {
        return new HttpResponse(
                200,
                List.of(new Header("X-Echo", request.headers().getFirst().value())),
                ("got " + sent.incrementAndGet()).getBytes(UTF_8));
    }

    private static String config(String secret) {
        return Json.createObjectBuilder().add("apiKey", secret).build().toString();
    }

    private static List<Integer> numbers(Response response) {
        return response
                .json()
                .getJsonArray("snapshots")
                .getValuesAs(JsonValue::asJsonObject)
                .stream()
                .map(snapshot -> snapshot.getInt("snapshot"))
                .toList();
    }

    private static JsonObject withoutNumber(JsonObject snapshot) {
        return Json.createObjectBuilder(snapshot).remove("snapshot").build();
    }

    private static void assertMasked(String text) {
        assertThat(text, not(containsString("Zx81")));
        assertThat(text, not(containsString("c2tfbGl2ZV")));
    }
}
