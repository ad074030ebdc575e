package dev.connectorproxy.devserver;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import dev.connectorproxy.devserver.RunningDevServer.Response;
import dev.connectorproxy.egress.HttpEgress;
import dev.connectorproxy.egress.LoopbackHttpEgress;
import dev.connectorproxy.provider.stripe.StripeProvider;
import dev.connectorproxy.provider.stripe.StripeServer;
import dev.connectorproxy.provider.stripe.StripeWorld;
import jakarta.json.JsonObject;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Orders and webhooks of a connector to the contract server of Stripe: created, received, and sent again in every
/// variant. No response contains a secret.
class StripeWebhookRoutesTest {
    private static final String SECRET = "whsec_of_we_1";
    private static final String EVENT =
            """
            {"id":"%s","type":"balance.available","created":1770000000,"data":{"object":{"available":
             [{"amount":105,"currency":"usd"},{"amount":7,"currency":"jpy"}]}}}
            """;

    @TempDir private Path folder;
    private final StripeServer stripe = new StripeServer(new StripeWorld.Size(42, 1, 0, 0));
    private final HttpEgress egress = LoopbackHttpEgress.create();
    private RunningDevServer server = start();
    private String path = connect();

    private RunningDevServer start(String... properties) {
        return new RunningDevServer(
                List.of(new StripeProvider()), egress, UUID::randomUUID, properties);
    }

    private String connect() {
        return server.connector("stripe", config());
    }

    private String config() {
        return "{\"apiKey\":\"%s\",\"endpoint\":\"%s\"}".formatted(StripeServer.KEY, stripe.url());
    }

    @AfterEach
    void stop() {
        server.close();
        egress.close();
        stripe.close();
    }

    @Test
    void webhooksAreCreatedListedAndTakenBackWithoutShowingTheirSecret() {
        var created = server.post(path + "/webhooks", "{\"webhookBaseUrl\":\"https://h.example\"}");
        var listed = server.get(path + "/webhooks");

        assertThat(created.status(), is(200));
        assertThat(created.json().getJsonArray("webhooks"), is(listed.json().get("webhooks")));
        var root = listed.json().getJsonArray("webhooks").getJsonObject(0);
        assertThat(root.getString("name") + root.getString("urlPath"), is("we_1/root"));
        assertThat(root.getJsonObject("metadata").getString("secret"), is("***"));
        assertThat(created.body() + listed.body(), not(containsString("whsec")));
        assertThat(stripe.webhooks(), is(2));
        assertThat(server.request("DELETE", path + "/webhooks", "").status(), is(204));
        assertThat(stripe.webhooks(), is(0));
        assertThat(server.get(path + "/webhooks").json().getJsonArray("webhooks").size(), is(0));
    }

    @Test
    void anUnsignedDeliveryIsRefusedAndKeptAndAcceptedOnceItIsSigned() {
        create();

        var refused = receive("/root", EVENT.formatted("evt_1"));
        var signed = repeat(1, "re-sign", "");
        var shown = server.get(path + "/webhooks/deliveries/2");

        assertThat(refused.status() + refused.message(), is("400webhook refused"));
        assertThat(
                refused.details(),
                is("webhook verification error: there must be one header Stripe-Signature"));
        assertThat(signed.getBoolean("accepted"), is(true));
        assertThat(signed.getInt("delivery") + signed.getInt("origin"), is(3));
        assertThat(names(signed), is(List.of("trim", "verify", "translate")));
        assertThat(
                step(signed, 1).getJsonObject("result").getString("idempotencyKey"), is("evt_1"));
        var events = step(signed, 2).getJsonObject("result").getJsonArray("events");
        assertThat(
                events.getJsonObject(0).getJsonObject("balance").getString("asset"), is("USD/2"));
        assertThat(events.size(), is(2));
        assertThat(shown.json(), is(signed));
        assertThat(
                signed.getJsonObject("headers").getJsonArray("Stripe-Signature").getString(0),
                is("***"));
    }

