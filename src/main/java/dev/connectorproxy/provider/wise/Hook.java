package dev.connectorproxy.provider.wise;

import java.util.Arrays;
import java.util.Optional;

/// The kinds of webhooks that the connector subscribes to.
enum Hook {
    TRANSFER_STATE_CHANGED(
            "transfer_state_changed", "transfers#state-change", "2.0.0", "/transferstatechanged"),
    BALANCE_UPDATE("balance_update", "balances#update", "2.2.0", "/balanceupdate");

    private final String hookName;
    private final String trigger;
    private final String version;
    private final String urlPath;

    Hook(String hookName, String trigger, String version, String urlPath) {
        this.hookName = hookName;
        this.trigger = trigger;
        this.version = version;
        this.urlPath = urlPath;
    }

    /// The kind with that name.
    static Optional<Hook> of(String name) {
        return Arrays.stream(values()).filter(it -> it.hookName.equals(name)).findFirst();
    }

    /// The name in [WebhookConfig] and in the list of subscriptions.
    String hookName() {
        return hookName;
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
