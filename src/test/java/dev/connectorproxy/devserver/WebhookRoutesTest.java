package dev.connectorproxy.devserver;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import dev.connectorproxy.devserver.RunningDevServer.Response;
import dev.connectorproxy.spi.Call;
import dev.connectorproxy.spi.payment.Balance;
import dev.connectorproxy.spi.payment.Capability;
import dev.connectorproxy.spi.payment.CreatedWebhooks;
import dev.connectorproxy.spi.payment.Other;
import dev.connectorproxy.spi.payment.PaymentConnector;
import dev.connectorproxy.spi.payment.PaymentError;
import dev.connectorproxy.spi.payment.PaymentException;
import dev.connectorproxy.spi.payment.Webhook;
import dev.connectorproxy.spi.payment.WebhookConfig;
import dev.connectorproxy.spi.payment.WebhookDelivery;
import dev.connectorproxy.spi.payment.WebhookEvent;
import dev.connectorproxy.spi.payment.WebhookSetup;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Webhooks of a provider that a test writes: each line of a delivery is an event; it does not sign.
class WebhookRoutesTest {
    private static final Set<Capability> BOTH =
            Set.of(Capability.CREATE_WEBHOOKS, Capability.TRANSLATE_WEBHOOKS);

    private final Hooks hooks = new Hooks();
    private final RunningDevServer server =
            new RunningDevServer(
                    new ScriptedProvider(BOTH, _ -> hooks),
                    "fetch-timeout=PT2S",
                    "request-bytes=100000");
    private final String path = server.connector("scripted");

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void aProviderGetsThePayloadTheConnectorAndTheReceiverOfThisServer() {
        var created = server.post(path + "/webhooks", "{\"fromPayload\":{\"id\":\"u1\"}}");

        var setup = hooks.setups.getFirst();
        assertThat(
                setup.webhookBaseUrl(),
                is("http://127.0.0.1:" + server.port() + "/webhooks/" + setup.connectorId()));
        assertThat(setup.fromPayload().orElseThrow().toString(), is("{\"id\":\"u1\"}"));
        assertThat("/connectors/" + setup.connectorId(), is(path));
        assertThat(created.json().getJsonArray("others").getJsonObject(0).getString("id"), is("o"));
    }

    @Test
    void webhooksOfTwoPayloadsAreKeptAndThoseOfOneAreReplaced() {
        server.post(path + "/webhooks", "{\"fromPayload\":{\"id\":\"u1\"}}");
        server.post(path + "/webhooks", "{\"fromPayload\":{\"id\":\"u2\"}}");
        server.post(path + "/webhooks", "{\"fromPayload\":{\"id\":\"u2\"}}");

        assertThat(kept(), is(2));
        assertThat(server.post(path + "/uninstall", "").status(), is(204));
        assertThat(hooks.uninstalled.size(), is(2));
        assertThat(kept(), is(0));
    }

    @Test
    void everyPartIsShownWithItsEventsAndWarnings() {
        setUp();

        var accepted = receive("a\nb");

        assertThat(accepted.body(), is("{\"delivery\":1}\n"));
        var shown = server.get(path + "/webhooks/deliveries/1").json();
        assertThat(
                shown.getJsonArray("steps").getValuesAs(JsonObject.class).stream()
                        .map(step -> step.getString("step") + step.getInt("part"))
                        .toList(),
                is(List.of("trim0", "verify0", "translate0", "verify1", "translate1")));
        assertThat(
                shown.getJsonArray("steps").getJsonObject(0).toString(),
                containsString("\"payloads\":[\"a\",\"b\"]"));
        var event =
                shown.getJsonArray("steps")
                        .getJsonObject(4)
                        .getJsonObject("result")
                        .getJsonArray("events")
                        .getJsonObject(0);
        assertThat(event.getJsonObject("balance").getString("accountReference"), is("b"));
        assertThat(
                event.getJsonArray("warnings").getJsonObject(0).getString("message"),
                is("invalid balance asset: validation error"));
    }

    @Test
    void theProviderGetsTheBytesTheQueryAndTheCredentialsAsTheyWereSent() {
        setUp();

        server.request(
                "POST",
                receiver() + "?a=1&a=2&empty",
                "\u00fc \r\n",
                "X-Sig",
                "s",
                "Authorization",
                "Basic dTpwOnE=");

        var webhook = hooks.received.getFirst().webhook();
        assertThat(new String(webhook.payload(), StandardCharsets.UTF_8), is("\u00fc \r\n"));
        assertThat(webhook.queryValues().get("a"), is(List.of("1", "2")));
        assertThat(webhook.header("x-sig"), is(Optional.of("s")));
        assertThat(webhook.basicAuth(), is(Optional.of(new Webhook.BasicAuth("u", "p:q"))));
        assertThat(hooks.received.getFirst().config().name(), is("hook"));
    }

