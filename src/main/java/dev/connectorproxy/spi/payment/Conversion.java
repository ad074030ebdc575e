package dev.connectorproxy.spi.payment;

import jakarta.json.JsonValue;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// A conversion of one asset into another at a provider: of a currency, or of a stablecoin. Values are not validated
/// here; [Validation] reports faults.
///
/// @param reference the provider's id of it; unique and immutable
/// @param createdAt [Times#ZERO] if unknown
/// @param sourceAmount in minor units of the source asset
/// @param destinationAmount in minor units of the destination asset; empty as long as it is unknown
/// @param fee in minor units of the fee asset
/// @param metadata empty for none; then `null` in JSON
/// @param raw the provider's JSON object, unchanged
public record Conversion(
        String reference,
        Instant createdAt,
        String sourceAsset,
        String destinationAsset,
        Optional<BigInteger> sourceAmount,
        Optional<BigInteger> destinationAmount,
        Optional<BigInteger> fee,
        Optional<String> feeAsset,
        ConversionStatus status,
        Optional<String> sourceAccountReference,
        Optional<String> destinationAccountReference,
        Map<String, String> metadata,
        Optional<JsonValue> raw) {
    public Conversion {
        Objects.requireNonNull(reference, "reference");
        Objects.requireNonNull(createdAt, "createdAt");
        Objects.requireNonNull(sourceAsset, "sourceAsset");
        Objects.requireNonNull(destinationAsset, "destinationAsset");
        Objects.requireNonNull(sourceAmount, "sourceAmount");
        Objects.requireNonNull(destinationAmount, "destinationAmount");
        Objects.requireNonNull(fee, "fee");
        Objects.requireNonNull(feeAsset, "feeAsset");
        Objects.requireNonNull(status, "status");
        Objects.requireNonNull(sourceAccountReference, "sourceAccountReference");
        Objects.requireNonNull(destinationAccountReference, "destinationAccountReference");
        metadata = SortedMetadata.copy(metadata);
        raw = raw.filter(value -> value != JsonValue.NULL);
    }

    /// A conversion of which nothing else is known, to be completed with the methods below.
    public static Conversion of(String reference, Instant createdAt, JsonValue raw) {
        return new Conversion(
                reference,
                createdAt,
                "",
                "",
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                ConversionStatus.UNKNOWN,
                Optional.empty(),
                Optional.empty(),
                Map.of(),
                Optional.of(raw));
    }

    /// The same conversion with that status.
    public Conversion as(ConversionStatus newStatus) {
        return new Conversion(
                reference,
                createdAt,
                sourceAsset,
                destinationAsset,
                sourceAmount,
                destinationAmount,
                fee,
                feeAsset,
                newStatus,
                sourceAccountReference,
                destinationAccountReference,
                metadata,
                raw);
    }

    /// The same conversion of that amount, in minor units of its asset.
    public Conversion from(BigInteger amount, String asset) {
        return new Conversion(
                reference,
                createdAt,
                asset,
                destinationAsset,
                Optional.of(amount),
                destinationAmount,
                fee,
                feeAsset,
                status,
                sourceAccountReference,
                destinationAccountReference,
                metadata,
                raw);
    }

    /// The same conversion into that amount, in minor units of its asset.
    ///
    /// @param amount empty as long as it is unknown
    public Conversion into(Optional<BigInteger> amount, String asset) {
        return new Conversion(
                reference,
                createdAt,
                sourceAsset,
                asset,
                sourceAmount,
                amount,
                fee,
                feeAsset,
                status,
                sourceAccountReference,
                destinationAccountReference,
                metadata,
                raw);
    }

    /// The same conversion with a fee, in minor units of its asset.
    public Conversion withFee(BigInteger amount, String asset) {
        return new Conversion(
                reference,
                createdAt,
                sourceAsset,
                destinationAsset,
                sourceAmount,
                destinationAmount,
                Optional.of(amount),
                Optional.of(asset),
                status,
                sourceAccountReference,
                destinationAccountReference,
                metadata,
                raw);
    }

    /// The same conversion between those accounts; each may be unknown.
    public Conversion between(Optional<String> source, Optional<String> destination) {
        return new Conversion(
                reference,
                createdAt,
                sourceAsset,
                destinationAsset,
                sourceAmount,
                destinationAmount,
                fee,
                feeAsset,
                status,
                source,
                destination,
                metadata,
                raw);
    }

    /// The same conversion with that metadata.
    public Conversion withMetadata(Map<String, String> newMetadata) {
        return new Conversion(
                reference,
                createdAt,
                sourceAsset,
                destinationAsset,
                sourceAmount,
                destinationAmount,
                fee,
                feeAsset,
                status,
                sourceAccountReference,
                destinationAccountReference,
                newMetadata,
                raw);
    }
}
