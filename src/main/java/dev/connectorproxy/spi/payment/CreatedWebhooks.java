package dev.connectorproxy.spi.payment;

import java.util.List;

/// The webhooks that were set up, to be handed back when one is delivered and on uninstalling.
///
/// @param others what the tasks after [Task.Type#CREATE_WEBHOOKS] run for
public record CreatedWebhooks(List<WebhookConfig> configs, List<Other> others) {
    public CreatedWebhooks {
        configs = List.copyOf(configs);
        others = List.copyOf(others);
    }
}
