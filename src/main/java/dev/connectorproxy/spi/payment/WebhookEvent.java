package dev.connectorproxy.spi.payment;

import java.util.Objects;

/// One event in a webhook delivery.
public sealed interface WebhookEvent {

    /// An account is new or has changed.
    record AccountChanged(Account account) implements WebhookEvent {
        public AccountChanged {
            Objects.requireNonNull(account, "account");
        }
    }

    /// An external account is new or has changed.
    record ExternalAccountChanged(Account account) implements WebhookEvent {
        public ExternalAccountChanged {
            Objects.requireNonNull(account, "account");
        }
    }

    /// A payment is new or has changed.
    record PaymentChanged(Payment payment) implements WebhookEvent {
        public PaymentChanged {
            Objects.requireNonNull(payment, "payment");
        }
    }

    /// A payment was deleted.
    record PaymentDeleted(String reference) implements WebhookEvent {
        public PaymentDeleted {
            Objects.requireNonNull(reference, "reference");
        }
    }

    /// A payment was cancelled.
    record PaymentCancelled(String reference) implements WebhookEvent {
        public PaymentCancelled {
            Objects.requireNonNull(reference, "reference");
        }
    }

    /// A balance has changed.
    record BalanceChanged(Balance balance) implements WebhookEvent {
        public BalanceChanged {
            Objects.requireNonNull(balance, "balance");
        }
    }
}
