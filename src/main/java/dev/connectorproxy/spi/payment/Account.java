package dev.connectorproxy.spi.payment;

import jakarta.json.JsonValue;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// An account at a payment provider, or an external account, which has the same shape. Values are not validated here;
/// [Validation] reports faults.
///
/// @param reference the provider's id of it; unique and immutable
/// @param createdAt [Times#ZERO] if unknown
/// @param name a name to display
/// @param defaultAsset in minor units, such as `USD/2`
/// @param metadata empty for none; then `null` in JSON
/// @param raw the provider's JSON object, unchanged
public record Account(
        String reference,
        Instant createdAt,
        Optional<String> name,
        Optional<String> defaultAsset,
        Map<String, String> metadata,
        Optional<JsonValue> raw) {
    public Account {
        Objects.requireNonNull(reference, "reference");
        Objects.requireNonNull(createdAt, "createdAt");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(defaultAsset, "defaultAsset");
        metadata = SortedMetadata.copy(metadata);
        raw = raw.filter(it -> it != JsonValue.NULL);
    }

    /// An account without name, default asset and metadata.
    public static Account of(String reference, Instant createdAt, JsonValue raw) {
        return new Account(
                reference,
                createdAt,
                Optional.empty(),
                Optional.empty(),
                Map.of(),
                Optional.of(raw));
    }

    /// The same account with a name.
    public Account withName(String other) {
        return new Account(reference, createdAt, Optional.of(other), defaultAsset, metadata, raw);
    }

    /// The same account with a default asset.
    public Account withDefaultAsset(String asset) {
        return new Account(reference, createdAt, name, Optional.of(asset), metadata, raw);
    }

    /// The same account with that metadata.
    public Account withMetadata(Map<String, String> other) {
        return new Account(reference, createdAt, name, defaultAsset, other, raw);
    }
}
