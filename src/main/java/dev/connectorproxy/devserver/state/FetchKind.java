package dev.connectorproxy.devserver.state;

import java.util.List;
import java.util.Locale;

/// What can be fetched. The path is its name in URLs; the state file uses the name of the constant.
public enum FetchKind {
    ACCOUNTS,
    BALANCES,
    EXTERNAL_ACCOUNTS,
    PAYMENTS,
    OTHERS;

    /// The kinds that `GET /connectors/{connectorId}/state` shows even without a state.
    static final List<FetchKind> ALWAYS_SHOWN =
            List.of(ACCOUNTS, BALANCES, EXTERNAL_ACCOUNTS, PAYMENTS);

    public String path() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// The `message` of the error response when a fetch of this kind fails.
    public String failureMessage() {
        return "fetch " + path().replace('-', ' ') + " failed";
    }
}
