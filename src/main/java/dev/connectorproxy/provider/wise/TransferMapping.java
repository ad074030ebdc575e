package dev.connectorproxy.provider.wise;

import dev.connectorproxy.spi.payment.Payment;
import dev.connectorproxy.spi.payment.PaymentScheme;
import dev.connectorproxy.spi.payment.PaymentStatus;
import dev.connectorproxy.spi.payment.PaymentType;
import dev.connectorproxy.toolkit.payment.SkippedRows;
import java.util.Optional;

/// Maps a transfer to a payment with the target amount and the target currency.
final class TransferMapping {
    private TransferMapping() {}

    /// The payment, without its accounts; empty, and skipped, if its currency is not supported.
    static Optional<Payment> of(WiseRow row, PaymentType type, SkippedRows skipped) {
        var fields = row.fields();
        var status = status(fields.string("status").orElse(""));
        return WiseCurrency.of(fields.requiredString("targetCurrency"), row, skipped)
                .map(currency ->
                        Payment.of(row.reference(), row.time("created"), row.raw())
                                .as(type, status, PaymentScheme.OTHER)
                                .withAmount(
                                        WiseRow.minorUnits(fields, "targetValue", currency),
                                        currency.toString()));
    }

    /// The payment status of one of Wise's states.
    static PaymentStatus status(String state) {
        return switch (state) {
            case "incoming_payment_waiting",
                    "incoming_payment_initiated",
                    "processing",
                    "funds_converted",
                    "bounced_back" ->
                    PaymentStatus.PENDING;
            case "outgoing_payment_sent" -> PaymentStatus.SUCCEEDED;
            case "funds_refunded", "charged_back" -> PaymentStatus.FAILED;
            case "cancelled" -> PaymentStatus.CANCELLED;
            default -> PaymentStatus.OTHER;
        };
    }
}
