package dev.connectorproxy.provider.wise;

import java.util.Arrays;
import java.util.Optional;

/// The webhooks that Wise is asked for.
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

    /// The hook of that name.
    static Optional<Hook> of(String name) {
        return Arrays.stream(values()).filter(it -> it.hookName.equals(name)).findFirst();
    }

    /// What it is called here, and in the list of subscriptions.
    String hookName() {
        return hookName;
    }

    /// The event that Wise sends it for.
    String trigger() {
        return trigger;
    }

    /// Of the event's schema.
    String version() {
        return version;
    }

    String urlPath() {
        return urlPath;
    }
}
