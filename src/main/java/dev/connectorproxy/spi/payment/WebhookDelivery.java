package dev.connectorproxy.spi.payment;

import java.util.Objects;

/// A delivery and the configuration of the webhook whose URL received it.
public record WebhookDelivery(WebhookConfig config, Webhook webhook) {
    public WebhookDelivery {
        Objects.requireNonNull(config, "config");
        Objects.requireNonNull(webhook, "webhook");
    }
}
