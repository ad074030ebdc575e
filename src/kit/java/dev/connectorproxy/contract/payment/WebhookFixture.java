package dev.connectorproxy.contract.payment;

import dev.connectorproxy.spi.payment.WebhookConfig;
import dev.connectorproxy.spi.payment.WebhookDelivery;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// The part of a [ProviderFixture] about webhooks, for providers that have them. Used by one thread at a time.
public interface WebhookFixture {

    /// Deliveries that are signed as the provider signs them, at [ProviderContract#NOW], if webhooks can be translated:
    /// at least two different events, and beside them a test notification and an irrelevant event, if the provider has
    /// these.
    ///
    /// @param webhooks as they were created, empty if none can be created
    default List<Delivery> deliveries(List<WebhookConfig> webhooks) {
        return List.of();
    }

    /// How old a signed delivery may be; empty if the signature covers no time, so that an old one cannot be recognized.
    default Optional<Duration> webhookTolerance() {
        return Optional.of(Duration.ofMinutes(5));
    }

    /// The number of webhooks at the server, if they can be created.
    default int webhooks() {
        return 0;
    }

    /// A signed delivery.
    ///
    /// @param what names the delivery in messages
    /// @param events the number of events it is translated to; 0 for a test notification
    record Delivery(String what, WebhookDelivery delivery, int events) {}
}
