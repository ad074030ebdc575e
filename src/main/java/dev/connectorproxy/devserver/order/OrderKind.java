package dev.connectorproxy.devserver.order;

import dev.connectorproxy.spi.Call;
import dev.connectorproxy.spi.payment.Capability;
import dev.connectorproxy.spi.payment.Initiated;
import dev.connectorproxy.spi.payment.Payment;
import dev.connectorproxy.spi.payment.PaymentConnector;
import dev.connectorproxy.spi.payment.PaymentInitiation;
import dev.connectorproxy.spi.payment.PaymentReversal;
import dev.connectorproxy.spi.payment.PollStatus;

/// The kinds of orders that move money.
enum OrderKind {
    TRANSFER("transfers", Capability.CREATE_TRANSFER),
    PAYOUT("payouts", Capability.CREATE_PAYOUT);

    private final String path;
    private final Capability capability;

    OrderKind(String path, Capability capability) {
        this.path = path;
        this.capability = capability;
    }

    /// The segment of the routes.
    String path() {
        return path;
    }

    Capability capability() {
        return capability;
    }

    /// Such as `transfer`, for messages.
    String text() {
        return path.substring(0, path.length() - 1);
    }

    Initiated create(PaymentConnector connector, PaymentInitiation order, Call call) {
        return switch (this) {
            case TRANSFER -> connector.createTransfer(order, call);
            case PAYOUT -> connector.createPayout(order, call);
        };
    }

    Payment reverse(PaymentConnector connector, PaymentReversal order, Call call) {
        return switch (this) {
            case TRANSFER -> connector.reverseTransfer(order, call);
            case PAYOUT -> connector.reversePayout(order, call);
        };
    }

    PollStatus poll(PaymentConnector connector, String id, Call call) {
        return switch (this) {
            case TRANSFER -> connector.pollTransferStatus(id, call);
            case PAYOUT -> connector.pollPayoutStatus(id, call);
        };
    }
}
