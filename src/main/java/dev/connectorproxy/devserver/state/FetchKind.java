package dev.connectorproxy.devserver.state;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What can be fetched. The path is its name in URLs; the state file uses the name of the constant.
public enum FetchKind {
    ACCOUNTS,
    BALANCES,
    EXTERNAL_ACCOUNTS,
    PAYMENTS,
    /// Orders at an exchange, which have nothing to do with transfers and payouts.
    ORDERS,
    CONVERSIONS,
    OTHERS;

    /// The kinds that `GET /connectors/{connectorId}/state` shows even without a state.
    static final List<FetchKind> ALWAYS_SHOWN =
            List.of(ACCOUNTS, BALANCES, EXTERNAL_ACCOUNTS, PAYMENTS);

    /// The kinds that need no name to tell what is fetched.
    static final List<FetchKind> WITHOUT_NAME =
            List.of(ACCOUNTS, BALANCES, EXTERNAL_ACCOUNTS, PAYMENTS, ORDERS, CONVERSIONS);

    public String path() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// The field of a page that holds its rows, such as `externalAccounts`.
    public String field() {
        var words = path().split("-");
        for (int i = 1; i < words.length; i++) {
            words[i] = words[i].substring(0, 1).toUpperCase(Locale.ROOT) + words[i].substring(1);
        }
        return String.join("", words);
    }

    /// The kind with that path, or none.
    public static Optional<FetchKind> ofPath(String path) {
        return Arrays.stream(values()).filter(kind -> kind.path().equals(path)).findFirst();
    }

    /// The `message` of the error response when a fetch of this kind fails.
    public String failureMessage() {
        return "fetch " + path().replace('-', ' ') + " failed";
    }
}
