package dev.connectorproxy.contract.payment.memory;

import dev.connectorproxy.spi.Call;
import dev.connectorproxy.spi.payment.Account;
import dev.connectorproxy.spi.payment.Balance;
import dev.connectorproxy.spi.payment.BankAccount;
import dev.connectorproxy.spi.payment.CreatedWebhooks;
import dev.connectorproxy.spi.payment.FetchRequest;
import dev.connectorproxy.spi.payment.Initiated;
import dev.connectorproxy.spi.payment.JsonFields;
import dev.connectorproxy.spi.payment.Other;
import dev.connectorproxy.spi.payment.Page;
import dev.connectorproxy.spi.payment.Payment;
import dev.connectorproxy.spi.payment.PaymentConfig;
import dev.connectorproxy.spi.payment.PaymentConnector;
import dev.connectorproxy.spi.payment.PaymentError;
import dev.connectorproxy.spi.payment.PaymentInitiation;
import dev.connectorproxy.spi.payment.PaymentReversal;
import dev.connectorproxy.spi.payment.PaymentsPage;
import dev.connectorproxy.spi.payment.PollStatus;
import dev.connectorproxy.spi.payment.ProviderContext;
import dev.connectorproxy.spi.payment.Task;
import dev.connectorproxy.spi.payment.WebhookConfig;
import dev.connectorproxy.spi.payment.WebhookDelivery;
import dev.connectorproxy.spi.payment.WebhookEvent;
import dev.connectorproxy.spi.payment.WebhookSetup;
import dev.connectorproxy.toolkit.payment.ProviderEndpoint;
import dev.connectorproxy.toolkit.payment.ProviderHttp;
import dev.connectorproxy.toolkit.payment.ProviderRequest;
import dev.connectorproxy.toolkit.payment.SkippedRows;
import dev.connectorproxy.toolkit.payment.UpstreamErrors;
import dev.connectorproxy.toolkit.payment.Watermark;
import dev.connectorproxy.toolkit.payment.WatermarkWalk;
import dev.connectorproxy.toolkit.payment.WatermarkWalk.Batch;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;

/// A connector to a [MemoryServer]. Every behaviour that a flawed connector changes is a method of its own.
class MemoryConnector implements PaymentConnector {
    private static final Task.Type ACCOUNTS = Task.Type.FETCH_ACCOUNTS;

    final PaymentConfig config;
    final MemoryMapping mapping;
    private final MemoryWebhooks webhooks;
    private final ProviderContext context;
    private final ProviderHttp http;

    MemoryConnector(PaymentConfig config, ProviderContext context) {
        this(config, context, new MemoryMapping(context), new MemoryWebhooks(context.clock()));
    }

    MemoryConnector(
            PaymentConfig config,
            ProviderContext context,
            MemoryMapping mapping,
            MemoryWebhooks webhooks) {
        this.config = config;
        this.context = context;
        this.mapping = mapping;
        this.webhooks = webhooks;
        UpstreamErrors errors =
                (status, body) ->
                        new UpstreamErrors.ParsedError(
                                PaymentError.ofStatus(status),
                                "",
                                JsonFields.ofResponse(body, "error").requiredString("message"));
        this.http =
                new ProviderHttp(
                        context.egress(),
                        ProviderEndpoint.of(config.requiredString(MemoryProvider.ENDPOINT))
                                .withHeader(
                                        "Authorization",
                                        "Bearer " + config.requiredString(MemoryProvider.API_KEY))
                                .withSecrets(config.secrets())
                                .withErrors(errors));
    }

    JsonValue ask(ProviderRequest request, Call call) {
        return http.json(request, call);
    }

    Batch<JsonObject> history(String path, FetchRequest request, Call call) {
        var after = request.state().map(Watermark::of).orElse(Watermark.START);
        return WatermarkWalk.read(new MemoryList(this, path, call), after, request.pageSize());
    }

    String parent(FetchRequest request, Call call) {
        return request.account().reference();
    }

    String key(String reference) {
        return reference;
    }

    @Override
    public List<Task> install(Call call) {
        return List.of(
                Task.periodically(
                        ACCOUNTS,
                        Task.periodically(Task.Type.FETCH_BALANCES),
                        Task.periodically(Task.Type.FETCH_PAYMENTS)),
                Task.periodically(Task.Type.FETCH_EXTERNAL_ACCOUNTS),
                Task.periodically(Task.Type.FETCH_OTHERS).named("users"),
                Task.once(Task.Type.CREATE_WEBHOOKS));
    }

