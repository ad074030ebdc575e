package dev.connectorproxy.devserver;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import dev.connectorproxy.Await;
import dev.connectorproxy.spi.Egress;
import dev.connectorproxy.spi.HttpRequest.Header;
import dev.connectorproxy.spi.HttpResponse;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Connectors that are files, on the development server.
class ConnectorFileRoutesTest {
    private static final String CANARY = "canary-5f1c9a";
    private static final String ARGUMENTS = "{\"token\":\"" + CANARY + "\"}";
    private static final String LIST = "/connector-files/shop/commands/List";
    private static final String EXCHANGES = "/connectors/file-shop/exchanges";

    /// Returns the path and the credentials of each request.
    private static final Egress ECHO =
            (request, _) ->
                    new HttpResponse(
                            200,
                            List.of(new Header("Content-Type", "text/plain")),
                            (request.url() + " " + request.headers())
                                    .getBytes(StandardCharsets.UTF_8));

    private final ShopRuntime runtime = new ShopRuntime();
    private final RunningDevServer server = new RunningDevServer(runtime, ECHO, "reload=manual");

    @AfterEach
    void stop() {
        server.close();
    }

    private JsonObject connector() {
        return server.get("/connector-files").json().getJsonArray("connectors").getJsonObject(0);
    }

    private List<JsonObject> reloaded() {
        return server.post("/connector-files/reload", "")
                .json()
                .getJsonArray("reloads")
                .getJsonObject(0)
                .getJsonArray("calls")
                .getValuesAs(JsonObject.class);
    }

    @Test
    void theConnectorsOfFilesAreListedWithTheirCommands() {
        var connector = connector();

        assertThat(connector.getString("connector"), is("shop"));
        assertThat(connector.getString("connectorId"), is("file-shop"));
        assertThat(connector.getJsonArray("commands").toString(), is("[\"List\",\"Buy\"]"));
        assertThat(
                server.get("/connector-files/shop")
                        .json()
                        .getJsonArray("entries")
                        .getJsonObject(1)
                        .getString("id"),
                is("shop/Buy"));
        assertThat(server.get("/connector-files/none").status(), is(404));
    }

    @Test
    void aCommandIsRunAndItsExchangesAreRecorded() {
        var ended = server.post(LIST, ARGUMENTS).json();

        assertThat(
                ended.getJsonObject("envelope").getString("body"),
                containsString("https://shop.example/orders"));
        var exchanges =
                server.get(EXCHANGES + "?call=" + ended.getInt("call"))
                        .json()
                        .getJsonArray("exchanges");
        assertThat(exchanges.size(), is(1));
        assertThat(exchanges.getJsonObject(0).getString("operation"), is("run List"));
        assertThat(
                exchanges.getJsonObject(0).getInt("exchange"),
                is(ended.getJsonArray("exchanges").getInt(0)));
    }

    @Test
    void anExchangeIsSentAgainWithItsSecret() {
        int exchange = server.post(LIST, ARGUMENTS).json().getJsonArray("exchanges").getInt(0);

        var curl = server.get(EXCHANGES + "/" + exchange + "/curl").json().getString("curl");
        var again = server.post(EXCHANGES + "/" + exchange + "/replay", "");

        assertThat(curl, containsString("Bearer ***"));
        assertThat(again.status(), is(200));
        assertThat(again.json().getInt("origin"), is(exchange));
    }

    @Test
    void faultsApplyToCommands() {
        server.request(
                "PUT",
                "/connectors/file-shop/faults",
                "{\"faults\":[{\"kind\":\"html\",\"times\":1}]}");

        assertThat(server.post(LIST, ARGUMENTS).body(), containsString("<html"));
        assertThat(server.post(LIST, ARGUMENTS).body(), containsString("orders"));
    }

    @Test
    void noSecretArgumentIsShown() {
        server.post(LIST, ARGUMENTS);
        runtime.change("carts");
        var shown =
                server.post("/connector-files/reload", "").body()
                        + server.post(LIST, ARGUMENTS).body()
                        + server.get("/connector-files/shop").body()
                        + server.get(EXCHANGES + "/1").body()
                        + server.get(EXCHANGES + "?q=" + CANARY).body()
                        + server.get("/connectors/file-shop/timeline").body()
                        + server.mask(CANARY);

        assertThat(shown, containsString("***"));
        assertThat(shown, not(containsString(CANARY)));
    }

    @Test
    void theLastCallIsMadeAgainWhenTheFileHasChanged() {
        server.post(LIST, ARGUMENTS);
        runtime.change("carts");

        var call = reloaded().getFirst();

        assertThat(call.getString("command"), is("List"));
        var patch = call.getJsonArray("difference").getJsonObject(0);
        assertThat(patch.getString("op") + patch.getString("path"), is("replace/body"));
        assertThat(patch.getString("value"), containsString("https://shop.example/carts"));
        assertThat(
                server.get("/connector-files/shop").json().getJsonArray("reloads").size(), is(1));
    }

    @Test
    void aCallWithAnEffectIsNotMadeAgain() {
        server.post("/connector-files/shop/commands/Buy", ARGUMENTS);
        runtime.change("carts");

        assertThat(
                reloaded().getFirst().getString("skipped"),
                containsString("would have an effect of its own"));
        assertThat(server.get(EXCHANGES).json().getJsonArray("exchanges").size(), is(1));
    }

    @Test
    void whatDidNotChangeIsNotCalledAgain() {
        server.post(LIST, ARGUMENTS);

        assertThat(
                server.post("/connector-files/reload", "").json().get("reloads"),
                is(JsonValue.EMPTY_JSON_ARRAY));
    }

    @Test
    void aBrokenFileIsReportedAndTheFormerConnectorStays() {
        server.get("/connector-files");
        runtime.spoil("shop.yaml:3: commandz must be commands");
        server.post("/connector-files/reload", "");

        var problems = server.get("/connector-files").json().getJsonArray("problems");

        assertThat(problems.getJsonObject(0).getString("problem"), containsString("shop.yaml:3"));
        assertThat(server.post(LIST, ARGUMENTS).status(), is(200));
    }

    @Test
    void aConnectorWhoseFileIsGoneIsForgotten() {
        server.post(LIST, ARGUMENTS);
        runtime.remove();
        server.post("/connector-files/reload", "");

        assertThat(server.post(LIST, ARGUMENTS).status(), is(404));
        assertThat(server.get(EXCHANGES).status(), is(404));
        runtime.change("orders");
        server.post("/connector-files/reload", "");
        assertThat(
                server.get(EXCHANGES).json().getJsonArray("exchanges"),
                is(JsonValue.EMPTY_JSON_ARRAY));
    }

    @Test
    void aFailureIsAnEnvelope() {
        var missing = server.post(LIST, "{}");

        assertThat(missing.status(), is(200));
        assertThat(
                missing.json().getJsonObject("envelope").getString("error"),
                is("InvalidParameters"));
        assertThat(server.post("/connector-files/shop/commands/None", "{}").status(), is(404));
        assertThat(server.post(LIST, "[1]").status(), is(400));
    }

    @Test
    void filesAreLookedAtByThemselves() {
        try (var watching = new RunningDevServer(runtime, ECHO)) {
            watching.get("/connector-files");
            runtime.remove();

            Await.condition(
                    "the removal is noticed",
                    () -> watching.get("/connector-files/shop").status() == 404);
        }
    }
}
