package dev.connectorproxy.provider.generic;

import dev.connectorproxy.spi.Call;
import dev.connectorproxy.spi.payment.Account;
import dev.connectorproxy.spi.payment.Balance;
import dev.connectorproxy.spi.payment.FetchRequest;
import dev.connectorproxy.spi.payment.Initiated;
import dev.connectorproxy.spi.payment.Page;
import dev.connectorproxy.spi.payment.Payment;
import dev.connectorproxy.spi.payment.PaymentConnector;
import dev.connectorproxy.spi.payment.PaymentInitiation;
import dev.connectorproxy.spi.payment.PaymentType;
import dev.connectorproxy.spi.payment.PaymentsPage;
import dev.connectorproxy.spi.payment.Task;
import dev.connectorproxy.spi.payment.WebhookConfig;
import dev.connectorproxy.toolkit.payment.ProviderHttp;
import dev.connectorproxy.toolkit.payment.ProviderRequest;
import jakarta.json.JsonObject;
import jakarta.json.spi.JsonProvider;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// A connector to a provider that implements the open contract.
record GenericConnector(ProviderHttp http, GenericMapping rows) implements PaymentConnector {
    private static final JsonProvider JSON = JsonProvider.provider();
    private static final List<Task> TREE =
            List.of(
                    Task.periodically(
                            Task.Type.FETCH_ACCOUNTS, Task.periodically(Task.Type.FETCH_BALANCES)),
                    Task.periodically(Task.Type.FETCH_EXTERNAL_ACCOUNTS),
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
        return accounts(GenericList.ACCOUNTS, rows::account, request, call);
    }

    @Override
    public Page<Account> fetchExternalAccounts(FetchRequest request, Call call) {
        return accounts(GenericList.BENEFICIARIES, rows::beneficiary, request, call);
    }

    @Override
    public PaymentsPage fetchPayments(FetchRequest request, Call call) {
        var batch = GenericList.TRANSACTIONS.read(http, request, call);
        var skipped = rows.skippedRows(GenericList.TRANSACTIONS.label());
        List<Payment> payments =
                batch.rows().stream()
                        .map(row -> rows.payment(row, skipped))
                        .flatMap(Optional::stream)
                        .toList();
        return PaymentsPage.of(
                        payments, GenericList.TRANSACTIONS.state(batch.next()), batch.hasMore())
                .withSkipped(skipped.rows());
    }

    /// All balances of the account on one page: the contract has no paging for them.
    @Override
    public Page<Balance> fetchBalances(FetchRequest request, Call call) {
        var account = request.account().reference();
        var response =
                http.fields(
                        ProviderRequest.get("/accounts/{}/balances", account), "balances", call);
        var skipped = rows.skippedRows("balance of account");
        return Page.whole(rows.balances(response, skipped)).withSkipped(skipped.rows());
    }

    @Override
    public Initiated createTransfer(PaymentInitiation initiation, Call call) {
        return create("/transfers", PaymentType.TRANSFER, initiation, call);
    }

    @Override
    public Initiated createPayout(PaymentInitiation initiation, Call call) {
        return create("/payouts", PaymentType.PAYOUT, initiation, call);
    }

    private Page<Account> accounts(
            GenericList history,
            Function<GenericRow, Account> mapping,
            FetchRequest request,
            Call call) {
        var batch = history.read(http, request, call);
        return Page.of(
                batch.rows().stream().map(mapping).toList(),
                history.state(batch.next()),
                batch.hasMore());
    }

    private Initiated create(String path, PaymentType type, PaymentInitiation order, Call call) {
        order.check();
        var request = ProviderRequest.post(path).json(body(order));
        return new Initiated.Done(rows.order(http.json(request, call), type));
    }

    private static JsonObject body(PaymentInitiation order) {
        var body =
                JSON.createObjectBuilder()
                        .add("idempotencyKey", order.reference())
                        .add("amount", order.amount().toString())
                        .add("currency", order.asset())
                        .add("sourceAccountId", order.requiredSource().reference())
                        .add("destinationAccountId", order.requiredDestination().reference());
        if (!order.description().isEmpty()) {
            body.add("description", order.description());
        }
        if (!order.metadata().isEmpty()) {
            body.add("metadata", JSON.createObjectBuilder(order.metadata()));
        }
        return body.build();
    }
}
