package dev.connectorproxy.devserver;

import dev.connectorproxy.spi.Call;
import dev.connectorproxy.spi.payment.FetchRequest;
import dev.connectorproxy.spi.payment.Fetched;
import dev.connectorproxy.spi.payment.PaymentConnector;
import dev.connectorproxy.spi.payment.PaymentJson;
import dev.connectorproxy.spi.payment.Validation;
import dev.connectorproxy.spi.payment.Validation.Warning;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// A page as it is answered and kept: nothing in it is the provider's any more.
///
/// @param body the answer as JSON
/// @param state the new state as JSON, if there is one
record FetchedPage(String body, Optional<String> state, boolean hasMore) {
    private static final JsonProvider JSON = JsonProvider.provider();

    /// Asks the connector. Runs on the thread of the call.
    static FetchedPage fetch(PaymentConnector from, StateKey key, FetchRequest request, Call call) {
        return switch (key.kind()) {
            case ACCOUNTS ->
                    of(
                            from.fetchAccounts(request, call),
                            PaymentJson::accounts,
                            it -> Validation.accounts(it.items()));
            case EXTERNAL_ACCOUNTS ->
                    of(
                            from.fetchExternalAccounts(request, call),
                            PaymentJson::externalAccounts,
                            it -> Validation.accounts(it.items()));
            case BALANCES ->
                    of(
                            from.fetchBalances(request, call),
                            PaymentJson::balances,
                            it -> Validation.balances(it.items()));
            case PAYMENTS ->
                    of(
                            from.fetchPayments(request, call),
                            PaymentJson::payments,
                            it -> Validation.payments(it.items()));
            case OTHERS ->
                    of(
                            from.fetchOthers(key.name(), request, call),
                            PaymentJson::others,
                            _ -> List.of());
        };
    }

    private static <P extends Fetched<?>> FetchedPage of(
            P page, Function<P, JsonObject> json, Function<P, List<Warning>> judge) {
        if (page == null) {
            throw new IllegalStateException("the provider returned null");
        }
        var body =
                JSON.createObjectBuilder(json.apply(page))
                        .add("warnings", warnings(judge.apply(page)))
                        .build()
                        .toString();
        return new FetchedPage(body, page.newState().map(FetchedPage::text), page.hasMore());
    }

    private static String text(JsonValue state) {
        var text = state.toString();
        JsonBody.whole(text); // a value of the provider's own making may be written as anything
        return text;
    }

    private static JsonArray warnings(List<Warning> warnings) {
        var array = JSON.createArrayBuilder();
        warnings.forEach(it ->
                array.add(
                        JSON.createObjectBuilder()
                                .add("index", it.index())
                                .add("reference", it.reference())
                                .add("message", it.message())));
        return array.build();
    }
}
