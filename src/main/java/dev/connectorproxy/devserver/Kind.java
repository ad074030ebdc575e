package dev.connectorproxy.devserver;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// What can be fetched. The path is its name on the wire.
enum Kind {
    ACCOUNTS("accounts"),
    BALANCES("balances"),
    EXTERNAL_ACCOUNTS("external-accounts"),
    PAYMENTS("payments"),
    OTHERS("others");

    /// Those that `GET /connectors/{connectorId}/state` always shows.
    static final List<Kind> SHOWN = List.of(ACCOUNTS, BALANCES, EXTERNAL_ACCOUNTS, PAYMENTS);

    private final String path;

    Kind(String path) {
        this.path = path;
    }

    /// The kind that a path names.
    static Optional<Kind> of(String path) {
        return Arrays.stream(values()).filter(it -> it.path.equals(path)).findFirst();
    }

    String path() {
        return path;
    }

    /// What is told when a fetch of this kind fails.
    String failed() {
        return "fetch " + path.replace('-', ' ') + " failed";
    }
}
