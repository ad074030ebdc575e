package dev.connectorproxy.provider.wise;

import dev.connectorproxy.spi.Call;
import dev.connectorproxy.spi.payment.Account;
import dev.connectorproxy.spi.payment.Balance;
import dev.connectorproxy.spi.payment.CreatedWebhooks;
import dev.connectorproxy.spi.payment.FetchRequest;
import dev.connectorproxy.spi.payment.Initiated;
import dev.connectorproxy.spi.payment.Other;
import dev.connectorproxy.spi.payment.Page;
import dev.connectorproxy.spi.payment.PaymentConnector;
import dev.connectorproxy.spi.payment.PaymentException;
import dev.connectorproxy.spi.payment.PaymentInitiation;
import dev.connectorproxy.spi.payment.PaymentType;
import dev.connectorproxy.spi.payment.PaymentsPage;
import dev.connectorproxy.spi.payment.ProviderContext;
import dev.connectorproxy.spi.payment.Task;
import dev.connectorproxy.spi.payment.Task.Type;
import dev.connectorproxy.spi.payment.WebhookConfig;
import dev.connectorproxy.spi.payment.WebhookDelivery;
import dev.connectorproxy.spi.payment.WebhookEvent;
import dev.connectorproxy.spi.payment.WebhookSetup;
import dev.connectorproxy.toolkit.payment.SkippedRows;
import java.util.List;
import java.util.Optional;

/// A connector to one Wise user, with all of its profiles.
final class WiseConnector implements PaymentConnector {
    private static final String PROFILES = "fetch_profiles";
    private static final UnpagedList PROFILE_LIST = new UnpagedList("lastProfileID");

    private final WiseApi api;
    private final WiseBalances balances;
    private final WiseRecipients recipients;
    private final WiseTransfers transfers;
    private final WiseOrders orders;
    private final WebhookSubscriptions subscriptions;
    private final WebhookDeliveries deliveries;
    private final ProviderContext.Log log;

    WiseConnector(WiseApi api, WiseSignatures signatures, ProviderContext context) {
        this.api = api;
        this.balances = new WiseBalances(api, context.log());
        this.recipients = new WiseRecipients(api, context);
        this.transfers =
                new WiseTransfers(api, new AccountReferences(api, context.clock()), context.log());
        this.orders = new WiseOrders(api, context.log());
        this.subscriptions = new WebhookSubscriptions(api);
        this.deliveries = new WebhookDeliveries(api, signatures, transfers, context.log());
        this.log = context.log();
    }

    @Override
    public List<Task> install(Call call) {
        return List.of(
                Task.periodically(
                                Type.FETCH_OTHERS,
                                Task.periodically(
                                        Type.FETCH_ACCOUNTS,
                                        Task.periodically(Type.FETCH_BALANCES)),
                                Task.periodically(Type.FETCH_EXTERNAL_ACCOUNTS),
                                Task.once(Type.CREATE_WEBHOOKS),
                                Task.periodically(Type.FETCH_PAYMENTS))
                        .named(PROFILES));
    }

    @Override
    public void uninstall(List<WebhookConfig> webhooks, Call call) {
        subscriptions.delete(webhooks, call);
    }

    @Override
    public Page<Other> fetchOthers(String name, FetchRequest request, Call call) {
        if (!name.equals(PROFILES)) {
            throw PaymentException.notImplemented();
        }
        return PROFILE_LIST.page(
                api.profiles(call),
                request,
                new SkippedRows(log, "wise: profile"),
                row -> Optional.of(new Other(row.reference(), row.raw())));
    }

    @Override
    public Page<Account> fetchAccounts(FetchRequest request, Call call) {
        return balances.accounts(request, call);
    }

    @Override
    public Page<Balance> fetchBalances(FetchRequest request, Call call) {
        return balances.balances(request, call);
    }

    @Override
    public Page<Account> fetchExternalAccounts(FetchRequest request, Call call) {
        return recipients.page(request, call);
    }

    @Override
    public PaymentsPage fetchPayments(FetchRequest request, Call call) {
        return transfers.page(request, call);
    }

    @Override
    public Initiated createTransfer(PaymentInitiation initiation, Call call) {
        return orders.create(initiation, PaymentType.TRANSFER, call);
    }

    @Override
    public Initiated createPayout(PaymentInitiation initiation, Call call) {
        return orders.create(initiation, PaymentType.PAYOUT, call);
    }

    @Override
    public CreatedWebhooks createWebhooks(WebhookSetup setup, Call call) {
        return subscriptions.create(setup, call);
    }

    @Override
    public Optional<String> verifyWebhook(WebhookDelivery delivery, Call call) {
        return deliveries.verify(delivery);
    }

    @Override
    public List<WebhookEvent> translateWebhook(WebhookDelivery delivery, Call call) {
        return deliveries.translate(delivery, call);
    }
}
