package dev.connectorproxy.devserver;

import dev.connectorproxy.spi.Call;
import dev.connectorproxy.spi.payment.FetchRequest;
import dev.connectorproxy.spi.payment.Fetched;
import dev.connectorproxy.spi.payment.PaymentConnector;
import dev.connectorproxy.spi.payment.Validation;
import dev.connectorproxy.spi.payment.Validation.Warning;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;

/// A page as it is answered and kept: nothing in it is the provider's any more.
///
/// @param body the answer as JSON, with the line feed at its end; handed over, and not changed by anybody
/// @param state the new state as JSON, if there is one
record FetchedPage(byte[] body, Optional<String> state, boolean hasMore) {

    /// Asks the connector. Runs on the thread of the call.
    static FetchedPage fetch(PaymentConnector from, StateKey key, FetchRequest request, Call call) {
        return switch (key.kind()) {
            case ACCOUNTS ->
                    of(
                            "accounts",
                            from.fetchAccounts(request, call),
                            PageBytes::account,
                            Validation::accounts);
            case EXTERNAL_ACCOUNTS ->
                    of(
                            "externalAccounts",
                            from.fetchExternalAccounts(request, call),
                            PageBytes::account,
                            Validation::accounts);
            case BALANCES ->
                    of(
                            "balances",
                            from.fetchBalances(request, call),
                            PageBytes::balance,
                            Validation::balances);
            case PAYMENTS ->
                    of(
                            "payments",
                            from.fetchPayments(request, call),
                            PageBytes::payment,
                            Validation::payments);
            case OTHERS ->
                    of(
                            "others",
                            from.fetchOthers(key.name(), request, call),
                            PageBytes::other,
                            _ -> List.of());
        };
    }

    private static <T> FetchedPage of(
            String rows,
            Fetched<T> page,
            BiConsumer<PageBytes, T> row,
            Function<List<T>, List<Warning>> judge) {
        if (page == null) {
            throw new IllegalStateException("the provider returned null");
        }
        return PageBytes.of(rows, page, row, judge.apply(page.items()));
    }
}
