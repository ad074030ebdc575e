package dev.connectorproxy.spi.payment;

import java.math.BigInteger;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// A payment initiation: an order to transfer money or to pay it out.
///
/// @param reference unique; the idempotency key of requests to the provider
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
        metadata = SortedMetadata.copy(metadata);
    }

    /// Refuses orders that no provider can execute: without a reference, with an amount that is not positive, or with
    /// an invalid asset.
    ///
    /// @return the asset
    /// @throws PaymentException [PaymentError#INVALID_REQUEST]
    public Asset check() {
        return check(reference, amount, asset);
    }

    static Asset check(String reference, BigInteger amount, String asset) {
        if (reference.isEmpty()) {
            throw PaymentException.invalidRequest("reference is required");
        }
        if (amount.signum() <= 0) {
            throw PaymentException.invalidRequest("amount must be positive");
        }
        return Asset.of(asset)
                .orElseThrow(() ->
                        PaymentException.invalidRequest(
                                "asset must be a currency with its decimals, such as USD/2"));
    }

    /// The source account.
    ///
    /// @throws PaymentException [PaymentError#INVALID_REQUEST] if it is absent or has no reference
    public Account requiredSource() {
        return required(sourceAccount, "source");
    }

    /// The destination account.
    ///
    /// @throws PaymentException [PaymentError#INVALID_REQUEST] if it is absent or has no reference
    public Account requiredDestination() {
        return required(destinationAccount, "destination");
    }

    private static Account required(Optional<Account> account, String label) {
        return account.filter(present -> !present.reference().isEmpty())
                .orElseThrow(() -> PaymentException.invalidRequest(label + " account is required"));
    }
}
