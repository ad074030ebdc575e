package dev.connectorproxy.contract.payment;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import dev.connectorproxy.contract.payment.WebhookFixture.Delivery;
import dev.connectorproxy.spi.payment.Capability;
import dev.connectorproxy.spi.payment.PaymentError;
import dev.connectorproxy.spi.payment.PaymentException;
import dev.connectorproxy.spi.payment.Webhook;
import dev.connectorproxy.spi.payment.WebhookConfig;
import dev.connectorproxy.spi.payment.WebhookDelivery;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.function.Executable;

/// Point 11: webhooks.
interface Point11Webhooks extends Point {
    @TestFactory
    default Stream<DynamicTest> signedDeliveriesAreVerifiedAndTranslated() {
        return translating(
                "signed",
                () -> {
                    var connector = harness().connector();
                    for (var signed : deliveries()) {
                        connector.verifyWebhook(signed.delivery(), harness().call());
                        int events = 0;
                        for (var part :
                                connector.trimWebhook(signed.delivery(), harness().call())) {
                            var delivery = new WebhookDelivery(signed.delivery().config(), part);
                            events += connector.translateWebhook(delivery, harness().call()).size();
                        }
                        assertThat("events of " + signed.what(), events, is(signed.events()));
                    }
                });
    }

    @TestFactory
    default Stream<DynamicTest> deliveriesThatWereTamperedWithAreRefused() {
        return translating(
                "tampered",
                () -> {
                    for (var delivery : deliveries()) {
                        refuses(
                                "another body of " + delivery.what(),
                                delivery,
                                flipped(webhook(delivery)));
                        refuses(
                                "one byte more of " + delivery.what(),
                                delivery,
                                longer(webhook(delivery)));
                        refuses(
                                "no body of " + delivery.what(),
                                delivery,
                                webhook(delivery).withPayload(new byte[0]));
                    }
                });
    }

    @TestFactory
    default Stream<DynamicTest> deliveriesWithoutASignatureAreRefused() {
        return translating(
                "unsigned",
                () -> {
                    for (var delivery : deliveries()) {
                        var bare =
                                new Webhook(
                                        Optional.empty(),
                                        Map.of(),
                                        Map.of(),
                                        webhook(delivery).payload());
                        refuses("no signature of " + delivery.what(), delivery, bare);
                    }
                });
    }

    @TestFactory
    default Stream<DynamicTest> aReplayedDeliveryHasTheSameKeyAndNoOtherHas() {
        return translating(
                "replayed",
                () -> {
                    var keys = new ArrayList<String>();
                    for (var delivery : deliveries()) {
                        var once =
                                harness()
                                        .connector()
                                        .verifyWebhook(delivery.delivery(), harness().call());
                        var again =
                                harness()
                                        .connector()
                                        .verifyWebhook(delivery.delivery(), harness().call());
                        assertThat("the key of " + delivery.what(), again, is(once));
                        once.ifPresent(keys::add);
                    }
                    assertThat("different keys", new HashSet<>(keys).size(), is(keys.size()));
                    assertThat("keys", keys, is(not(empty())));
                });
    }

    @TestFactory
    default Stream<DynamicTest> whatTheConnectorSignsItVerifies() {
        return translating("signed", () -> deliveries().forEach(this::verifySigned));
    }

    @TestFactory
    @Checks(ReviewRule.SEPARATION)
    default Stream<DynamicTest> verifyingSendsNoRequest() {
        return translating(
                "offline",
                () -> {
                    var deliveries = deliveries();
                    harness().egress.clear();
                    for (var delivery : deliveries) {
                        harness().connector().verifyWebhook(delivery.delivery(), harness().call());
                        harness().connector().trimWebhook(delivery.delivery(), harness().call());
                    }
                    assertThat("requests sent", harness().egress.sent(), is(empty()));
                });
    }

    @TestFactory
    default Stream<DynamicTest> webhooksAreSetUpOnceAndTakenBack() {
        return Point.when(
                harness().can(Capability.CREATE_WEBHOOKS),
                "set up",
                () -> {
                    harness().fixture.reset(ProviderContract.SEED, ProviderContract.ROWS);
                    var connector = harness().connector();

                    var once = Installation.first(harness()).setUp();
                    int there = harness().fixture.webhooks();
                    var again = Installation.first(harness()).setUp();

                    assertThat("webhooks set up", there, is(greaterThan(0)));
                    assertThat(
                            "webhooks set up once more", harness().fixture.webhooks(), is(there));
                    assertThat(names(again), is(names(once)));
                    connector.uninstall(once, harness().call());
                    assertThat("webhooks left", harness().fixture.webhooks(), is(0));
                    connector.uninstall(
                            once, harness().call()); // deleting a missing webhook is not a failure
                });
    }

    private Stream<DynamicTest> translating(String name, Executable test) {
        return Point.when(
                harness().can(Capability.TRANSLATE_WEBHOOKS),
                name,
                () -> {
                    harness().fixture.reset(ProviderContract.SEED, ProviderContract.ROWS);
                    test.execute();
                });
    }

    private List<Delivery> deliveries() {
        return Installation.first(harness()).deliveries();
    }

    private void verifySigned(Delivery delivery) {
        var config = delivery.delivery().config();
        try {
            var signed = harness().connector().signWebhook(delivery.delivery(), harness().call());
            harness()
                    .connector()
                    .verifyWebhook(new WebhookDelivery(config, signed), harness().call());
        } catch (PaymentException e) { // only the provider may be able to sign
            assertThat(delivery.what(), e.error(), is(PaymentError.NOT_IMPLEMENTED));
        }
    }

    private void refuses(String what, Delivery signed, Webhook other) {
        ExpectedFailures.mustBe(
                what,
                Set.of(PaymentError.WEBHOOK_VERIFICATION),
                () ->
                        harness()
                                .connector()
                                .verifyWebhook(
                                        new WebhookDelivery(signed.delivery().config(), other),
                                        harness().call()));
    }

    private static Webhook webhook(Delivery delivery) {
        return delivery.delivery().webhook();
    }

    private static Webhook flipped(Webhook webhook) {
        var payload = webhook.payload().clone();
        payload[payload.length / 2] ^= 1;
        return webhook.withPayload(payload);
    }

    /// The same JSON, but not the same bytes.
    private static Webhook longer(Webhook webhook) {
        var payload = Arrays.copyOf(webhook.payload(), webhook.payload().length + 1);
        payload[payload.length - 1] = ' ';
        return webhook.withPayload(payload);
    }

    private static Set<String> names(List<WebhookConfig> configs) {
        var names = new TreeSet<String>();
        configs.forEach(config -> names.add(config.name() + " " + config.urlPath()));
        return names;
    }
}
