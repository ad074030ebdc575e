package dev.connectorproxy.devserver;

import java.util.List;

/// What can be fetched. The path is its name in URLs; the state file uses the name of the constant.
enum FetchKind {
    ACCOUNTS("accounts"),
    BALANCES("balances"),
    EXTERNAL_ACCOUNTS("external-accounts"),
    PAYMENTS("payments"),
    OTHERS("others");

    /// The kinds that `GET /connectors/{connectorId}/state` shows even without a state.
    static final List<FetchKind> ALWAYS_SHOWN =
            List.of(ACCOUNTS, BALANCES, EXTERNAL_ACCOUNTS, PAYMENTS);

    private final String path;

    FetchKind(String path) {
        this.path = path;
    }

    String path() {
        return path;
    }

    /// The `message` of the error response when a fetch of this kind fails.
    String failureMessage() {
        return "fetch " + path.replace('-', ' ') + " failed";
    }
}
