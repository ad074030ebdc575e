package dev.connectorproxy.devserver.fetch;

import dev.connectorproxy.devserver.state.StateKey;
import dev.connectorproxy.spi.Call;
import dev.connectorproxy.spi.payment.FetchRequest;
import dev.connectorproxy.spi.payment.Fetched;
import dev.connectorproxy.spi.payment.PaymentConnector;
import dev.connectorproxy.spi.payment.PaymentJson;
import dev.connectorproxy.spi.payment.Validation;
import dev.connectorproxy.spi.payment.Validation.Warning;
import jakarta.json.stream.JsonGenerator;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;

/// Fetches one page from a connector: which method fetches which kind, writes its fields and checks it.
record PageFetch(PaymentConnector connector, FetchRequest request, Call call) {
    FetchedPage fetch(StateKey key) {
        return switch (key.kind()) {
            case ACCOUNTS ->
                    of(
                            connector.fetchAccounts(request, call),
                            PaymentJson::writeAccounts,
                            Validation::accounts);
            case EXTERNAL_ACCOUNTS ->
                    of(
                            connector.fetchExternalAccounts(request, call),
                            PaymentJson::writeExternalAccounts,
                            Validation::accounts);
            case BALANCES ->
                    of(
                            connector.fetchBalances(request, call),
                            PaymentJson::writeBalances,
                            Validation::balances);
            case PAYMENTS ->
                    of(
                            connector.fetchPayments(request, call),
                            PaymentJson::writePayments,
                            Validation::payments);
            case ORDERS ->
                    of(
                            connector.fetchOrders(request, call),
                            PaymentJson::writeOrders,
                            Validation::orders);
            case CONVERSIONS ->
                    of(
                            connector.fetchConversions(request, call),
                            PaymentJson::writeConversions,
                            Validation::conversions);
            case OTHERS ->
                    of(
                            connector.fetchOthers(key.name(), request, call),
                            PaymentJson::writeOthers,
                            Validation::others);
        };
    }

    private <T, P extends Fetched<T>> FetchedPage of(
            P page,
            BiConsumer<P, JsonGenerator> fields,
            BiFunction<FetchRequest, P, List<Warning>> validation) {
        return FetchedPage.of(page, fields, checked -> validation.apply(request, checked), call);
    }
}
