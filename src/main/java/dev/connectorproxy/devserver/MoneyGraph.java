package dev.connectorproxy.devserver;

import dev.connectorproxy.devserver.api.JsonBodyReader;
import dev.connectorproxy.devserver.connector.CapabilityCalls;
import dev.connectorproxy.devserver.connector.ConnectorInstanceFactory;
import dev.connectorproxy.devserver.connector.ConnectorRegistry;
import dev.connectorproxy.devserver.connector.WebhookRegistry;
import dev.connectorproxy.devserver.memory.ChangeSaver;
import dev.connectorproxy.devserver.memory.ConnectorHistory;
import dev.connectorproxy.devserver.memory.ConnectorMemory;
import dev.connectorproxy.devserver.order.OrderRoutes;
import dev.connectorproxy.devserver.order.PastOrder;
import dev.connectorproxy.devserver.webhook.Deliveries;
import dev.connectorproxy.devserver.webhook.PastDelivery;
import dev.connectorproxy.devserver.webhook.WebhookReceiver;
import dev.connectorproxy.devserver.webhook.WebhookRoutes;
import dev.connectorproxy.devserver.webhook.WebhookSetups;
import io.helidon.webserver.http.HttpService;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/// The part of the object graph about orders and webhooks, with its routes.
final class MoneyGraph {
    private static final int MAX_ENTRIES = 1_000; // of orders, and of deliveries
    private static final long MAX_BYTES = 16 << 20;

    private final InstantSource clock;
    private final WebhookRegistry webhooks = new WebhookRegistry();
    private final ConnectorHistory<PastOrder.Key, PastOrder> orders =
            new ConnectorHistory<>(MAX_ENTRIES, MAX_BYTES);
    private final ConnectorHistory<Long, PastDelivery> deliveries =
            new ConnectorHistory<>(MAX_ENTRIES, MAX_BYTES);

    MoneyGraph(InstantSource clock) {
        this.clock = clock;
    }

    WebhookRegistry webhooks() {
        return webhooks;
    }

    List<ConnectorMemory> memories() {
        return List.of(webhooks, orders, deliveries);
    }

    WebhookSetups setups(ConnectorRegistry connectors, CapabilityCalls calls, ChangeSaver changes) {
        return new WebhookSetups(connectors, calls, webhooks, changes);
    }

    HttpService[] services(
            WebhookSetups setups, ConnectorInstanceFactory factory, JsonBodyReader bodyReader) {
        var connectors = setups.connectors();
        var calls = setups.calls();
        var received = new Deliveries(factory, calls, deliveries, new AtomicLong(), clock);
        return new HttpService[] {
            new OrderRoutes(connectors, calls, bodyReader, orders, clock),
            new WebhookRoutes(connectors, setups, received, bodyReader),
            new WebhookReceiver(connectors, webhooks, received, bodyReader)
        };
    }
}
