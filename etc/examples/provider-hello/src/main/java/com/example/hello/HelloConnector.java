package com.example.hello;

import dev.connectorproxy.spi.Call;
import dev.connectorproxy.spi.payment.Account;
import dev.connectorproxy.spi.payment.Balance;
import dev.connectorproxy.spi.payment.FetchRequest;
import dev.connectorproxy.spi.payment.JsonFields;
import dev.connectorproxy.spi.payment.Page;
import dev.connectorproxy.spi.payment.PaymentConnector;
import dev.connectorproxy.spi.payment.PaymentsPage;
import dev.connectorproxy.spi.payment.Task;
import dev.connectorproxy.spi.payment.WebhookConfig;
import dev.connectorproxy.toolkit.payment.ProviderHttp;
import dev.connectorproxy.toolkit.payment.ProviderRequest;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.util.List;

/// One configured connector. It keeps nothing: the position of a fetch is in the state of its request alone, so that
/// any request can be repeated.
///
/// The API lists rows in the order of their last change, the oldest first, and returns with each page the cursor that
/// continues behind it, also at the end of the list. So the cursor is the whole state, and a row that changes comes
/// again. Lists of another kind need more: `CursorWalk` of `dev.connectorproxy.toolkit.payment` reads those with the
/// newest row first, `WatermarkWalk` those sorted by time.
record HelloConnector(ProviderHttp http, HelloMapping mapping) implements PaymentConnector {
    private static final JsonProvider JSON = JsonProvider.provider();
    private static final int MAX_LIMIT = 100; // of the API
    private static final String CURSOR = "cursor";
    private static final List<Task> TREE =
            List.of(
                    Task.periodically(
                            Task.Type.FETCH_ACCOUNTS, Task.periodically(Task.Type.FETCH_BALANCES)),
                    Task.periodically(Task.Type.FETCH_PAYMENTS));

    @Override
    public List<Task> install(Call call) {
        return TREE;
    }

    /// Nothing was created at the provider, so there is nothing to remove.
    @Override
    public void uninstall(List<WebhookConfig> webhooks, Call call) {}

    @Override
    public Page<Account> fetchAccounts(FetchRequest request, Call call) {
        var list = list("/accounts", request, call);
        var accounts = list.array("data").stream().map(mapping::account).toList();
        return Page.of(accounts, state(list), list.flag("hasMore"));
    }

    /// All balances of the account whose row the request carries, on one page.
    @Override
    public Page<Balance> fetchBalances(FetchRequest request, Call call) {
        var account = request.account().reference();
        var list =
                http.fields(
                        ProviderRequest.get("/accounts/{}/balances", account), "balances", call);
        var skipped = mapping.skippedRows("balance of account");
        var balances =
                list.array("data").stream()
                        .flatMap(row -> mapping.balance(account, row, skipped).stream())
                        .toList();
        return Page.whole(balances).withSkipped(skipped.rows());
    }

    @Override
    public PaymentsPage fetchPayments(FetchRequest request, Call call) {
        var list = list("/payments", request, call);
        var skipped = mapping.skippedRows("payment");
        var payments =
                list.array("data").stream()
                        .flatMap(row -> mapping.payment(row, skipped).stream())
                        .toList();
        return PaymentsPage.of(payments, state(list), list.flag("hasMore"))
                .withSkipped(skipped.rows());
    }

    private JsonFields list(String path, FetchRequest request, Call call) {
        int limit = Math.min(request.pageSize(), MAX_LIMIT);
        var first = ProviderRequest.get(path).query("limit", String.valueOf(limit));
        var next =
                request.stateFields()
                        .string(CURSOR)
                        .map(cursor -> first.query(CURSOR, cursor))
                        .orElse(first);
        return http.fields(next, "list " + path, call);
    }

    private static JsonValue state(JsonFields list) {
        return JSON.createObjectBuilder().add(CURSOR, list.requiredString(CURSOR)).build();
    }
}
