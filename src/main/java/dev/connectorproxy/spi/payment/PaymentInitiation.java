package dev.connectorproxy.spi.payment;

import java.math.BigInteger;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// An order to pay.
///
/// @param reference unique; the idempotency key towards the provider
/// @param amount in minor units of the asset
/// @param asset such as `USD/2`
public record PaymentInitiation(
        String reference,
        Instant createdAt,
        String description,
        Optional<Account> sourceAccount,
        Optional<Account> destinationAccount,
        BigInteger amount,
        String asset,
        Map<String, String> metadata) {
    public PaymentInitiation {
        Objects.requireNonNull(reference, "reference");
        Objects.requireNonNull(createdAt, "createdAt");
        Objects.requireNonNull(description, "description");
        Objects.requireNonNull(sourceAccount, "sourceAccount");
        Objects.requireNonNull(destinationAccount, "destinationAccount");
        Objects.requireNonNull(amount, "amount");
        Objects.requireNonNull(asset, "asset");
        metadata = Metadata.copy(metadata);
    }

    /// Refuses what no provider can carry out: no reference, an amount that is not positive, an asset that is none.
    ///
    /// @return the asset
    /// @throws PaymentException [PaymentError#INVALID_REQUEST]
    public Asset check() {
        return OrderCheck.check(reference, amount, asset);
    }
}
