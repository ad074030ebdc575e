package dev.connectorproxy.spi.payment;

import jakarta.json.JsonValue;
import java.util.Objects;
import java.util.Optional;

/// A request to subscribe to webhooks.
///
/// @param fromPayload the row that the parent task in the install tree fetched
/// @param connectorId the connector that receives the webhooks
/// @param webhookBaseUrl the base URL that receives the deliveries, without a trailing slash; a webhook appends its
///     path
public record WebhookSetup(
        Optional<JsonValue> fromPayload, String connectorId, String webhookBaseUrl) {
    public WebhookSetup {
        fromPayload = fromPayload.filter(it -> it != JsonValue.NULL);
        Objects.requireNonNull(connectorId, "connectorId");
        Objects.requireNonNull(webhookBaseUrl, "webhookBaseUrl");
    }
}
