package dev.connectorproxy.contract.payment;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.greaterThan;

import dev.connectorproxy.contract.payment.WebhookFixture.Delivery;
import dev.connectorproxy.spi.payment.Capability;
import dev.connectorproxy.spi.payment.PageSize;
import dev.connectorproxy.spi.payment.Task;
import dev.connectorproxy.spi.payment.WebhookConfig;
import dev.connectorproxy.spi.payment.WebhookSetup;
import java.util.ArrayList;
import java.util.List;

/// An installation of a provider with its webhooks.
record Installation(ProviderHarness harness, String connectorId) {
    private static final String BASE_URL = "https://proxy.example/webhooks/";

    static Installation first(ProviderHarness harness) {
        return new Installation(harness, "connector-1");
    }

    static Installation second(ProviderHarness harness) {
        return new Installation(harness, "connector-2");
    }

    /// Creates webhooks for all their tasks of the install tree.
    List<WebhookConfig> setUp() {
        var connector = harness.connector();
        var poller = new InstallTreePoller(harness, connector, PageSize.MAX);
        poller.poll();
        var configs = new ArrayList<WebhookConfig>();
        for (var taskRun : poller.taskRuns()) {
            if (taskRun.kind() == Task.Type.CREATE_WEBHOOKS) {
                var setup =
                        new WebhookSetup(taskRun.payload(), connectorId, BASE_URL + connectorId);
                configs.addAll(connector.createWebhooks(setup, harness.call()).configs());
            }
        }
        return configs;
    }

    /// The deliveries of the fixture to the webhooks of this installation, which are created if they can be.
    List<Delivery> deliveries() {
        return deliveries(harness.can(Capability.CREATE_WEBHOOKS) ? setUp() : List.of());
    }

    List<Delivery> deliveries(List<WebhookConfig> configs) {
        var deliveries = harness.fixture.deliveries(configs);
        assertThat("deliveries of the fixture", deliveries.size(), greaterThan(1));
        return deliveries;
    }
}
