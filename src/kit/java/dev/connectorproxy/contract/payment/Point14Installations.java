package dev.connectorproxy.contract.payment;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;

import dev.connectorproxy.contract.payment.WebhookFixture.Delivery;
import dev.connectorproxy.spi.payment.Capability;
import dev.connectorproxy.spi.payment.PaymentError;
import dev.connectorproxy.spi.payment.WebhookConfig;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.function.Executable;

/// Point 14: webhooks of several installations, and their age.
interface Point14Installations extends Point {

    @TestFactory
    default Stream<DynamicTest> anOldDeliveryIsRefused() {
        var tolerance = harness().fixture.webhookTolerance();
        return webhooks(
                "old",
                tolerance.isPresent(),
                () -> {
                    for (var delivery : Installation.first(harness()).deliveries()) {
                        verify(delivery, tolerance.orElseThrow());
                        ExpectedFailures.mustBe(
                                delivery.what() + ", 1 s older than " + tolerance.get(),
                                Set.of(PaymentError.WEBHOOK_VERIFICATION),
                                () -> verify(delivery, tolerance.get().plusSeconds(1)));
                    }
                });
    }

    @TestFactory
    @Checks(ReviewRule.WEBHOOKS)
    default Stream<DynamicTest> everyWebhookHasADeliveryWithAnEvent() {
        return webhooks(
                "covered",
                harness().can(Capability.CREATE_WEBHOOKS),
                () -> {
                    var installation = Installation.first(harness());
                    var configs = installation.setUp();
                    var uncovered = names(configs);

                    installation.deliveries(configs).stream()
                            .filter(delivery -> delivery.events() > 0)
                            .forEach(delivery ->
                                    uncovered.remove(delivery.delivery().config().name()));

                    assertThat("webhooks without a delivery with an event", uncovered, is(empty()));
                });
    }

    @TestFactory
    @Checks(ReviewRule.WEBHOOKS)
    default Stream<DynamicTest> keysDifferBetweenInstallations() {
        return webhooks(
                "keys",
                true,
                () -> {
                    var first = keys(Installation.first(harness()));
                    var second = keys(Installation.second(harness()));

                    var shared = first.stream().filter(second::contains).toList();

                    assertThat("keys that two installations share", shared, is(empty()));
                });
    }

    @TestFactory
    default Stream<DynamicTest> takingBackOneInstallationLeavesTheOther() {
        return webhooks(
                "uninstall",
                harness().can(Capability.CREATE_WEBHOOKS),
                () -> {
                    var configs = Installation.first(harness()).setUp();
                    int one = harness().fixture.webhooks();
                    Installation.second(harness()).setUp();
                    assertThat(
                            "webhooks of two installations",
                            harness().fixture.webhooks(),
                            is(2 * one));

                    harness().connector().uninstall(configs, harness().call());

                    assertThat("webhooks left", harness().fixture.webhooks(), is(one));
                });
    }

    private Stream<DynamicTest> webhooks(String name, boolean applies, Executable test) {
        return Point.when(
                applies && harness().can(Capability.TRANSLATE_WEBHOOKS),
                name,
                () -> {
                    harness().fixture.reset(ProviderContract.SEED, ProviderContract.ROWS);
                    test.execute();
                });
    }

    private void verify(Delivery delivery, Duration age) {
        harness()
                .connector(ProviderContract.NOW.plus(age))
                .verifyWebhook(delivery.delivery(), harness().call());
    }

    private List<String> keys(Installation installation) {
        var keys = new ArrayList<String>();
        for (var delivery : installation.deliveries()) {
            harness()
                    .connector()
                    .verifyWebhook(delivery.delivery(), harness().call())
                    .ifPresent(keys::add);
        }
        return keys;
    }

    private static Set<String> names(List<WebhookConfig> configs) {
        return configs.stream()
                .map(WebhookConfig::name)
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
