package dev.connectorproxy.provider.wise;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.aMapWithSize;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.connectorproxy.provider.wise.WiseServer.Fault;
import dev.connectorproxy.spi.payment.CreatedWebhooks;
import dev.connectorproxy.spi.payment.PaymentError;
import dev.connectorproxy.spi.payment.PaymentException;
import dev.connectorproxy.spi.payment.WebhookConfig;
import dev.connectorproxy.spi.payment.WebhookSetup;
import jakarta.json.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Point 11 of the offline conformance layer: webhooks set up, moved and taken back.
class WiseSubscriptionsTest {
    @Test
    void setsUpAllOnceAndTakesThemBack() {
        try (var host = WiseHost.of(0, 0)) {
            var created = create(host, "https://pay.example/hooks/c1");

            assertThat(
                    created.configs().stream().map(WebhookConfig::toString).toList(),
                    is(
                            List.of(
                                    "WebhookConfig[transfer_state_changed /transferstatechanged]",
                                    "WebhookConfig[balance_update /balanceupdate]",
                                    "WebhookConfig[transfer_payout_failure /transferpayoutfailure]")));
            assertThat(
                    host.server.requests().get(1).target(),
                    is("//v3/profiles/5000000011/subscriptions"));
            assertThat(
                    host.server.requests().get(1).body(),
                    is(
                            "{\"name\":\"transfer_state_changed\",\"trigger_on\":\"transfers#state-change\",\"delivery\":"
                                    + "{\"version\":\"2.0.0\",\"url\":\"https://pay.example/hooks/c1/transferstatechanged\"}}"));
            assertThat(created.others(), hasSize(3));
            assertThat(create(host, "https://pay.example/hooks/c1/"), is(created));
            assertThat(host.server.routes().subscriptions(), aMapWithSize(3));

            host.connector.uninstall(created.configs(), WiseHost.call());
            host.connector.uninstall(created.configs(), WiseHost.call());
            assertThat(host.server.routes().subscriptions(), is(aMapWithSize(0)));
        }
    }

    @Test
    void movesItsOwnWithTheBaseUrlAndLeavesThoseOfOthersAlone() {
        try (var host = WiseHost.of(0, 0)) {
            create(host, "https://old.example/hooks/c1");
            var other =
                    new WebhookSetup(
                            Optional.of(WiseHost.PROFILE), "c2", "https://old.example/hooks/c2");
            host.connector.createWebhooks(other, WiseHost.call());

            create(host, "https://new.example/hooks/c1");

            assertThat(
                    urls(host),
                    is(
                            List.of(
                                    "https://new.example/hooks/c1/balanceupdate",
                                    "https://new.example/hooks/c1/transferpayoutfailure",
                                    "https://new.example/hooks/c1/transferstatechanged",
                                    "https://old.example/hooks/c2/balanceupdate",
                                    "https://old.example/hooks/c2/transferpayoutfailure",
                                    "https://old.example/hooks/c2/transferstatechanged")));
        }
    }

    @Test
    void aFailureInBetweenIsMendedByAnotherTry() {
        try (var host = WiseHost.of(0, 0)) {
            host.server.next(new Fault.None(), new Fault.None(), Fault.status(500));
            assertThrows(PaymentException.class, () -> create(host, "https://pay.example/c1"));

            var created = create(host, "https://pay.example/c1");
            assertThat(host.server.routes().subscriptions(), aMapWithSize(3));

            host.server.next(Fault.status(500), Fault.status(500), Fault.status(500));
            assertThrows(
                    PaymentException.class,
                    () -> host.connector.uninstall(created.configs(), WiseHost.call()));
            assertThat(host.server.routes().subscriptions(), aMapWithSize(1));
            host.connector.uninstall(created.configs(), WiseHost.call());
            assertThat(host.server.routes().subscriptions(), aMapWithSize(0));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "pay.example", "ftp://pay.example"})
    void withoutAValidBaseUrlNothingIsCreated(String base) {
        try (var host = WiseHost.of(0, 0)) {
            var failure = assertThrows(PaymentException.class, () -> create(host, base));
            assertThat(failure.error(), is(PaymentError.INVALID_REQUEST));

            var setup = new WebhookSetup(Optional.empty(), "c1", "https://pay.example");
            var other =
                    assertThrows(
                            PaymentException.class,
                            () -> host.connector.createWebhooks(setup, WiseHost.call()));
            assertThat(other.error(), is(PaymentError.MISSING_FROM_PAYLOAD));
            assertThat(host.server.count(), is(0L));
        }
    }

    private static CreatedWebhooks create(WiseHost host, String base) {
        return host.connector.createWebhooks(
                new WebhookSetup(Optional.of(WiseHost.PROFILE), "c1", base), WiseHost.call());
    }

    private static List<String> urls(WiseHost host) {
        var urls = new TreeSet<String>();
        for (JsonObject object : host.server.routes().subscriptions().values()) {
            urls.add(object.getJsonObject("delivery").getString("url"));
        }
        return List.copyOf(urls);
    }
}
