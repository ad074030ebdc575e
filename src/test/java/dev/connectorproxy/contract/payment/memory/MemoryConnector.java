package dev.connectorproxy.contract.payment.memory;

import dev.connectorproxy.spi.Call;
import dev.connectorproxy.spi.payment.Account;
import dev.connectorproxy.spi.payment.Asset;
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
import dev.connectorproxy.spi.payment.PaymentException;
import dev.connectorproxy.spi.payment.PaymentInitiation;
import dev.connectorproxy.spi.payment.PaymentReversal;
import dev.connectorproxy.spi.payment.PaymentScheme;
import dev.connectorproxy.spi.payment.PaymentStatus;
import dev.connectorproxy.spi.payment.PaymentType;
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
import jakarta.json.JsonValue;
import java.math.BigInteger;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A connector to a [MemoryServer]. Every behaviour that a flawed connector changes is a method of its own.
class MemoryConnector implements PaymentConnector {
    private static final Task.Type ACCOUNTS = Task.Type.FETCH_ACCOUNTS;

    final PaymentConfig config;
    private final ProviderContext context;
    private final ProviderHttp http;

    MemoryConnector(PaymentConfig config, ProviderContext context) {
        this.config = config;
        this.context = context;
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

    BigInteger amount(JsonFields row) {
        return row.integer("amount").orElseThrow();
    }

    ZoneId zone() {
        return ZoneOffset.UTC;
    }

    String parent(FetchRequest request, Call call) {
        return request.account().reference();
    }

    String key(String reference) {
        return reference;
    }

    byte[] signed(byte[] payload) {
        return payload;
    }

    boolean isThere(JsonValue hooks, String url) {
        return hooks.asJsonArray().stream()
                .anyMatch(value -> value.asJsonObject().getString("url").equals(url));
    }

    Instant time(JsonFields row) {
        return LocalDateTime.parse(row.requiredString("at")).atZone(zone()).toInstant();
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
                rows.asJsonArray().stream()
                        .map(it -> JsonFields.ofResponse(it, "balance"))
                        .map(fields ->
                                Balance.of(
                                        account,
                                        time(fields),
                                        amount(fields),
                                        asset(fields).orElseThrow().toString()))
                        .toList());
    }

    @Override
    public PaymentsPage fetchPayments(FetchRequest request, Call call) {
        var path = "/accounts/" + parent(request, call) + "/payments";
        var batch = history(path, request, call);
        var skipped = new SkippedRows(context.log(), "payment");
        return PaymentsPage.of(
                        batch.rows().stream()
                                .flatMap(object -> payment(object, skipped).stream())
                                .toList(),
                        batch.next().json(),
                        batch.hasMore())
                .withSkipped(skipped.rows());
    }

    Optional<Payment> payment(JsonObject row, SkippedRows skipped) {
        var fields = JsonFields.ofResponse(row, "payment");
        var asset = asset(fields);
        if (asset.isEmpty()) {
            skipped.addUnknownAsset(
                    fields.requiredString("id"), fields.requiredString("currency"), row);
        }
        return asset.map(known -> payment(row, known.toString()));
    }

    @Override
    public Initiated createTransfer(PaymentInitiation initiation, Call call) {
        return new Initiated.Polling(order("/transfers", initiation, call).getString("id"));
    }

    @Override
    public PollStatus pollTransferStatus(String transferId, Call call) {
        var order = ask(ProviderRequest.get("/orders/{}", transferId), call).asJsonObject();
        return order.getBoolean("done")
                ? new PollStatus.Done(payment(order, order.getString("asset")))
                : new PollStatus.Pending();
    }

    @Override
    public Payment reverseTransfer(PaymentReversal reversal, Call call) {
        reversal.check();
        return payment(
                post("/reversals", reversal.reference(), reversal.amount(), reversal.asset(), call),
                reversal.asset());
    }

    @Override
    public Initiated createPayout(PaymentInitiation initiation, Call call) {
        var order = order("/payouts", initiation, call);
        return new Initiated.Done(payment(order, initiation.asset()));
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
        var url = setup.webhookBaseUrl() + "/events";
        if (!isThere(ask(ProviderRequest.get("/hooks"), call), url)) {
            var asked = MemoryProvider.JSON.createObjectBuilder().add("url", url).build();
            ask(ProviderRequest.post("/hooks").json(asked), call);
        }
        return new CreatedWebhooks(
                List.of(new WebhookConfig("events", "/events", Map.of("secret", "h00k"))),
                List.of());
    }

    @Override
    public void uninstall(List<WebhookConfig> webhooks, Call call) {
        for (var hook : ask(ProviderRequest.get("/hooks"), call).asJsonArray()) {
            var id = hook.asJsonObject().getString("id");
            ask(ProviderRequest.of("DELETE", "/hooks/{}", id), call);
        }
    }

    @Override
    public Optional<String> verifyWebhook(WebhookDelivery delivery, Call call) {
        var given = delivery.webhook().header("X-Signature").orElse("");
        var right = MemoryFixture.signature(signed(delivery.webhook().payload()));
        if (!MessageDigest.isEqual(given.getBytes(), right.getBytes())) {
            throw PaymentException.of(PaymentError.WEBHOOK_VERIFICATION);
        }
        return delivery.webhook().header("X-Delivery");
    }

    @Override
    public List<WebhookEvent> translateWebhook(WebhookDelivery delivery, Call call) {
        var event = MemoryFixture.read(delivery.webhook().payload());
        return event.containsKey("deleted")
                ? List.of(new WebhookEvent.PaymentDeleted(event.getString("deleted")))
                : List.of();
    }

    private Page<Account> accounts(String path, FetchRequest request, Call call) {
        var batch = history(path, request, call);
        return Page.of(
                batch.rows().stream()
                        .map(object ->
                                Account.of(
                                        object.getString("id"),
                                        time(JsonFields.ofResponse(object, "account")),
                                        object))
                        .toList(),
                batch.next().json(),
                batch.hasMore());
    }

    Payment payment(JsonObject row, String asset) {
        var fields = JsonFields.ofResponse(row, "payment");
        return Payment.of(fields.requiredString("id"), time(fields), row)
                .as(PaymentType.TRANSFER, PaymentStatus.SUCCEEDED, PaymentScheme.OTHER)
                .withAmount(amount(fields), asset);
    }

    JsonObject order(String path, PaymentInitiation order, Call call) {
        order.check();
        return post(path, order.reference(), order.amount(), order.asset(), call);
    }

    JsonObject post(String path, String reference, BigInteger amount, String asset, Call call) {
        var asked =
                MemoryProvider.JSON
                        .createObjectBuilder()
                        .add("key", key(reference))
                        .add("amount", amount)
                        .add("asset", asset)
                        .build();
        return ask(ProviderRequest.post(path).json(asked), call).asJsonObject();
    }

    private static Optional<Asset> asset(JsonFields row) {
        return Asset.ofCurrency(row.requiredString("currency"));
    }
}
