package dev.connectorproxy.spi.payment;

import java.math.BigInteger;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/// The balance of an account in one asset at one time. Values are not validated here; [Validation] reports faults.
///
/// @param createdAt [Times#ZERO] if unknown
/// @param amount in minor units of the asset; may be negative
/// @param asset such as `USD/2`
public record Balance(
        String accountReference, Instant createdAt, Optional<BigInteger> amount, String asset) {
    public Balance {
        Objects.requireNonNull(accountReference, "accountReference");
        Objects.requireNonNull(createdAt, "createdAt");
        Objects.requireNonNull(amount, "amount");
        Objects.requireNonNull(asset, "asset");
    }

    /// A balance with an amount.
    public static Balance of(
            String accountReference, Instant createdAt, BigInteger amount, String asset) {
        return new Balance(accountReference, createdAt, Optional.of(amount), asset);
    }
}
