package dev.connectorproxy.provider.stripe;

import dev.connectorproxy.spi.Call;
import dev.connectorproxy.spi.payment.Account;
import dev.connectorproxy.spi.payment.Balance;
import dev.connectorproxy.spi.payment.CreatedWebhooks;
import dev.connectorproxy.spi.payment.FetchRequest;
import dev.connectorproxy.spi.payment.Initiated;
import dev.connectorproxy.spi.payment.Page;
import dev.connectorproxy.spi.payment.Payment;
import dev.connectorproxy.spi.payment.PaymentConnector;
import dev.connectorproxy.spi.payment.PaymentInitiation;
import dev.connectorproxy.spi.payment.PaymentReversal;
import dev.connectorproxy.spi.payment.PaymentsPage;
import dev.connectorproxy.spi.payment.ProviderContext;
import dev.connectorproxy.spi.payment.Task;
import dev.connectorproxy.spi.payment.Webhook;
import dev.connectorproxy.spi.payment.WebhookConfig;
import dev.connectorproxy.spi.payment.WebhookDelivery;
import dev.connectorproxy.spi.payment.WebhookEvent;
import dev.connectorproxy.spi.payment.WebhookSetup;
import java.util.List;
import java.util.Optional;

/// A connector to one Stripe platform. Each method delegates to the class of its concern.
final class StripeConnector implements PaymentConnector {
    private final StripeAccounts accounts;
    private final StripeBankAccounts externalAccounts;
    private final StripeBalances balances;
    private final StripePayments payments;
    private final StripeOrders orders;
    private final WebhookEndpoints endpoints;
    private final WebhookEvents events;

    StripeConnector(StripeApi api, ProviderContext context) {
        this.accounts = new StripeAccounts(api, context.log());
        this.externalAccounts = new StripeBankAccounts(api, context);
        this.balances = new StripeBalances(api, context);
        this.payments = new StripePayments(api, context.log());
        this.orders = new StripeOrders(api);
        this.endpoints = new WebhookEndpoints(api, context.log());
        this.events = new WebhookEvents(balances, context);
    }

    @Override
    public List<Task> install(Call call) {
        return List.of(
                Task.periodically(
                        Task.Type.FETCH_ACCOUNTS,
                        Task.once(Task.Type.FETCH_BALANCES),
                        Task.periodically(Task.Type.FETCH_PAYMENTS),
                        Task.periodically(Task.Type.FETCH_EXTERNAL_ACCOUNTS)
                                .named("fetch_recipients")),
                Task.once(Task.Type.CREATE_WEBHOOKS));
    }

    @Override
    public void uninstall(List<WebhookConfig> webhooks, Call call) {
        endpoints.delete(webhooks, call);
    }

    @Override
    public Page<Account> fetchAccounts(FetchRequest request, Call call) {
        return accounts.fetch(request, call);
    }

    @Override
    public Page<Account> fetchExternalAccounts(FetchRequest request, Call call) {
        return externalAccounts.fetch(request, call);
    }

    @Override
    public PaymentsPage fetchPayments(FetchRequest request, Call call) {
        return payments.fetch(request, call);
    }

    @Override
    public Page<Balance> fetchBalances(FetchRequest request, Call call) {
        return balances.fetch(request, call);
    }

    @Override
    public Initiated createTransfer(PaymentInitiation initiation, Call call) {
        return orders.transfer(initiation, call);
    }

    @Override
    public Payment reverseTransfer(PaymentReversal reversal, Call call) {
        return orders.reversal(reversal, call);
    }

    @Override
    public Initiated createPayout(PaymentInitiation initiation, Call call) {
        return orders.payout(initiation, call);
    }

    @Override
    public CreatedWebhooks createWebhooks(WebhookSetup setup, Call call) {
        return endpoints.create(setup, call);
    }

    @Override
    public Optional<String> verifyWebhook(WebhookDelivery delivery, Call call) {
        return events.verify(delivery);
    }

    @Override
    public Webhook signWebhook(WebhookDelivery delivery, Call call) {
        return events.sign(delivery);
    }

    @Override
    public List<WebhookEvent> translateWebhook(WebhookDelivery delivery, Call call) {
        return events.translate(delivery);
    }
}
