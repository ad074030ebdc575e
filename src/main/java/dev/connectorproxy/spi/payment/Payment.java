package dev.connectorproxy.spi.payment;

import jakarta.json.JsonValue;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// A payment, or one event of its lifecycle. Values are not validated here; [Validation] reports faults.
///
/// @param parentReference the reference of the payment that this one adjusts; an empty string for none
/// @param reference the provider's id of it; unique and immutable
/// @param createdAt [Times#ZERO] if unknown
/// @param amount in minor units of the asset
/// @param asset such as `USD/2`
/// @param metadata empty for none; then `null` in JSON
/// @param raw the provider's JSON object, unchanged
public record Payment(
        String parentReference,
        String reference,
        Instant createdAt,
        PaymentType type,
        Optional<BigInteger> amount,
        String asset,
        PaymentScheme scheme,
        PaymentStatus status,
        Optional<String> sourceAccountReference,
        Optional<String> destinationAccountReference,
        Map<String, String> metadata,
        Optional<JsonValue> raw) {
    public Payment {
        Objects.requireNonNull(parentReference, "parentReference");
        Objects.requireNonNull(reference, "reference");
        Objects.requireNonNull(createdAt, "createdAt");
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(amount, "amount");
        Objects.requireNonNull(asset, "asset");
        Objects.requireNonNull(scheme, "scheme");
        Objects.requireNonNull(status, "status");
        Objects.requireNonNull(sourceAccountReference, "sourceAccountReference");
        Objects.requireNonNull(destinationAccountReference, "destinationAccountReference");
        metadata = SortedMetadata.copy(metadata);
        raw = raw.filter(it -> it != JsonValue.NULL);
    }

    /// A payment with unknown type, status and scheme and without an amount, to be completed with the methods below.
    public static Payment of(String reference, Instant createdAt, JsonValue raw) {
        return new Payment(
                "",
                reference,
                createdAt,
                PaymentType.UNKNOWN,
                Optional.empty(),
                "",
                PaymentScheme.UNKNOWN,
                PaymentStatus.UNKNOWN,
                Optional.empty(),
                Optional.empty(),
                Map.of(),
                Optional.of(raw));
    }

    /// The same payment with that type, status and scheme.
    public Payment as(PaymentType newType, PaymentStatus newStatus, PaymentScheme newScheme) {
        return new Payment(
                parentReference,
                reference,
                createdAt,
                newType,
                amount,
                asset,
                newScheme,
                newStatus,
                sourceAccountReference,
                destinationAccountReference,
                metadata,
                raw);
    }

    /// The same payment with that amount in minor units of the asset.
    public Payment withAmount(BigInteger minorUnits, String newAsset) {
        return new Payment(
                parentReference,
                reference,
                createdAt,
                type,
                Optional.of(minorUnits),
                newAsset,
                scheme,
                status,
                sourceAccountReference,
                destinationAccountReference,
                metadata,
                raw);
    }

    /// The same payment as an adjustment of that one.
    public Payment withParent(String newParentReference) {
        return new Payment(
                newParentReference,
                reference,
                createdAt,
                type,
                amount,
                asset,
                scheme,
                status,
                sourceAccountReference,
                destinationAccountReference,
                metadata,
                raw);
    }

    /// The same payment between those accounts; each may be unknown.
    public Payment between(Optional<String> source, Optional<String> destination) {
        return new Payment(
                parentReference,
                reference,
                createdAt,
                type,
                amount,
                asset,
                scheme,
                status,
                source,
                destination,
                metadata,
                raw);
    }

    /// The same payment with that metadata.
    public Payment withMetadata(Map<String, String> newMetadata) {
        return new Payment(
                parentReference,
                reference,
                createdAt,
                type,
                amount,
                asset,
                scheme,
                status,
                sourceAccountReference,
                destinationAccountReference,
                newMetadata,
                raw);
    }
}
