package dev.connectorproxy.provider.stripe;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import dev.connectorproxy.provider.stripe.StripeFaults.Fault;
import dev.connectorproxy.spi.payment.Balance;
import dev.connectorproxy.spi.payment.PaymentError;
import dev.connectorproxy.spi.payment.Webhook;
import dev.connectorproxy.spi.payment.WebhookConfig;
import dev.connectorproxy.spi.payment.WebhookDelivery;
import dev.connectorproxy.spi.payment.WebhookEvent;
import dev.connectorproxy.spi.payment.WebhookSetup;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Point 11 of the offline conformance layer: webhooks set up, verified and translated.
class StripeWebhooksTest {
    private static final String SECRET = "whsec_canary_77";
    private static final String BASE = "https://hooks.example.com/c1";
    private static final WebhookSetup SETUP = new WebhookSetup(Optional.empty(), "c1", BASE);
    private static final String EVENT =
            """
            {"id":"evt_1","object":"event","created":1770000000,"type":"balance.available",%s
             "data":{"object":{"object":"balance","available":[{"amount":5,"currency":"usd"},
             {"amount":123456789012345678901234567890,"currency":"jpy"},{"amount":1,"currency":"zzz"}]}}}\
            """;
    private static final WebhookConfig CONFIG =
            new WebhookConfig(
                    "we_1",
                    "/root",
                    Map.of("secret", SECRET, "webhook_related_account_id", StripeWorld.ROOT));

    @Test
    void oneEndpointIsForTheRootAndOneForConnectedAccounts() {
        try (var stripe = new Session(0, 0, 0)) {
            var created = stripe.connector.createWebhooks(SETUP, Session.call());

            assertThat(
                    created.configs(),
                    contains(
                            new WebhookConfig(
                                    "we_1",
                                    "/root",
                                    Map.of(
                                            "secret",
                                            StripeEndpoints.secret("we_1"),
                                            "enabled_events",
                                            "balance.available",
                                            "webhook_related_account_id",
                                            StripeWorld.ROOT)),
                            new WebhookConfig(
                                    "we_2",
                                    "/connect",
                                    Map.of(
                                            "secret",
                                            StripeEndpoints.secret("we_2"),
                                            "enabled_events",
                                            "balance.available"))));
            var sent = stripe.server.seen().getLast();
            assertThat(sent.parameter("connect"), is("true"));
            assertThat(sent.parameter("url"), is(BASE + "/connect"));
            assertThat(sent.parameter("api_version"), is("2024-09-30.acacia"));
            assertThat(sent.parameter("enabled_events[0]"), is("balance.available"));
        }
    }

    @Test
    void settingUpAgainSetsUpNothingTwiceAndStillKnowsTheSecrets() {
        try (var stripe = new Session(0, 0, 0)) {
            var first = stripe.connector.createWebhooks(SETUP, Session.call());
            var slashed = new WebhookSetup(Optional.empty(), "c1", BASE + "/");

            var again = stripe.connector.createWebhooks(slashed, Session.call());
            var anew = stripe.connect(StripeServer.KEY).createWebhooks(SETUP, Session.call());

            assertThat(again, is(first));
            assertThat(
                    anew.configs().stream().map(WebhookConfig::name).toList(),
                    contains("we_1", "we_2"));
            assertThat(anew.configs().getFirst().metadata().containsKey("secret"), is(false));
            assertThat(stripe.log.peek(), containsString("we_1"));
            assertThat(stripe.log.toString(), not(containsString("whsec")));
        }
    }

    @Test
    void whatFailsHalfWayIsGoneOnWith() {
        try (var stripe = new Session(0, 0, 0)) {
            stripe.server.faults().next(3, new Fault.Slow(Duration.ofMillis(1)));
            stripe.server.faults().next(1, new Fault.Refused(500, "api_error", ""));

            var failure =
                    Session.failure(() -> stripe.connector.createWebhooks(SETUP, Session.call()));
            var created = stripe.connector.createWebhooks(SETUP, Session.call());

            assertThat(failure.error(), is(PaymentError.UPSTREAM_ERROR));
            assertThat(
                    created.configs().stream().map(it -> it.metadata().get("secret")).toList(),
                    contains(StripeEndpoints.secret("we_1"), StripeEndpoints.secret("we_2")));
        }
    }

    @Test
    void uninstallingTakesThemBackAndMayBeRepeated() {
        try (var stripe = new Session(0, 0, 0)) {
            var created = stripe.connector.createWebhooks(SETUP, Session.call());

            stripe.connector.uninstall(created.configs(), Session.call());
            stripe.connector.uninstall(created.configs(), Session.call());
            int left = stripe.server.webhooks();
            var anew = stripe.connector.createWebhooks(SETUP, Session.call());

            assertThat(left, is(0));
            assertThat(
                    anew.configs().stream().map(WebhookConfig::name).toList(),
                    contains("we_3", "we_4"));
        }
    }

    @Test
    void aSignedDeliveryIsVerifiedWheneverItIsSent() {
        try (var stripe = new Session(0, 0, 0)) {
            var delivery = delivery(event(""), signed(event(""), Session.NOW));

            assertThat(
                    stripe.connector.verifyWebhook(delivery, Session.call()),
                    is(Optional.of("evt_1")));
            assertThat(
                    stripe.connector.verifyWebhook(delivery, Session.call()),
                    is(Optional.of("evt_1")));
            assertThat(stripe.server.count(), is(0));
        }
    }

