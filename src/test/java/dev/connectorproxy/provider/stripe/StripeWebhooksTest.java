package dev.connectorproxy.provider.stripe;

import static dev.connectorproxy.provider.stripe.StripeDeliveries.BASE;
import static dev.connectorproxy.provider.stripe.StripeDeliveries.CONFIG;
import static dev.connectorproxy.provider.stripe.StripeDeliveries.SETUP;
import static dev.connectorproxy.provider.stripe.StripeDeliveries.event;
import static dev.connectorproxy.provider.stripe.StripeDeliveries.webhook;
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
import dev.connectorproxy.spi.payment.WebhookConfig;
import dev.connectorproxy.spi.payment.WebhookDelivery;
import dev.connectorproxy.spi.payment.WebhookEvent;
import dev.connectorproxy.spi.payment.WebhookSetup;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Point 11 of the offline conformance layer: webhooks set up, taken back and translated.
class StripeWebhooksTest {
    @Test
    void oneEndpointIsForTheRootAndOneForConnectedAccounts() {
        try (var stripe = new StripeSession(0, 0, 0)) {
            var created = stripe.connector.createWebhooks(SETUP, StripeSession.call());

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
        try (var stripe = new StripeSession(0, 0, 0)) {
            var first = stripe.connector.createWebhooks(SETUP, StripeSession.call());
            var slashed = new WebhookSetup(Optional.empty(), "c1", BASE + "/");

            var again = stripe.connector.createWebhooks(slashed, StripeSession.call());
            var repeated =
                    stripe.connect(StripeServer.KEY).createWebhooks(SETUP, StripeSession.call());

            assertThat(again, is(first));
            assertThat(
                    repeated.configs().stream().map(WebhookConfig::name).toList(),
                    contains("we_1", "we_2"));
            assertThat(repeated.configs().getFirst().metadata().containsKey("secret"), is(false));
            assertThat(stripe.log.peek(), containsString("we_1"));
            assertThat(stripe.log.toString(), not(containsString("whsec")));
        }
    }

    @Test
    void aPartiallyFailedSetupIsContinued() {
        try (var stripe = new StripeSession(0, 0, 0)) {
            stripe.server.faults().next(3, new Fault.Slow(Duration.ofMillis(1)));
            stripe.server.faults().next(1, new Fault.Refused(500, "api_error", ""));

            var failure =
                    StripeSession.failure(
                            () -> stripe.connector.createWebhooks(SETUP, StripeSession.call()));
            var created = stripe.connector.createWebhooks(SETUP, StripeSession.call());

            assertThat(failure.error(), is(PaymentError.UPSTREAM_ERROR));
            assertThat(
                    created.configs().stream()
                            .map(config -> config.metadata().get("secret"))
                            .toList(),
                    contains(StripeEndpoints.secret("we_1"), StripeEndpoints.secret("we_2")));
        }
    }

    @Test
    void uninstallingTakesThemBackAndMayBeRepeated() {
        try (var stripe = new StripeSession(0, 0, 0)) {
            var created = stripe.connector.createWebhooks(SETUP, StripeSession.call());

            stripe.connector.uninstall(created.configs(), StripeSession.call());
            stripe.connector.uninstall(created.configs(), StripeSession.call());
            int left = stripe.server.webhooks();
            var repeated = stripe.connector.createWebhooks(SETUP, StripeSession.call());

            assertThat(left, is(0));
            assertThat(
                    repeated.configs().stream().map(WebhookConfig::name).toList(),
                    contains("we_3", "we_4"));
        }
    }

    @Test
    void anEventHasTheBalancesOfItsAccount() {
        try (var stripe = new StripeSession(0, 0, 0)) {
            var root = translate(stripe, event(""));
            var connected = translate(stripe, event("\"account\":\"acct_7\","));

            assertThat(
                    root, contains(balance(StripeWorld.ROOT, "5", "USD/2"), big(StripeWorld.ROOT)));
            assertThat(connected, contains(balance("acct_7", "5", "USD/2"), big("acct_7")));
            assertThat(stripe.log, hasSize(2));
        }
    }

    @Test
    void anIrrelevantEventHasNoResult() {
        try (var stripe = new StripeSession(0, 0, 0)) {
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
        try (var stripe = new StripeSession(0, 0, 0)) {
            var failure = StripeSession.failure(() -> translate(stripe, body));

            assertThat(failure.error(), is(PaymentError.INVALID_REQUEST));
        }
    }

    private static List<WebhookEvent> translate(StripeSession stripe, String body) {
        return stripe.connector.translateWebhook(
                new WebhookDelivery(CONFIG, webhook(body, Map.of())), StripeSession.call());
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
}
