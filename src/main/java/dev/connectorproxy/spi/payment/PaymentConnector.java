package dev.connectorproxy.spi.payment;

import dev.connectorproxy.spi.Call;
import java.util.List;
import java.util.Optional;

/// One configured connector to a payment provider. Every method except [#trimWebhook] fails with
/// [PaymentError#NOT_IMPLEMENTED] unless the provider overrides it.
///
/// Methods are called on virtual threads, several at once, and interrupted when the call's deadline passes. A connector
/// keeps no cursor: the position of a fetch is in the state of its request only, so that a request can be repeated.
/// Every failure is a [PaymentException], and a failed method changes no state.
public interface PaymentConnector {

    /// The install tree: what to fetch after installation, and in which order. Must not send requests. Contains only
    /// tasks whose capability is in [PaymentProvider#capabilities()].
    default List<Task> install(Call call) {
        throw PaymentException.notImplemented();
    }

    /// Removes what was created at the payment provider, such as webhooks.
    ///
    /// @param webhooks the webhooks that [#createWebhooks] returned
    default void uninstall(List<WebhookConfig> webhooks, Call call) {
        throw PaymentException.notImplemented();
    }

    /// The next page of accounts.
    default Page<Account> fetchAccounts(FetchRequest request, Call call) {
        throw PaymentException.notImplemented();
    }

    /// The next page of external accounts: beneficiaries, recipients, bank accounts.
    default Page<Account> fetchExternalAccounts(FetchRequest request, Call call) {
        throw PaymentException.notImplemented();
    }

    /// The next page of payments.
    default PaymentsPage fetchPayments(FetchRequest request, Call call) {
        throw PaymentException.notImplemented();
    }

    /// The next page of balances.
    default Page<Balance> fetchBalances(FetchRequest request, Call call) {
        throw PaymentException.notImplemented();
    }

    /// The next page of orders at an exchange, which have nothing to do with transfers and payouts.
    default Page<Order> fetchOrders(FetchRequest request, Call call) {
        throw PaymentException.notImplemented();
    }

    /// The next page of conversions of one asset into another.
    default Page<Conversion> fetchConversions(FetchRequest request, Call call) {
        throw PaymentException.notImplemented();
    }

    /// The next page of provider-specific objects, such as users or profiles.
    ///
    /// @param name the kind of objects: the [Task#name()] in the install tree
    default Page<Other> fetchOthers(String name, FetchRequest request, Call call) {
        throw PaymentException.notImplemented();
    }

    /// Transfers money between two accounts at the provider. The initiation's reference is the idempotency key.
    default Initiated createTransfer(PaymentInitiation initiation, Call call) {
        throw PaymentException.notImplemented();
    }

    /// Reverses a transfer, completely or partially.
    default Payment reverseTransfer(PaymentReversal reversal, Call call) {
        throw PaymentException.notImplemented();
    }

    /// The status of a transfer.
    ///
    /// @param transferId the id in [Initiated.Polling]
    default PollStatus pollTransferStatus(String transferId, Call call) {
        throw PaymentException.notImplemented();
    }

    /// Pays out to an external account. The initiation's reference is the idempotency key.
    default Initiated createPayout(PaymentInitiation initiation, Call call) {
        throw PaymentException.notImplemented();
    }

    /// Reverses a payout, completely or partially.
    default Payment reversePayout(PaymentReversal reversal, Call call) {
        throw PaymentException.notImplemented();
    }

    /// The status of a payout.
    ///
    /// @param payoutId the id in [Initiated.Polling]
    default PollStatus pollPayoutStatus(String payoutId, Call call) {
        throw PaymentException.notImplemented();
    }

    /// Registers a bank account at the provider, and returns the resulting external account.
    default Account createBankAccount(BankAccount bankAccount, Call call) {
        throw PaymentException.notImplemented();
    }

    /// Subscribes to the provider's webhooks. Idempotent: a repeated call creates nothing twice.
    default CreatedWebhooks createWebhooks(WebhookSetup setup, Call call) {
        throw PaymentException.notImplemented();
    }

    /// Splits a delivery that contains several events. Must not send requests.
    default List<Webhook> trimWebhook(WebhookDelivery delivery, Call call) {
        return List.of(delivery.webhook());
    }

    /// Verifies the signature of a delivery over the bytes of its body as received. Must not send requests.
    ///
    /// @return the idempotency key: equal if the provider sends the delivery again; empty if the provider has none
    /// @throws PaymentException [PaymentError#WEBHOOK_VERIFICATION]
    default Optional<String> verifyWebhook(WebhookDelivery delivery, Call call) {
        throw PaymentException.notImplemented();
    }

    /// A delivery as the provider would send and sign it now, so that the development server can try changed bodies.
    /// Fails with [PaymentError#NOT_IMPLEMENTED] where only the provider can sign, as with an asymmetric key. Must not
    /// send requests.
    ///
    /// @param delivery its webhook has the body to sign; a former signature in its headers is replaced
    default Webhook signWebhook(WebhookDelivery delivery, Call call) {
        throw PaymentException.notImplemented();
    }

    /// The events of a verified delivery; empty for a test notification or an irrelevant event.
    default List<WebhookEvent> translateWebhook(WebhookDelivery delivery, Call call) {
        throw PaymentException.notImplemented();
    }
}
