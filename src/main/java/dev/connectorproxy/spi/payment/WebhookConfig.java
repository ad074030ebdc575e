package dev.connectorproxy.spi.payment;

import java.util.Map;
import java.util.Objects;

/// A webhook as it was set up at the provider. The metadata may hold the secret it is signed with, so `toString` leaves it
/// out.
///
/// @param name which of the connector's webhooks it is, or what the provider calls it
/// @param urlPath what follows the base URL, with a leading slash
public record WebhookConfig(String name, String urlPath, Map<String, String> metadata) {
    public WebhookConfig {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(urlPath, "urlPath");
        metadata = Metadata.copy(metadata);
    }

    @Override
    public String toString() {
        return "WebhookConfig[" + name + " " + urlPath + "]";
    }
}