    @Test
    void whileASecretIsRolledOneOfTheSignaturesIsRight() {
        try (var stripe = new Session(0, 0, 0)) {
            var right = signed(event(""), Session.NOW);
            var both = right.replace(",v1=", ",v1=00ff,v1=zz,v0=11,v1=");

            assertThat(
                    stripe.connector.verifyWebhook(delivery(event(""), both), Session.call()),
                    is(Optional.of("evt_1")));
        }
    }

    @Test
    void aSignatureIsGoodForFiveMinutes() {
        try (var stripe = new Session(0, 0, 0)) {
            var young = Session.NOW.minusSeconds(299);
            var old = Session.NOW.minusSeconds(301);

            assertThat(
                    stripe.connector.verifyWebhook(
                            delivery(event(""), signed(event(""), young)), Session.call()),
                    is(Optional.of("evt_1")));
            assertRefused(stripe, delivery(event(""), signed(event(""), old)));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "t=1",
                "v1=00",
                "t=now,v1=00",
                "garbage",
                "t=99999999999999999999,v1=00",
                ",,,=,",
            })
    void aHeaderThatProvesNothingIsRefused(String header) {
        try (var stripe = new Session(0, 0, 0)) {
            assertRefused(stripe, delivery(event(""), header));
        }
    }

    @Test
    void aChangedBodyATestSignatureAndAMissingOrSecondHeaderAreRefused() {
        try (var stripe = new Session(0, 0, 0)) {
            var header = signed(event(""), Session.NOW);

            assertRefused(stripe, delivery(event("").replace("evt_1", "evt_2"), header));
            assertRefused(stripe, delivery(event("") + "\n", header));
            assertRefused(stripe, delivery(event(""), header.replace("v1=", "v0=")));
            assertRefused(stripe, new WebhookDelivery(CONFIG, webhook(event(""), Map.of())));
            assertRefused(
                    stripe,
                    new WebhookDelivery(
                            CONFIG,
                            webhook(
                                    event(""),
                                    Map.of("Stripe-Signature", List.of(header, header)))));
        }
    }

    @Test
    void withoutASecretNothingIsVerified() {
        try (var stripe = new Session(0, 0, 0)) {
            var webhook =
                    webhook(
                            event(""),
                            Map.of("stripe-signature", List.of(signed(event(""), Session.NOW))));

            for (var metadata : List.of(Map.<String, String>of(), Map.of("secret", ""))) {
                var config = new WebhookConfig("we_1", "/root", metadata);
                assertRefused(stripe, new WebhookDelivery(config, webhook));
            }
        }
    }

    @Test
    void anEventTellsTheBalancesOfItsAccount() {
        try (var stripe = new Session(0, 0, 0)) {
            var root = translate(stripe, event(""));
            var connected = translate(stripe, event("\"account\":\"acct_7\","));

            assertThat(
                    root, contains(balance(StripeWorld.ROOT, "5", "USD/2"), big(StripeWorld.ROOT)));
            assertThat(connected, contains(balance("acct_7", "5", "USD/2"), big("acct_7")));
            assertThat(stripe.log, hasSize(2));
        }
    }

    @Test
    void anEventOfNoInterestTellsNothing() {
        try (var stripe = new Session(0, 0, 0)) {
            assertThat(
                    translate(stripe, event("").replace("balance.available", "charge.updated")),
                    is(empty()));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "no json",
                "[]",
                "{}",
                "{\"id\":\"evt_1\",\"type\":\"balance.available\"}"
            })
    void aBodyThatIsNoEventIsRefused(String body) {
        try (var stripe = new Session(0, 0, 0)) {
            var failure = Session.failure(() -> translate(stripe, body));

            assertThat(failure.error(), is(PaymentError.INVALID_REQUEST));
        }
    }

    private static void assertRefused(Session stripe, WebhookDelivery delivery) {
        var failure =
                Session.failure(() -> stripe.connector.verifyWebhook(delivery, Session.call()));

        assertThat(failure.error(), is(PaymentError.WEBHOOK_VERIFICATION));
        assertThat(failure.getMessage(), not(containsString(SECRET)));
    }

    private static List<WebhookEvent> translate(Session stripe, String body) {
        return stripe.connector.translateWebhook(
                new WebhookDelivery(CONFIG, webhook(body, Map.of())), Session.call());
    }

    private static WebhookEvent balance(String account, String amount, String asset) {
        return new WebhookEvent.BalanceChanged(
                Balance.of(
                        account,
                        Instant.ofEpochSecond(1_770_000_000),
                        new BigInteger(amount),
                        asset));
    }

    private static WebhookEvent big(String account) {
        return balance(account, "123456789012345678901234567890", "JPY");
    }

    private static String event(String more) {
        return EVENT.formatted(more);
    }

    private static WebhookDelivery delivery(String body, String header) {
        return new WebhookDelivery(
                CONFIG, webhook(body, Map.of("stripe-signature", List.of(header))));
    }

    private static Webhook webhook(String body, Map<String, List<String>> headers) {
        return new Webhook(
                Optional.empty(), Map.of(), headers, body.getBytes(StandardCharsets.UTF_8));
    }

    private static String signed(String body, Instant at) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            var text = at.getEpochSecond() + "." + body;
            var digest = mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
            return "t=" + at.getEpochSecond() + ",v1=" + HexFormat.of().formatHex(digest);
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }
}
