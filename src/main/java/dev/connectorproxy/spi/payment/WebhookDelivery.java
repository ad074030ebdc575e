package dev.connectorproxy.spi.payment;

import java.util.Objects;

/// A delivery and the webhook whose URL it came to.
public record WebhookDelivery(WebhookConfig config, Webhook webhook) {
    public WebhookDelivery {
        Objects.requireNonNull(config, "config");
        Objects.requireNonNull(webhook, "webhook");
    }
}
