package dev.connectorproxy.devserver;

import dev.connectorproxy.spi.Call;
import dev.connectorproxy.spi.payment.FetchRequest;
import dev.connectorproxy.spi.payment.Fetched;
import dev.connectorproxy.spi.payment.PaymentConnector;
import dev.connectorproxy.spi.payment.PaymentJson;
import dev.connectorproxy.spi.payment.Validation;
import dev.connectorproxy.spi.payment.Validation.Warning;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// A fetched page, copied from the provider's objects into JSON.
///
/// @param body the body of the response, JSON with a line feed at its end; not copied, and nobody may change it
/// @param state the new state as JSON, if the provider returned one
/// @param hasMore whether the provider has another page
record FetchedPage(byte[] body, Optional<String> state, boolean hasMore) {
    private static final JsonProvider JSON = JsonProvider.provider();

    /// Fetches a page from the connector, on the current thread.
    static FetchedPage fetch(
            PaymentConnector connector, StateKey key, FetchRequest request, Call call) {
        return switch (key.kind()) {
            case ACCOUNTS ->
                    of(
                            connector.fetchAccounts(request, call),
                            PaymentJson::accounts,
                            Validation::accounts);
            case EXTERNAL_ACCOUNTS ->
                    of(
                            connector.fetchExternalAccounts(request, call),
                            PaymentJson::externalAccounts,
                            Validation::accounts);
            case BALANCES ->
                    of(
                            connector.fetchBalances(request, call),
                            PaymentJson::balances,
                            Validation::balances);
            case PAYMENTS ->
                    of(
                            connector.fetchPayments(request, call),
                            PaymentJson::payments,
                            Validation::payments);
            case OTHERS ->
                    of(
                            connector.fetchOthers(key.name(), request, call),
                            PaymentJson::others,
                            _ -> List.of());
        };
    }

    /// Copies a page.
    ///
    /// @throws RuntimeException the page or its state cannot be written as JSON, which is a bug of the provider
    static <T, P extends Fetched<T>> FetchedPage of(
            P page, Function<P, JsonObject> json, Function<List<T>, List<Warning>> validation) {
        if (page == null) {
            throw new IllegalStateException("the provider returned null");
        }
        var body =
                JSON.createObjectBuilder(json.apply(page))
                        .add("warnings", toJson(validation.apply(page.items())))
                        .build();
        return new FetchedPage(
                JsonResponses.toBytes(body),
                page.newState().map(FetchedPage::toReadableText),
                page.hasMore());
    }

    private static JsonArrayBuilder toJson(List<Warning> warnings) {
        var array = JSON.createArrayBuilder();
        for (var warning : warnings) {
            array.add(
                    JSON.createObjectBuilder()
                            .add("index", warning.index())
                            .add("reference", warning.reference())
                            .add("message", warning.message()));
        }
        return array;
    }

    /// The text of a state, parsed once, so that a state that is nested too deep is reported as a bug of the provider
    /// now, not at the next fetch.
    private static String toReadableText(JsonValue state) {
        var text = state.toString();
        JsonBodyReader.parse(text);
        return text;
    }
}
