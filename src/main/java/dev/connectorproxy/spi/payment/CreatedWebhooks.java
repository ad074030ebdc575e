package dev.connectorproxy.spi.payment;

import java.util.List;

/// The webhooks that were created at the provider. The caller keeps them, and passes them back with each delivery and
/// on uninstalling.
///
/// @param others the payloads of the tasks that follow [Task.Type#CREATE_WEBHOOKS]
public record CreatedWebhooks(List<WebhookConfig> configs, List<Other> others) {
    public CreatedWebhooks {
        configs = List.copyOf(configs);
        others = List.copyOf(others);
    }
}
