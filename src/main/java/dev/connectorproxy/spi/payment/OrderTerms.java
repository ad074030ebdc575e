package dev.connectorproxy.spi.payment;

import java.math.BigInteger;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/// What an [Order] asks for. In JSON these are fields of the order itself.
///
/// @param clientOrderId the id that the client gave the order, if the exchange has such ids
/// @param baseQuantityOrdered in minor units of the base asset
/// @param limitPrice of one unit of the base asset, in minor units of the price asset
/// @param stopPrice likewise
/// @param priceAsset the asset of all prices of the order, also of [OrderFill#averageFillPrice()]; it may have more
///     decimals than amounts have, such as `USD/8`
/// @param expiresAt for [TimeInForce#GOOD_UNTIL_DATE_TIME]
public record OrderTerms(
        Optional<String> clientOrderId,
        Optional<BigInteger> baseQuantityOrdered,
        Optional<BigInteger> limitPrice,
        Optional<BigInteger> stopPrice,
        Optional<String> priceAsset,
        TimeInForce timeInForce,
        Optional<Instant> expiresAt) {
    /// Nothing is known.
    public static final OrderTerms UNKNOWN =
            new OrderTerms(
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    TimeInForce.UNKNOWN,
                    Optional.empty());

    public OrderTerms {
        Objects.requireNonNull(clientOrderId, "clientOrderId");
        Objects.requireNonNull(baseQuantityOrdered, "baseQuantityOrdered");
        Objects.requireNonNull(limitPrice, "limitPrice");
        Objects.requireNonNull(stopPrice, "stopPrice");
        Objects.requireNonNull(priceAsset, "priceAsset");
        Objects.requireNonNull(timeInForce, "timeInForce");
        Objects.requireNonNull(expiresAt, "expiresAt");
    }

    /// Terms with a quantity in minor units of the base asset, to be completed with the methods below.
    public static OrderTerms of(BigInteger baseQuantityOrdered) {
        return new OrderTerms(
                Optional.empty(),
                Optional.of(baseQuantityOrdered),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                TimeInForce.UNKNOWN,
                Optional.empty());
    }

    /// The same terms with the client's id of the order.
    public OrderTerms withClientOrderId(String id) {
        return new OrderTerms(
                Optional.of(id),
                baseQuantityOrdered,
                limitPrice,
                stopPrice,
                priceAsset,
                timeInForce,
                expiresAt);
    }

    /// The same terms with prices in minor units of an asset; each may be absent.
    public OrderTerms withPrices(
            Optional<BigInteger> limit, Optional<BigInteger> stop, String asset) {
        return new OrderTerms(
                clientOrderId,
                baseQuantityOrdered,
                limit,
                stop,
                Optional.of(asset),
                timeInForce,
                expiresAt);
    }

    /// The same terms with the time for which the order remains open.
    ///
    /// @param until for [TimeInForce#GOOD_UNTIL_DATE_TIME]
    public OrderTerms open(TimeInForce force, Optional<Instant> until) {
        return new OrderTerms(
                clientOrderId,
                baseQuantityOrdered,
                limitPrice,
                stopPrice,
                priceAsset,
                force,
                until);
    }
}
