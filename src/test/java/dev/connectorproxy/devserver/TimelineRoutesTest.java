package dev.connectorproxy.devserver;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;

import dev.connectorproxy.devserver.RunningDevServer.Response;
import dev.connectorproxy.spi.HttpRequest;
import dev.connectorproxy.spi.HttpResponse;
import dev.connectorproxy.spi.payment.PaymentError;
import dev.connectorproxy.spi.payment.PaymentException;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What a connector did, in one list.
class TimelineRoutesTest {
    private static final String SECRET = "sk_live_Zx81\u00e4+/=\"q'";

    private final AtomicInteger failures = new AtomicInteger();
    private final FakeProvider fake = new FakeProvider();
    private final RunningDevServer server =
            new RunningDevServer(
                    List.of(new CallingProvider(), fake),
                    (request, _) -> respond(request),
                    UUID::randomUUID);

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void aFetchIsShownWithItsExchangesAndLogLines() {
        failures.set(1);
        var path = calling();
        int call = fetch(path).json().getInt("call");

        var response = server.get(path + "/timeline?call=" + call);

        assertMasked(response.body());
        assertThat(types(response), contains("exchange", "exchange", "exchange", "log", "call"));
        var details = last(response);
        assertThat(details.getString("operation"), is("fetch payments"));
        assertThat(details.getString("input"), containsString("\"secret\":\"***\""));
        assertThat(details.getInt("requests"), is(3));
        assertThat(details.getInt("retries"), is(1));
        assertThat(details.getJsonObject("output").getInt("rows"), is(0));
        assertThat(
                last(server.get(path + "/timeline?type=log&call=" + call)).getString("message"),
                is("a line with ***"));
    }

    @Test
    void aStateChangeIsShownWithTheCallThatMadeIt() {
        var path = server.connector("fake");
        int call = server.post(path + "/fetch/payments", "{\"pageSize\":1}").json().getInt("call");

        var state = server.get(path + "/timeline?type=state");

        assertThat(entries(state).getFirst().getInt("call"), is(call));
        assertThat(last(state).getString("kind"), is("payments"));
        assertThat(last(state).isNull("before"), is(true));
        assertThat(last(state).getJsonObject("after").getInt("next"), is(1));
    }

    @Test
    void aFailedCallIsShownWithItsError() {
        fake.before((_, _) -> {
            throw PaymentException.of(PaymentError.RATE_LIMITED, "later, says s3cret-key");
        });
        var path = server.connector("fake");

        server.post(path + "/fetch/accounts", "");

        var error = last(server.get(path + "/timeline")).getJsonObject("error");
        assertThat(error.getString("code"), is("RATE_LIMITED"));
        assertThat(error.getString("details"), containsString("says ***"));
        assertThat(
                server.infos.peek(),
                matchesPattern(
                        "fetch accounts of fake n: call=[0-9]+ payload=- pageSize=2 rows=0 skipped=0"
                                + " requests=0 retries=0 ms=[0-9]+ class=RATE_LIMITED"));
    }

    @Test
    void eachFetchIsALineInTheLog() {
        fetch(calling());

        var line = server.infos.peek();

        assertMasked(line);
        assertThat(
                line,
                matchesPattern(
                        "fetch payments of calling n: call=[0-9]+ payload=ref \\*\\*\\* pageSize=10 rows=0"
                                + " skipped=0 requests=2 retries=0 ms=[0-9]+ class=OK"));
    }

    @Test
    void earlierEntriesAreOnTheNextPage() {
        var path = calling();
        fetch(path);

        var first = server.get(path + "/timeline?limit=3");
        var before = entries(first).getLast().getString("at");
        var second = server.get(path + "/timeline?limit=3&before=" + before);

        assertThat(types(first), contains("exchange", "exchange", "log"));
        assertThat(first.json().getBoolean("hasMore"), is(true));
        assertThat(types(second), contains("call"));
        assertThat(second.json().getBoolean("hasMore"), is(false));
        assertThat(server.get(path + "/timeline?before=noon").message(), is("invalid before"));
    }

    @Test
    void nothingIsLeftOfADeletedConnector() {
        var path = calling();
        fetch(path);
        server.request("DELETE", path, "");

        server.post("/connectors", body(path.substring("/connectors/".length())));

        assertThat(types(server.get(path + "/timeline")), is(empty()));
    }

    private Response fetch(String path) {
        var payload =
                Json.createObjectBuilder()
                        .add("reference", "ref " + SECRET)
                        .add("secret", SECRET)
                        .build();
        return server.post(
                path + "/fetch/payments",
                Json.createObjectBuilder().add("fromPayload", payload).build().toString());
    }

    private String calling() {
        return "/connectors/"
                + server.post("/connectors", body("")).json().getString("connectorId");
    }

    private static String body(String id) {
        return Json.createObjectBuilder()
                .add("provider", "calling")
                .add("name", "n")
                .add("connectorId", id)
                .add("config", Json.createObjectBuilder().add("apiKey", SECRET))
                .build()
                .toString();
    }

    private HttpResponse respond(HttpRequest request) {
        int status = request.method().equals("GET") && failures.getAndDecrement() > 0 ? 503 : 200;
        return new HttpResponse(status, List.of(), "ok".getBytes(UTF_8));
    }

    private static List<JsonObject> entries(Response response) {
        return response.json().getJsonArray("entries").getValuesAs(JsonValue::asJsonObject);
    }

    private static List<String> types(Response response) {
        return entries(response).stream().map(entry -> entry.getString("type")).toList();
    }

    private static JsonObject last(Response response) {
        return entries(response).getLast().getJsonObject("details");
    }

    private static void assertMasked(String text) {
        assertThat(text, not(containsString("sk_live")));
        assertThat(text, not(containsString("Zx81")));
        assertThat(text, not(containsString("c2tfbGl2ZV")));
    }
}
