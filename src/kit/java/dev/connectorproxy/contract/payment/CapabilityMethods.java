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

/// The methods of each capability, with requests that no provider can execute.
final class CapabilityMethods {
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

    private CapabilityMethods() {}

    /// A method of a new connector.
    @FunctionalInterface
    interface Method {
        void call(ProviderHarness harness);
    }

    /// The methods of a capability, the mandatory ones first; empty if it has none.
    static List<Method> of(Capability capability) {
        return switch (capability) {
            case FETCH_ACCOUNTS ->
                    List.of(harness -> harness.connector().fetchAccounts(FIRST, harness.call()));
            case FETCH_BALANCES ->
                    List.of(harness -> harness.connector().fetchBalances(FIRST, harness.call()));
            case FETCH_EXTERNAL_ACCOUNTS ->
                    List.of(harness ->
                            harness.connector().fetchExternalAccounts(FIRST, harness.call()));
            case FETCH_PAYMENTS ->
                    List.of(harness -> harness.connector().fetchPayments(FIRST, harness.call()));
            case FETCH_OTHERS -> List.of(CapabilityMethods::others);
            case CREATE_WEBHOOKS ->
                    List.of(harness ->
                            harness.connector().createWebhooks(NO_SETUP, harness.call()));
            case TRANSLATE_WEBHOOKS ->
                    List.of(
                            harness ->
                                    harness.connector().verifyWebhook(NO_DELIVERY, harness.call()),
                            harness ->
                                    harness.connector()
                                            .translateWebhook(NO_DELIVERY, harness.call()));
            case CREATE_BANK_ACCOUNT ->
                    List.of(harness ->
                            harness.connector().createBankAccount(NO_BANK_ACCOUNT, harness.call()));
            case CREATE_TRANSFER ->
                    List.of(
                            harness -> harness.connector().createTransfer(NO_ORDER, harness.call()),
                            harness ->
                                    harness.connector()
                                            .reverseTransfer(NO_REVERSAL, harness.call()),
                            harness -> harness.connector().pollTransferStatus("", harness.call()));
            case CREATE_PAYOUT ->
                    List.of(
                            harness -> harness.connector().createPayout(NO_ORDER, harness.call()),
                            harness ->
                                    harness.connector().reversePayout(NO_REVERSAL, harness.call()),
                            harness -> harness.connector().pollPayoutStatus("", harness.call()));
            case FETCH_ORDERS ->
                    List.of(harness -> harness.connector().fetchOrders(FIRST, harness.call()));
            case FETCH_CONVERSIONS ->
                    List.of(harness -> harness.connector().fetchConversions(FIRST, harness.call()));
            case ALLOW_FORMANCE_ACCOUNT_CREATION, ALLOW_FORMANCE_PAYMENT_CREATION -> List.of();
        };
    }

    private static void others(ProviderHarness harness) {
        var connector = harness.connector();
        var name =
                connector.install(harness.call()).stream()
                        .flatMap(task -> names(task).stream())
                        .findFirst()
                        .orElse("others");
        connector.fetchOthers(name, FIRST, harness.call());
    }

    private static List<String> names(Task task) {
        return task.type() == Task.Type.FETCH_OTHERS
                ? List.of(task.name())
                : task.nextTasks().stream().flatMap(child -> names(child).stream()).toList();
    }
}
