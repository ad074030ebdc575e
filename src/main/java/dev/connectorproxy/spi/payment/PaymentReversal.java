package dev.connectorproxy.spi.payment;

import java.math.BigInteger;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;

/// An order to reverse a payment, completely or partially.
///
/// @param reference unique; the idempotency key of requests to the provider
/// @param related the order to reverse
/// @param amount in minor units of the asset
public record PaymentReversal(
        String reference,
        Instant createdAt,
        String description,
        PaymentInitiation related,
        BigInteger amount,
        String asset,
        Map<String, String> metadata) {
    public PaymentReversal {
        Objects.requireNonNull(reference, "reference");
        Objects.requireNonNull(createdAt, "createdAt");
        Objects.requireNonNull(description, "description");
        Objects.requireNonNull(related, "related");
        Objects.requireNonNull(amount, "amount");
        Objects.requireNonNull(asset, "asset");
        metadata = SortedMetadata.copy(metadata);
    }

    /// Refuses orders that no provider can execute: without a reference, with an amount that is not positive, or with
    /// an invalid asset.
    ///
    /// @return the asset
    /// @throws PaymentException [PaymentError#INVALID_REQUEST]
    public Asset check() {
        return PaymentInitiation.check(reference, amount, asset);
    }
}
