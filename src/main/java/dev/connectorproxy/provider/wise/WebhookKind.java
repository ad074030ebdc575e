package dev.connectorproxy.provider.wise;

import java.util.Arrays;
import java.util.Optional;

/// The kinds of webhooks that the connector subscribes to.
enum WebhookKind {
    TRANSFER_STATE_CHANGED(
            "transfer_state_changed", "transfers#state-change", "2.0.0", "/transferstatechanged"),
    BALANCE_UPDATE("balance_update", "balances#update", "2.2.0", "/balanceupdate"),
    TRANSFER_PAYOUT_FAILURE(
            "transfer_payout_failure",
            "transfers#payout-failure",
            "2.0.0",
            "/transferpayoutfailure");

    private final String webhookName;
    private final String trigger;
    private final String version;
    private final String urlPath;

    WebhookKind(String hookName, String trigger, String version, String urlPath) {
        this.webhookName = hookName;
        this.trigger = trigger;
        this.version = version;
        this.urlPath = urlPath;
    }

    /// The kind with that name.
    static Optional<WebhookKind> of(String name) {
        return Arrays.stream(values()).filter(it -> it.webhookName.equals(name)).findFirst();
    }

    /// The name in [WebhookConfig] and in the list of subscriptions.
    String webhookName() {
        return webhookName;
    }

    /// The event type that triggers it.
    String trigger() {
        return trigger;
    }

    /// The schema version of the event.
    String version() {
        return version;
    }

    String urlPath() {
        return urlPath;
    }
}
