package dev.connectorproxy.spi.payment;

import jakarta.json.JsonValue;
import java.util.Objects;
import java.util.Optional;

/// A request to have webhooks sent.
///
/// @param fromPayload what the parent in the install tree fetched
/// @param connectorId whose webhooks they are
/// @param webhookBaseUrl where they are to be sent, without a trailing slash; a webhook adds its path
public record WebhookSetup(
        Optional<JsonValue> fromPayload, String connectorId, String webhookBaseUrl) {
    public WebhookSetup {
        fromPayload = fromPayload.filter(it -> it != JsonValue.NULL);
        Objects.requireNonNull(connectorId, "connectorId");
        Objects.requireNonNull(webhookBaseUrl, "webhookBaseUrl");
    }
}
