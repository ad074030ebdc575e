package dev.connectorproxy.spi.payment;

import jakarta.json.JsonValue;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// An order at an exchange: to buy or sell a base asset for a quote asset. It has nothing to do with a
/// [PaymentInitiation], which moves money. Values are not validated here; [Validation] reports faults.
///
/// @param reference the exchange's id of it; unique and immutable
/// @param createdAt [Times#ZERO] if unknown
/// @param sourceAsset what is given: the quote asset of a purchase, the base asset of a sale
/// @param destinationAsset what is received: the base asset of a purchase, the quote asset of a sale
/// @param metadata empty for none; then `null` in JSON
/// @param raw the exchange's JSON object, unchanged
public record Order(
        String reference,
        Instant createdAt,
        OrderDirection direction,
        String sourceAsset,
        String destinationAsset,
        OrderType type,
        OrderStatus status,
        OrderTerms terms,
        OrderFill fill,
        Optional<String> sourceAccountReference,
        Optional<String> destinationAccountReference,
        Map<String, String> metadata,
        Optional<JsonValue> raw) {
    public Order {
        Objects.requireNonNull(reference, "reference");
        Objects.requireNonNull(createdAt, "createdAt");
        Objects.requireNonNull(direction, "direction");
        Objects.requireNonNull(sourceAsset, "sourceAsset");
        Objects.requireNonNull(destinationAsset, "destinationAsset");
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(status, "status");
        Objects.requireNonNull(terms, "terms");
        Objects.requireNonNull(fill, "fill");
        Objects.requireNonNull(sourceAccountReference, "sourceAccountReference");
        Objects.requireNonNull(destinationAccountReference, "destinationAccountReference");
        metadata = SortedMetadata.copy(metadata);
        raw = raw.filter(value -> value != JsonValue.NULL);
    }

    /// An order of which nothing else is known, to be completed with the methods below.
    public static Order of(String reference, Instant createdAt, JsonValue raw) {
        return new Order(
                reference,
                createdAt,
                OrderDirection.UNKNOWN,
                "",
                "",
                OrderType.UNKNOWN,
                OrderStatus.UNKNOWN,
                OrderTerms.UNKNOWN,
                OrderFill.UNKNOWN,
                Optional.empty(),
                Optional.empty(),
                Map.of(),
                Optional.of(raw));
    }

    /// The same order with that direction, type and status.
    public Order as(OrderDirection newDirection, OrderType newType, OrderStatus newStatus) {
        return new Order(
                reference,
                createdAt,
                newDirection,
                sourceAsset,
                destinationAsset,
                newType,
                newStatus,
                terms,
                fill,
                sourceAccountReference,
                destinationAccountReference,
                metadata,
                raw);
    }

    /// The same order, which gives one asset for another.
    public Order withAssets(String source, String destination) {
        return new Order(
                reference,
                createdAt,
                direction,
                source,
                destination,
                type,
                status,
                terms,
                fill,
                sourceAccountReference,
                destinationAccountReference,
                metadata,
                raw);
    }

    /// The same order with those terms and that fill.
    public Order with(OrderTerms newTerms, OrderFill newFill) {
        return new Order(
                reference,
                createdAt,
                direction,
                sourceAsset,
                destinationAsset,
                type,
                status,
                newTerms,
                newFill,
                sourceAccountReference,
                destinationAccountReference,
                metadata,
                raw);
    }

    /// The same order between those accounts; each may be unknown.
    public Order between(Optional<String> source, Optional<String> destination) {
        return new Order(
                reference,
                createdAt,
                direction,
                sourceAsset,
                destinationAsset,
                type,
                status,
                terms,
                fill,
                source,
                destination,
                metadata,
                raw);
    }

    /// The same order with that metadata.
    public Order withMetadata(Map<String, String> newMetadata) {
        return new Order(
                reference,
                createdAt,
                direction,
                sourceAsset,
                destinationAsset,
                type,
                status,
                terms,
                fill,
                sourceAccountReference,
                destinationAccountReference,
                newMetadata,
                raw);
    }
}
