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

/// A fetched page, copied from the provider's objects into JSON.
///
/// @param body the body of the response, JSON with a line feed at its end; not copied, and nobody may change it
/// @param state the new state as JSON, if the provider returned one
/// @param hasMore whether the provider has another page
record FetchedPage(byte[] body, Optional<String> state, boolean hasMore) {

    /// Fetches a page from the connector, on the current thread.
    static FetchedPage fetch(
            PaymentConnector connector, StateKey key, FetchRequest request, Call call) {
        return switch (key.kind()) {
            case ACCOUNTS ->
                    of(
                            "accounts",
                            connector.fetchAccounts(request, call),
                            PageJsonWriter::account,
                            Validation::accounts);
            case EXTERNAL_ACCOUNTS ->
                    of(
                            "externalAccounts",
                            connector.fetchExternalAccounts(request, call),
                            PageJsonWriter::account,
                            Validation::accounts);
            case BALANCES ->
                    of(
                            "balances",
                            connector.fetchBalances(request, call),
                            PageJsonWriter::balance,
                            Validation::balances);
            case PAYMENTS ->
                    of(
                            "payments",
                            connector.fetchPayments(request, call),
                            PageJsonWriter::payment,
                            Validation::payments);
            case OTHERS ->
                    of(
                            "others",
                            connector.fetchOthers(key.name(), request, call),
                            PageJsonWriter::other,
                            _ -> List.of());
        };
    }

    private static <T> FetchedPage of(
            String rows,
            Fetched<T> page,
            BiConsumer<PageJsonWriter, T> row,
            Function<List<T>, List<Warning>> validation) {
        if (page == null) {
            throw new IllegalStateException("the provider returned null");
        }
        return PageJsonWriter.of(rows, page, row, validation.apply(page.items()));
    }
}
