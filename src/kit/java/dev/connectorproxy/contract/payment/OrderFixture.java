package dev.connectorproxy.contract.payment;

import dev.connectorproxy.spi.payment.BankAccount;
import dev.connectorproxy.spi.payment.Capability;
import dev.connectorproxy.spi.payment.Payment;
import dev.connectorproxy.spi.payment.PaymentInitiation;
import dev.connectorproxy.spi.payment.PaymentReversal;
import dev.connectorproxy.spi.payment.PaymentStatus;
import java.util.Optional;

/// The part of a [ProviderFixture] about orders, for providers that execute them. Used by one thread at a time.
public interface OrderFixture {

    /// An order that can be executed, if the provider has that capability.
    ///
    /// @param kind [Capability#CREATE_TRANSFER] or [Capability#CREATE_PAYOUT]
    /// @param reference of the order
    default Optional<PaymentInitiation> order(Capability kind, String reference) {
        return Optional.empty();
    }

    /// The status of the payment that an executed order becomes.
    ///
    /// @param kind [Capability#CREATE_TRANSFER] or [Capability#CREATE_PAYOUT]
    default PaymentStatus orderStatus(Capability kind) {
        return PaymentStatus.SUCCEEDED;
    }

    /// Whether the server lists the payment of an executed order, so that the next poll returns it.
    default boolean listsOrders() {
        return false;
    }

    /// Completes an order that is being polled.
    default void settle(String pollingId) {}

    /// The reversal of an order; empty if it cannot be reversed.
    default Optional<PaymentReversal> reversal(PaymentInitiation order, Payment payment) {
        return Optional.empty();
    }

    /// A bank account that can be registered, if the provider has that capability.
    default Optional<BankAccount> bankAccount() {
        return Optional.empty();
    }
}