    @Test
    void aReplacementKeepsWebhooksAndADeletionForgetsEverything() {
        setUp();
        receive("a");
        var id = path.substring("/connectors/".length());

        DevServerCase.create(server, "scripted", id);
        var kept = kept();
        server.request("DELETE", path, "");
        DevServerCase.create(server, "scripted", id);

        assertThat(kept, is(1));
        assertThat(kept(), is(0));
        assertThat(server.get(path + "/webhooks/deliveries/1").status(), is(404));
    }

    @Test
    void aDeliveryBelongsToItsConnectorAlone() {
        setUp();
        receive("a");
        var other = server.connector("scripted");

        assertThat(server.get(other + "/webhooks/deliveries/1").status(), is(404));
        assertThat(server.get(other + "/webhooks/deliveries").body(), is("{\"deliveries\":[]}\n"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "deliveries/2/resend",
                "deliveries/1/receive",
                "deliveries/1/nothing",
                "deliveries/-1/resend",
                "deliveries/9999999999999999999/resend"
            })
    void anUnknownDeliveryOrActionIsNotFound(String what) {
        setUp();
        receive("a");

        assertThat(server.post(path + "/webhooks/" + what, "").status(), is(404));
    }

    @Test
    void onlyTheProviderCanSignWhereTheConnectorCannot() {
        setUp();
        receive("a");

        var response = server.post(path + "/webhooks/deliveries/1/re-sign", "");

        assertThat(response.status() + response.code(), is("400UNIMPLEMENTED"));
    }

    @Test
    void theOldDeliveryIsOldForTheClockOfTheConnectorOnly() {
        var times = new CopyOnWriteArrayList<Instant>();
        try (var timed =
                new RunningDevServer(
                        new ScriptedProvider(
                                BOTH,
                                context -> {
                                    var own = new Hooks();
                                    own.verified = () -> times.add(context.clock().instant());
                                    return own;
                                }))) {
            var connector = timed.connector("scripted");
            timed.post(connector + "/webhooks", "");
            timed.post("/webhooks" + connector.substring("/connectors".length()) + "/hook", "a");
            var received = timed.get(connector + "/webhooks/deliveries/1").json();

            timed.post(connector + "/webhooks/deliveries/1/resend", "");
            timed.post(connector + "/webhooks/deliveries/1/old", "");

            var at = Instant.parse(received.getString("receivedAt"));
            assertThat(times.subList(1, 3), is(List.of(at, at.plusSeconds(600))));
        }
    }

    @Test
    void aProviderThatMisbehavesIsShownAtItsStep() {
        setUp();
        hooks.trimmed = _ -> null;
        var absent = receive("a");
        hooks.trimmed = delivery -> Collections.nCopies(101, delivery.webhook());
        var many = receive("a");
        hooks.trimmed = delivery -> List.of(delivery.webhook());
        hooks.verified =
                () -> {
                    throw new IllegalStateException("with s3cret-key");
                };
        var bug = receive("a");
        hooks.verified =
                () -> {
                    try {
                        new CountDownLatch(1).await();
                    } catch (InterruptedException e) {
                        throw PaymentException.of(PaymentError.UPSTREAM_ERROR, "interrupted", e);
                    }
                };
        var late = receive("a");

        assertThat(absent.status(), is(500));
        assertThat(many.details(), containsString("split into 101 parts"));
        assertThat(bug.status() + bug.details(), containsString("500java.lang.Illegal"));
        assertThat(late.code(), is("TIMEOUT"));
        var shown = server.get(path + "/webhooks/deliveries/3");
        assertThat(shown.body(), not(containsString("s3cret-key")));
        var step = shown.json().getJsonArray("steps").getJsonObject(1);
        assertThat(step.getString("step"), is("verify"));
        assertThat(step.getJsonObject("error").getString("details"), containsString("with ***"));
    }

    @Test
    void aDeliveryThatNobodyDeclaresToTranslateIsRefused() {
        try (var mute =
                new RunningDevServer(
                        new ScriptedProvider(Set.of(Capability.CREATE_WEBHOOKS), _ -> hooks))) {
            var connector = mute.connector("scripted");
            mute.post(connector + "/webhooks", "");

            var response =
                    mute.post(
                            "/webhooks" + connector.substring("/connectors".length()) + "/hook",
                            "a");

            assertThat(
                    response.details(),
                    is("not implemented: the provider does not declare TRANSLATE_WEBHOOKS"));
            assertThat(hooks.received.isEmpty(), is(true));
        }
    }

    @Test
    void theReceiverHasTheProtectionOfEveryRoute() {
        setUp();

        var site = server.request("POST", receiver(), "a", "Origin", "https://elsewhere.example");
        var form = server.request("POST", receiver(), "a", "Sec-Fetch-Site", "cross-site");
        var large = server.post(receiver(), "x".repeat(100_001));
        var unknown = server.post(receiver() + "/more", "a");
        var get = server.get(receiver());

        assertThat(site.status() + form.status(), is(806));
        assertThat(large.status(), is(413));
        assertThat(unknown.status(), is(404));
        assertThat(get.status(), is(405));
        assertThat(hooks.received.isEmpty(), is(true));
    }

    @Test
    void theReceiverNeedsTheKeyWhereOneIsConfigured() {
        try (var closed =
                new RunningDevServer(
                        new ScriptedProvider(BOTH, _ -> hooks), "api-key=k-0123456789")) {
            var response = closed.post("/webhooks/x/hook", "a");

            assertThat(response.status(), is(401));
        }
    }

    @Test
    void aBodyThatIsNoTextIsShownInBase64() {
        setUp();
        hooks.trimmed =
                delivery -> List.of(delivery.webhook().withPayload(new byte[] {(byte) 0xff, 0}));
        receive("a");

        assertThat(
                server.get(path + "/webhooks/deliveries/1").body(),
                containsString("\"payloads\":[{\"base64\":\"/wA=\"}]"));
    }

    @Test
    void ofManyLargeDeliveriesTheLatestAreKept() {
        try (var roomy = new RunningDevServer(new ScriptedProvider(BOTH, _ -> hooks))) {
            var connector = roomy.connector("scripted");
            roomy.post(connector + "/webhooks", "");
            var receiver = "/webhooks" + connector.substring("/connectors".length()) + "/hook";
            hooks.trimmed = _ -> List.of();

            for (int i = 0; i < 20; i++) {
                roomy.post(receiver, "x".repeat(1_000_000));
            }

            assertThat(roomy.get(connector + "/webhooks/deliveries/20").status(), is(200));
            assertThat(roomy.get(connector + "/webhooks/deliveries/10").status(), is(404));
        }
    }

    private void setUp() {
        assertThat(server.post(path + "/webhooks", "").status(), is(200));
    }

    private int kept() {
        return server.get(path + "/webhooks").json().getJsonArray("webhooks").size();
    }

    private String receiver() {
        return "/webhooks" + path.substring("/connectors".length()) + "/hook";
    }

    private Response receive(String body) {
        return server.post(receiver(), body);
    }

    /// How a delivery is trimmed.
    @FunctionalInterface
    private interface Trimming {
        List<Webhook> of(WebhookDelivery delivery);
    }

    private static final class Hooks implements PaymentConnector {
        final List<WebhookSetup> setups = new CopyOnWriteArrayList<>();
        final List<WebhookConfig> uninstalled = new CopyOnWriteArrayList<>();
        final List<WebhookDelivery> received = new CopyOnWriteArrayList<>();
        volatile Trimming trimmed = Hooks::lines;
        volatile Runnable verified = () -> {};

        private static List<Webhook> lines(WebhookDelivery delivery) {
            var text = new String(delivery.webhook().payload(), StandardCharsets.UTF_8);
            return Arrays.stream(text.split("\n"))
                    .map(line ->
                            delivery.webhook().withPayload(line.getBytes(StandardCharsets.UTF_8)))
                    .toList();
        }

        @Override
        public void uninstall(List<WebhookConfig> webhooks, Call call) {
            uninstalled.addAll(webhooks);
        }

        @Override
        public CreatedWebhooks createWebhooks(WebhookSetup setup, Call call) {
            setups.add(setup);
            return new CreatedWebhooks(
                    List.of(new WebhookConfig("hook", "/hook", Map.of("n", "1"))),
                    List.of(new Other("o", JsonValue.TRUE)));
        }

        @Override
        public List<Webhook> trimWebhook(WebhookDelivery delivery, Call call) {
            received.add(delivery);
            return trimmed.of(delivery);
        }

        @Override
        public Optional<String> verifyWebhook(WebhookDelivery delivery, Call call) {
            verified.run();
            return Optional.empty();
        }

        @Override
        public List<WebhookEvent> translateWebhook(WebhookDelivery delivery, Call call) {
            var line = new String(delivery.webhook().payload(), StandardCharsets.UTF_8);
            return List.of(
                    new WebhookEvent.BalanceChanged(
                            Balance.of(line, Instant.EPOCH, BigInteger.ONE, "no asset")));
        }
    }
}
