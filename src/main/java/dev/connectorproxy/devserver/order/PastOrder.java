package dev.connectorproxy.devserver.order;

import dev.connectorproxy.spi.payment.Initiated;
import dev.connectorproxy.spi.payment.PaymentInitiation;

/// An order that a provider accepted.
///
/// @param result the reference of its payment or its polling id
public record PastOrder(PaymentInitiation order, String result) {
    /// What it is found by, within its connector.
    public record Key(OrderKind kind, String reference) {}

    static String result(Initiated initiated) {
        return switch (initiated) {
            case Initiated.Done(var payment) -> payment.reference();
            case Initiated.Polling(var id) -> id;
        };
    }

    /// About how many bytes it takes.
    long size() {
        return order.toString().length() * 2L;
    }
}