    @Test
    void anotherBodyIsSignedToo() {
        create();
        receive("/root", "{}");

        var text =
                repeat(
                        1,
                        "re-sign",
                        "{\"payload\":\"{\\\"id\\\":\\\"e\\\",\\\"type\\\":\\\"x\\\"}\"}");
        var json = repeat(1, "re-sign", "{\"payload\":{\"id\":\"f\",\"type\":\"x\"}}");

        assertThat(text.getBoolean("accepted") && json.getBoolean("accepted"), is(true));
        assertThat(json.getString("payload"), is("{\"id\":\"f\",\"type\":\"x\"}"));
    }

    @Test
    void theSameAgainIsADuplicateAndAChangedOrOldOneIsRefused() {
        create();
        receive("/root", EVENT.formatted("evt_1"));
        repeat(1, "re-sign", "");

        var again = repeat(2, "resend", "");
        var twice = post(2, "twice", "").json().getJsonArray("deliveries");
        var tampered = repeat(2, "tamper", "");
        var old = repeat(2, "old", "");

        assertThat(again.getBoolean("accepted"), is(true));
        assertThat(again.getInt("duplicateOf"), is(2));
        assertThat(twice.getJsonObject(0).getBoolean("accepted"), is(true));
        assertThat(twice.getJsonObject(1).getInt("duplicateOf"), is(2));
        assertThat(
                tampered.getJsonObject("error").getString("details"),
                is("webhook verification error: the signature is wrong"));
        assertThat(names(tampered), is(List.of("trim", "verify")));
        assertThat(
                old.getJsonObject("error").getString("details"),
                is("webhook verification error: it was signed too long ago"));
        var rows = server.get(path + "/webhooks/deliveries").json().getJsonArray("deliveries");
        assertThat(rows.size(), is(7));
        assertThat(rows.getJsonObject(6).getString("action"), is("old"));
        assertThat(rows.getJsonObject(6).containsKey("payload"), is(false));
    }

    @Test
    void noSecretIsShownWhereverADeliveryHasIt() {
        create();
        var body =
                "{\"id\":\"%s\",\"type\":\"x\",\"%s\":[\"%s\"]}"
                        .formatted(SECRET, StripeServer.KEY, StripeServer.KEY);
        server.request(
                "POST",
                "/webhooks"
                        + path.substring("/connectors".length())
                        + "/root?token=t0ken&q="
                        + SECRET,
                body,
                "X-Other",
                "of " + StripeServer.KEY,
                "Authorization",
                "Bearer hunter2",
                "Spiff-Connector-Proxy-Api-Key",
                "our-own-key");

        var all =
                post(1, "re-sign", "").body()
                        + server.get(path + "/webhooks/deliveries/1").body()
                        + server.get(path + "/webhooks/deliveries").body();

        assertThat(all, containsString("\"accepted\":true"));
        for (var secret :
                List.of(SECRET, StripeServer.KEY, "t0ken", "hunter2", "our-own-key", "v1=")) {
            assertThat(all, not(containsString(secret)));
        }
    }

    @Test
    void theSecretThatStripeReturnsOnceSurvivesARestartAndAReplacement() {
        server.close();
        var file = "state-file=" + folder.resolve("s.json");
        server = start(file);
        path = connect();
        create();
        var id = path.substring("/connectors/".length());

        server.close();
        server = start(file);
        create();
        server.post(
                "/connectors",
                "{\"provider\":\"stripe\",\"name\":\"n\",\"connectorId\":\"%s\",\"config\":%s}"
                        .formatted(id, config()));
        receive("/root", EVENT.formatted("evt_1"));

        assertThat(repeat(1, "re-sign", "").getBoolean("accepted"), is(true));
        assertThat(stripe.webhooks(), is(2));
    }

    @Test
    void webhooksThatWereCreatedElsewhereAreSet() {
        var config =
                "{\"webhookConfigs\":[{\"name\":\"cli\",\"urlPath\":\"/cli\",\"metadata\":{\"secret\":\"whsec_cli\","
                        + "\"webhook_related_account_id\":\"acct_root\"}}]}";

        var set = server.request("PUT", path + "/webhooks", config);
        receive("/cli", EVENT.formatted("evt_1"));

        assertThat(set.body(), not(containsString("whsec_cli")));
        assertThat(repeat(1, "re-sign", "").getBoolean("accepted"), is(true));
        assertThat(receive("/root", "{}").status(), is(404));
    }

