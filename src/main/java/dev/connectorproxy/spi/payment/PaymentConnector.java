package dev.connectorproxy.spi.payment;

import dev.connectorproxy.spi.Call;
import java.util.List;
import java.util.Optional;

/// One configured connector to a payment provider. Every method answers `not implemented` unless the provider overrides
/// it, [#trimWebhook] alone excepted.
///
/// Methods are called on virtual threads, several at once, and interrupted when the call's deadline passes. A connector
/// keeps no cursor of its own: where a fetch goes on is in the state of its request and nowhere else, so that the same
/// request can be made again. Every method fails with a [PaymentException]; one that fails changes no state.
public interface PaymentConnector {

    /// What is to be fetched once the connector is installed, and what after that. No call to the outside world. Uses
    /// only what the provider's [PaymentProvider#capabilities()] declare.
    default List<Task> install(Call call) {
        throw PaymentException.notImplemented();
    }

    /// Takes back at the payment provider what was set up there.
    ///
    /// @param webhooks what [#createWebhooks] answered
    default void uninstall(List<WebhookConfig> webhooks, Call call) {
        throw PaymentException.notImplemented();
    }

    /// The next page of accounts.
    default Page<Account> fetchAccounts(FetchRequest request, Call call) {
        throw PaymentException.notImplemented();
    }

    /// The next page of accounts that belong to somebody else: beneficiaries, recipients, bank accounts.
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

    /// The next page of things only this provider knows, such as users or profiles.
    ///
    /// @param name which of them: the [Task#name()] in the install tree
    default Page<Other> fetchOthers(String name, FetchRequest request, Call call) {
        throw PaymentException.notImplemented();
    }

    /// Moves money between two accounts at the provider. The initiation's reference is the idempotency key.
    default Initiated createTransfer(PaymentInitiation initiation, Call call) {
        throw PaymentException.notImplemented();
    }

    /// Takes a transfer back, whole or in part.
    default Payment reverseTransfer(PaymentReversal reversal, Call call) {
        throw PaymentException.notImplemented();
    }

    /// How far a transfer has come.
    ///
    /// @param transferId of [Initiated.Polling]
    default PollStatus pollTransferStatus(String transferId, Call call) {
        throw PaymentException.notImplemented();
    }

    /// Pays out to an external account. The initiation's reference is the idempotency key.
    default Initiated createPayout(PaymentInitiation initiation, Call call) {
        throw PaymentException.notImplemented();
    }

    /// Takes a payout back, whole or in part.
    default Payment reversePayout(PaymentReversal reversal, Call call) {
        throw PaymentException.notImplemented();
    }

    /// How far a payout has come.
    ///
    /// @param payoutId of [Initiated.Polling]
    default PollStatus pollPayoutStatus(String payoutId, Call call) {
        throw PaymentException.notImplemented();
    }

    /// Makes a bank account known at the provider, and answers the external account it became.
    default Account createBankAccount(BankAccount bankAccount, Call call) {
        throw PaymentException.notImplemented();
    }

    /// Has the provider send its webhooks here. Called again, it sets up nothing twice.
    default CreatedWebhooks createWebhooks(WebhookSetup setup, Call call) {
        throw PaymentException.notImplemented();
    }

    /// Splits a delivery that carries several events. No call to the outside world.
    default List<Webhook> trimWebhook(WebhookDelivery delivery, Call call) {
        return List.of(delivery.webhook());
    }

    /// Checks that a delivery comes from the provider, over the bytes of its body as they came. No call to the outside world.
    ///
    /// @return the idempotency key: the same for the same delivery sent again; empty where the provider gives none
    /// @throws PaymentException [PaymentError#WEBHOOK_VERIFICATION]
    default Optional<String> verifyWebhook(WebhookDelivery delivery, Call call) {
        throw PaymentException.notImplemented();
    }

    /// What a verified delivery says; nothing for a test notification or an event of no interest.
    default List<WebhookEvent> translateWebhook(WebhookDelivery delivery, Call call) {
        throw PaymentException.notImplemented();
    }
}
