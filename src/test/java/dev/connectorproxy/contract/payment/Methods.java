package dev.connectorproxy.contract.payment;

import dev.connectorproxy.spi.payment.BankAccount;
import dev.connectorproxy.spi.payment.Capability;
import dev.connectorproxy.spi.payment.FetchRequest;
import dev.connectorproxy.spi.payment.PaymentInitiation;
import dev.connectorproxy.spi.payment.PaymentReversal;
import dev.connectorproxy.spi.payment.Task;
import dev.connectorproxy.spi.payment.Webhook;
import dev.connectorproxy.spi.payment.WebhookConfig;
import dev.connectorproxy.spi.payment.WebhookDelivery;
import dev.connectorproxy.spi.payment.WebhookSetup;
import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The methods that belong to each capability, with requests that no provider can carry out.
final class Methods {
    static final PaymentInitiation NO_ORDER =
            new PaymentInitiation(
                    "",
                    Instant.EPOCH,
                    "",
                    Optional.empty(),
                    Optional.empty(),
                    BigInteger.ZERO,
                    "",
                    Map.of());
    private static final PaymentReversal NO_REVERSAL =
            new PaymentReversal("", Instant.EPOCH, "", NO_ORDER, BigInteger.ZERO, "", Map.of());
    private static final BankAccount NO_BANK_ACCOUNT =
            new BankAccount(
                    "",
                    Instant.EPOCH,
                    "",
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Map.of());
    private static final WebhookDelivery NO_DELIVERY =
            new WebhookDelivery(
                    new WebhookConfig("", "", Map.of()),
                    new Webhook(Optional.empty(), Map.of(), Map.of(), new byte[0]));
    private static final WebhookSetup NO_SETUP = new WebhookSetup(Optional.empty(), "", "");
    private static final FetchRequest FIRST = FetchRequest.first(1);

    private Methods() {}

    /// A method of a new connector.
    @FunctionalInterface
    interface Method {
        void call(Bench bench);
    }

    /// Those of a capability, the indispensable ones first; none where it has no method.
    static List<Method> of(Capability capability) {
        return switch (capability) {
            case FETCH_ACCOUNTS -> List.of(it -> it.connector().fetchAccounts(FIRST, it.call()));
            case FETCH_BALANCES -> List.of(it -> it.connector().fetchBalances(FIRST, it.call()));
            case FETCH_EXTERNAL_ACCOUNTS ->
                    List.of(it -> it.connector().fetchExternalAccounts(FIRST, it.call()));
            case FETCH_PAYMENTS -> List.of(it -> it.connector().fetchPayments(FIRST, it.call()));
            case FETCH_OTHERS -> List.of(Methods::others);
            case CREATE_WEBHOOKS ->
                    List.of(it -> it.connector().createWebhooks(NO_SETUP, it.call()));
            case TRANSLATE_WEBHOOKS ->
                    List.of(
                            it -> it.connector().verifyWebhook(NO_DELIVERY, it.call()),
                            it -> it.connector().translateWebhook(NO_DELIVERY, it.call()));
            case CREATE_BANK_ACCOUNT ->
                    List.of(it -> it.connector().createBankAccount(NO_BANK_ACCOUNT, it.call()));
            case CREATE_TRANSFER ->
                    List.of(
                            it -> it.connector().createTransfer(NO_ORDER, it.call()),
                            it -> it.connector().reverseTransfer(NO_REVERSAL, it.call()),
                            it -> it.connector().pollTransferStatus("", it.call()));
            case CREATE_PAYOUT ->
                    List.of(
                            it -> it.connector().createPayout(NO_ORDER, it.call()),
                            it -> it.connector().reversePayout(NO_REVERSAL, it.call()),
                            it -> it.connector().pollPayoutStatus("", it.call()));
            case FETCH_ORDERS,
                    FETCH_CONVERSIONS,
                    ALLOW_FORMANCE_ACCOUNT_CREATION,
                    ALLOW_FORMANCE_PAYMENT_CREATION ->
                    List.of();
        };
    }

    private static void others(Bench bench) {
        var connector = bench.connector();
        var name =
                connector.install(bench.call()).stream()
                        .flatMap(it -> names(it).stream())
                        .findFirst()
                        .orElse("others");
        connector.fetchOthers(name, FIRST, bench.call());
    }

    private static List<String> names(Task task) {
        return task.type() == Task.Type.FETCH_OTHERS
                ? List.of(task.name())
                : task.nextTasks().stream().flatMap(it -> names(it).stream()).toList();
    }
}
