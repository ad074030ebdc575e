package dev.connectorproxy.provider.dummypay;

import java.util.Locale;

/// The files of the directory. No other file is ever opened.
enum DummypayFile {
    ACCOUNTS,
    BALANCES,
    PAYMENTS,
    ORDERS,
    CONVERSIONS;

    /// Such as `accounts.json`.
    String fileName() {
        return name().toLowerCase(Locale.ROOT) + ".json";
    }
}
