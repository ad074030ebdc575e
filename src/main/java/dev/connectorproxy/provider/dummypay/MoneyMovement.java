package dev.connectorproxy.provider.dummypay;

import dev.connectorproxy.spi.payment.Payment;
import dev.connectorproxy.spi.payment.PaymentException;
import dev.connectorproxy.spi.payment.PaymentStatus;
import dev.connectorproxy.spi.payment.PaymentType;
import dev.connectorproxy.spi.payment.Times;
import jakarta.json.JsonObject;
import jakarta.json.spi.JsonProvider;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/// A movement of money from one account to another.
record MoneyMovement(
        String reference,
        String parent,
        PaymentType type,
        PaymentStatus status,
        BigInteger amount,
        String asset,
        String source,
        String destination,
        Map<String, String> metadata) {
    private static final JsonProvider JSON = JsonProvider.provider();

    /// The row in `payments.json`.
    JsonObject row(Instant now) {
        var row =
                JSON.createObjectBuilder()
                        .add("reference", reference)
                        .add("type", type.protocolName())
                        .add("amount", amount)
                        .add("currency", asset)
                        .add("status", status.name())
                        .add("created_at", Times.text(now))
                        .add("source_account_id", source)
                        .add("destination_account_id", destination);
        if (!parent.isEmpty()) {
            row.add("parent_reference", parent);
        }
        if (!metadata.isEmpty()) {
            row.add("metadata", JSON.createObjectBuilder(metadata));
        }
        return row.build();
    }

    /// Returns the existing payment with this reference if it is the same order, otherwise fails.
    Payment requireSame(Payment before) {
        boolean same =
                before.type() == type
                        && before.parentReference().equals(parent)
                        && before.amount().equals(Optional.of(amount))
                        && before.asset().equals(asset)
                        && before.sourceAccountReference().equals(Optional.of(source))
                        && before.destinationAccountReference().equals(Optional.of(destination));
        if (!same) {
            throw PaymentException.invalidRequest("another payment has this reference");
        }
        return before;
    }
}