    @Override
    public Page<Account> fetchAccounts(FetchRequest request, Call call) {
        return accounts("/accounts", request, call);
    }

    @Override
    public Page<Account> fetchExternalAccounts(FetchRequest request, Call call) {
        return accounts("/beneficiaries", request, call);
    }

    @Override
    public Page<Other> fetchOthers(String name, FetchRequest request, Call call) {
        var batch = history("/users", request, call);
        return Page.of(
                batch.rows().stream()
                        .map(object -> new Other(object.getString("id"), object))
                        .toList(),
                batch.next().json(),
                batch.hasMore());
    }

    @Override
    public Page<Balance> fetchBalances(FetchRequest request, Call call) {
        var account = request.account().reference();
        var rows = ask(ProviderRequest.get("/accounts/{}/balances", account), call);
        return Page.whole(
                rows.asJsonArray().stream().map(row -> mapping.balance(account, row)).toList());
    }

    @Override
    public PaymentsPage fetchPayments(FetchRequest request, Call call) {
        var path = "/accounts/" + parent(request, call) + "/payments";
        var batch = history(path, request, call);
        var skipped = new SkippedRows(context.log(), "payment");
        return PaymentsPage.of(
                        batch.rows().stream()
                                .flatMap(row -> mapping.payment(row, skipped).stream())
                                .toList(),
                        batch.next().json(),
                        batch.hasMore())
                .withSkipped(skipped.rows());
    }

    @Override
    public Initiated createTransfer(PaymentInitiation initiation, Call call) {
        return new Initiated.Polling(order("/transfers", initiation, call).getString("id"));
    }

    @Override
    public PollStatus pollTransferStatus(String transferId, Call call) {
        var order = ask(ProviderRequest.get("/orders/{}", transferId), call).asJsonObject();
        return !order.getString("status").equals("open")
                ? new PollStatus.Done(mapping.payment(order, order.getString("asset")))
                : new PollStatus.Pending();
    }

    @Override
    public Payment reverseTransfer(PaymentReversal reversal, Call call) {
        reversal.check();
        var row =
                post("/reversals", reversal.reference(), reversal.amount(), reversal.asset(), call);
        return mapping.payment(row, reversal.asset());
    }

    @Override
    public Initiated createPayout(PaymentInitiation initiation, Call call) {
        var order = order("/payouts", initiation, call);
        return new Initiated.Done(mapping.payment(order, initiation.asset()));
    }

    @Override
    public Account createBankAccount(BankAccount bankAccount, Call call) {
        var asked =
                MemoryProvider.JSON.createObjectBuilder().add("name", bankAccount.name()).build();
        var row = ask(ProviderRequest.post("/bank-accounts").json(asked), call);
        return Account.of(
                JsonFields.ofResponse(row, "bank account").requiredString("id"),
                context.clock().instant(),
                row);
    }

    @Override
    public CreatedWebhooks createWebhooks(WebhookSetup setup, Call call) {
        return webhooks.create(setup, this, call);
    }

    @Override
    public void uninstall(List<WebhookConfig> created, Call call) {
        webhooks.delete(created, this, call);
    }

    @Override
    public Optional<String> verifyWebhook(WebhookDelivery delivery, Call call) {
        return webhooks.verify(delivery);
    }

    @Override
    public List<WebhookEvent> translateWebhook(WebhookDelivery delivery, Call call) {
        return webhooks.translate(delivery.webhook());
    }

    private Page<Account> accounts(String path, FetchRequest request, Call call) {
        var batch = history(path, request, call);
        return Page.of(
                batch.rows().stream().map(mapping::account).toList(),
                batch.next().json(),
                batch.hasMore());
    }

    JsonObject order(String path, PaymentInitiation order, Call call) {
        order.check();
        return send(path, order, call);
    }

    JsonObject send(String path, PaymentInitiation order, Call call) {
        var asked = asked(order.reference(), order.amount(), order.asset());
        order.sourceAccount().ifPresent(account -> asked.add("from", account.reference()));
        order.destinationAccount().ifPresent(account -> asked.add("to", account.reference()));
        return ask(ProviderRequest.post(path).json(asked.build()), call).asJsonObject();
    }

    private JsonObject post(
            String path, String reference, BigInteger amount, String asset, Call call) {
        var asked = asked(reference, amount, asset).build();
        return ask(ProviderRequest.post(path).json(asked), call).asJsonObject();
    }

    private JsonObjectBuilder asked(String reference, BigInteger amount, String asset) {
        return MemoryProvider.JSON
                .createObjectBuilder()
                .add("key", key(reference))
                .add("amount", amount)
                .add("asset", asset);
    }
}
