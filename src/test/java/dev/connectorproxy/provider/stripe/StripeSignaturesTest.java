package dev.connectorproxy.provider.stripe;

import static dev.connectorproxy.provider.stripe.StripeDeliveries.CONFIG;
import static dev.connectorproxy.provider.stripe.StripeDeliveries.SECRET;
import static dev.connectorproxy.provider.stripe.StripeDeliveries.delivery;
import static dev.connectorproxy.provider.stripe.StripeDeliveries.event;
import static dev.connectorproxy.provider.stripe.StripeDeliveries.webhook;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import dev.connectorproxy.spi.payment.PaymentError;
import dev.connectorproxy.spi.payment.WebhookConfig;
import dev.connectorproxy.spi.payment.WebhookDelivery;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
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

/// Point 11 of the offline conformance layer: which deliveries are believed.
class StripeSignaturesTest {
    @Test
    void aSignedDeliveryIsVerifiedWheneverItIsSent() {
        try (var stripe = new StripeSession(0, 0, 0)) {
            var delivery = delivery(event(""), signed(event(""), StripeSession.NOW));

            assertThat(
                    stripe.connector.verifyWebhook(delivery, StripeSession.call()),
                    is(Optional.of("evt_1")));
            assertThat(
                    stripe.connector.verifyWebhook(delivery, StripeSession.call()),
                    is(Optional.of("evt_1")));
            assertThat(stripe.server.count(), is(0));
        }
    }

    @Test
    void whatTheConnectorSignsItVerifiesAndAnOldSignatureIsReplaced() {
        try (var stripe = new StripeSession(0, 0, 0)) {
            var stale = StripeDeliveries.delivery(StripeDeliveries.event(""), "t=1,v1=00");

            var signed = stripe.connector.signWebhook(stale, StripeSession.call());

            assertThat(signed.headers().size(), is(1));
            assertThat(
                    stripe.connector.verifyWebhook(
                            new WebhookDelivery(stale.config(), signed), StripeSession.call()),
                    is(Optional.of("evt_1")));
        }
    }

    @Test
    void whileASecretIsRolledOneOfTheSignaturesIsRight() {
        try (var stripe = new StripeSession(0, 0, 0)) {
            var right = signed(event(""), StripeSession.NOW);
            var both = right.replace(",v1=", ",v1=00ff,v1=zz,v0=11,v1=");

            assertThat(
                    stripe.connector.verifyWebhook(delivery(event(""), both), StripeSession.call()),
                    is(Optional.of("evt_1")));
        }
    }

    @Test
    void aSignatureIsGoodForFiveMinutes() {
        try (var stripe = new StripeSession(0, 0, 0)) {
            var young = StripeSession.NOW.minusSeconds(299);
            var old = StripeSession.NOW.minusSeconds(301);

            assertThat(
                    stripe.connector.verifyWebhook(
                            delivery(event(""), signed(event(""), young)), StripeSession.call()),
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
        try (var stripe = new StripeSession(0, 0, 0)) {
            assertRefused(stripe, delivery(event(""), header));
        }
    }

    @Test
    void aChangedBodyATestSignatureAndAMissingOrSecondHeaderAreRefused() {
        try (var stripe = new StripeSession(0, 0, 0)) {
            var header = signed(event(""), StripeSession.NOW);

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
        try (var stripe = new StripeSession(0, 0, 0)) {
            var webhook =
                    webhook(
                            event(""),
                            Map.of(
                                    "stripe-signature",
                                    List.of(signed(event(""), StripeSession.NOW))));

            for (var metadata : List.of(Map.<String, String>of(), Map.of("secret", ""))) {
                var config = new WebhookConfig("we_1", "/root", metadata);
                assertRefused(stripe, new WebhookDelivery(config, webhook));
            }
        }
    }

    private static void assertRefused(StripeSession stripe, WebhookDelivery delivery) {
        var failure =
                StripeSession.failure(
                        () -> stripe.connector.verifyWebhook(delivery, StripeSession.call()));

        assertThat(failure.error(), is(PaymentError.WEBHOOK_VERIFICATION));
        assertThat(failure.getMessage(), not(containsString(SECRET)));
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
