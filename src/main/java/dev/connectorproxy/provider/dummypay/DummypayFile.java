package dev.connectorproxy.provider.dummypay;

import java.util.Locale;

/// The files of the directory. No other file is ever opened.
enum DummypayFile {
    ACCOUNTS,
    BALANCES,
    PAYMENTS;

    /// Such as `accounts.json`.
    String fileName() {
        return name().toLowerCase(Locale.ROOT) + ".json";
    }
}