    @Test
    void aTransferIsPaidTwiceWithOneKeyAndReversed() {
        var order =
                "{\"reference\":\"o1\",\"amount\":1050,\"asset\":\"USD/2\",\"destinationAccount\":{\"reference\":\"acct_000000000\"}}";

        var once = server.post(path + "/transfers", order);
        var again = server.post(path + "/transfers", order);
        var withoutId = server.post(path + "/transfers/o1/reverse", "{\"reference\":\"r1\"}");
        var reversed =
                server.post(
                        path + "/transfers/o1/reverse",
                        "{\"reference\":\"r1\",\"metadata\":{\"com.stripe.spec/transfer_id\":\"tr_7\"}}");
        var poll = server.get(path + "/payouts/polls/po_1");
        var bank = server.post(path + "/bank-accounts", "{\"id\":\"b\"}");

        assertThat(once.status(), is(200));
        assertThat(again.body(), is(once.body()));
        assertThat(withoutId.details(), containsString("com.stripe.spec/transfer_id"));
        assertThat(reversed.status(), is(200));
        assertThat(reversed.json().getJsonObject("payment").getString("status"), is("REFUNDED"));
        assertThat(poll.code() + bank.code(), is("UNIMPLEMENTEDUNIMPLEMENTED"));
    }

    @Test
    void everyResponseMatchesTheDocument() {
        var connector = "/paths/~1connectors~1{connectorId}";
        var hooks = connector + "~1webhooks";
        var order =
                "{\"reference\":\"o1\",\"amount\":1050,\"asset\":\"USD/2\",\"destinationAccount\":{\"reference\":\"acct_000000000\"}}";
        var reversal =
                "{\"reference\":\"r1\",\"metadata\":{\"com.stripe.spec/transfer_id\":\"tr_7\"}}";
        create();
        receive("/root", EVENT.formatted("evt_1"));

        check(connector + "~1transfers/post", server.post(path + "/transfers", order));
        check(
                connector + "~1transfers~1{reference}~1reverse/post",
                server.post(path + "/transfers/o1/reverse", reversal));
        check(
                hooks + "/post",
                server.post(path + "/webhooks", "{\"webhookBaseUrl\":\"https://h\"}"));
        check(hooks + "/get", server.get(path + "/webhooks"));
        check(hooks + "~1deliveries~1{delivery}~1{action}/post", post(1, "re-sign", ""));
        check(hooks + "~1deliveries~1{delivery}~1{action}/post", post(1, "tamper", ""));
        check(hooks + "~1deliveries~1{delivery}/get", server.get(path + "/webhooks/deliveries/3"));
        check(hooks + "~1deliveries/get", server.get(path + "/webhooks/deliveries"));
        check(hooks + "/delete", server.request("DELETE", path + "/webhooks", ""));
    }

    private static void check(String operation, Response response) {
        assertThat(operation + response.body(), response.status() / 100, is(2));
        DevServerOpenApiTest.check(operation, response);
    }

    private void create() {
        var created = server.post(path + "/webhooks", "{\"webhookBaseUrl\":\"https://h.example\"}");
        assertThat(created.body(), created.status(), is(200));
    }

    private Response receive(String urlPath, String body) {
        return server.post("/webhooks" + path.substring("/connectors".length()) + urlPath, body);
    }

    private Response post(int delivery, String action, String body) {
        return server.post(path + "/webhooks/deliveries/%d/%s".formatted(delivery, action), body);
    }

    private JsonObject repeat(int delivery, String action, String body) {
        return post(delivery, action, body).json().getJsonArray("deliveries").getJsonObject(0);
    }

    private static JsonObject step(JsonObject delivery, int index) {
        return delivery.getJsonArray("steps").getJsonObject(index);
    }

    private static List<String> names(JsonObject delivery) {
        return delivery.getJsonArray("steps").getValuesAs(JsonObject.class).stream()
                .map(step -> step.getString("step"))
                .toList();
    }
}
