package dev.connectorproxy.spi.payment;

import java.util.Map;
import java.util.Objects;

/// A webhook as it was created at the provider. The metadata may contain the signing secret, so `toString` omits it.
///
/// @param name identifies the webhook within the connector, or is the provider's id of it
/// @param urlPath the path after the base URL, with a leading slash
public record WebhookConfig(String name, String urlPath, Map<String, String> metadata) {
    public WebhookConfig {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(urlPath, "urlPath");
        metadata = SortedMetadata.copy(metadata);
    }

    @Override
    public String toString() {
        return "WebhookConfig[" + name + " " + urlPath + "]";
    }
}
