package dev.connectorproxy.contract.payment;

import dev.connectorproxy.spi.Call;
import dev.connectorproxy.spi.payment.Balance;
import dev.connectorproxy.spi.payment.FetchRequest;
import dev.connectorproxy.spi.payment.Fetched;
import dev.connectorproxy.spi.payment.Page;
import dev.connectorproxy.spi.payment.PaymentConnector;
import dev.connectorproxy.spi.payment.PaymentJson;
import dev.connectorproxy.spi.payment.Task;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.Optional;
import java.util.function.Function;

/// A fetched row of any kind.
///
/// @param reference its identity: the reference, `<account reference> <asset>` of a balance, the id of others
/// @param json as the development server returns it
record FetchedRow(Task.Type kind, String reference, JsonObject json) {

    /// Whether such a task fetches rows.
    static boolean fetches(Task task) {
        return task.type() != Task.Type.CREATE_WEBHOOKS;
    }

    /// The next page of what the task fetches.
    static Page<FetchedRow> fetch(
            PaymentConnector connector, Task task, FetchRequest request, Call call) {
        var kind = task.type();
        return switch (kind) {
            case FETCH_OTHERS ->
                    rows(
                            connector.fetchOthers(task.name(), request, call),
                            other -> new FetchedRow(kind, other.id(), PaymentJson.of(other)));
            case FETCH_ACCOUNTS ->
                    rows(
                            connector.fetchAccounts(request, call),
                            account ->
                                    new FetchedRow(
                                            kind, account.reference(), PaymentJson.of(account)));
            case FETCH_EXTERNAL_ACCOUNTS ->
                    rows(
                            connector.fetchExternalAccounts(request, call),
                            account ->
                                    new FetchedRow(
                                            kind, account.reference(), PaymentJson.of(account)));
            case FETCH_BALANCES ->
                    rows(
                            connector.fetchBalances(request, call),
                            balance ->
                                    new FetchedRow(
                                            kind, reference(balance), PaymentJson.of(balance)));
            case FETCH_PAYMENTS ->
                    rows(
                            connector.fetchPayments(request, call),
                            payment ->
                                    new FetchedRow(
                                            kind, payment.reference(), PaymentJson.of(payment)));
            case FETCH_ORDERS ->
                    rows(
                            connector.fetchOrders(request, call),
                            order ->
                                    new FetchedRow(kind, order.reference(), PaymentJson.of(order)));
            case FETCH_CONVERSIONS ->
                    rows(
                            connector.fetchConversions(request, call),
                            conversion ->
                                    new FetchedRow(
                                            kind,
                                            conversion.reference(),
                                            PaymentJson.of(conversion)));
            case CREATE_WEBHOOKS -> throw new AssertionError("webhooks are not fetched");
        };
    }

    /// The payload of the tasks that follow in the install tree: JSON that was written and parsed.
    JsonValue payload() {
        var payload = kind == Task.Type.FETCH_OTHERS ? json.get("other") : json;
        return FullWalk.read(payload.toString());
    }

    /// The provider's object that the row was made of; empty for balances, which have none.
    Optional<JsonValue> raw() {
        return Optional.ofNullable(json.get(kind == Task.Type.FETCH_OTHERS ? "other" : "raw"))
                .filter(raw -> raw != JsonValue.NULL)
                .map(raw -> FullWalk.read(raw.toString()));
    }

    private static String reference(Balance balance) {
        return balance.accountReference() + " " + balance.asset();
    }

    private static <T> Page<FetchedRow> rows(Fetched<T> page, Function<T, FetchedRow> row) {
        return new Page<>(
                page.items().stream().map(row).toList(),
                page.newState(),
                page.hasMore(),
                page.skipped());
    }
}
