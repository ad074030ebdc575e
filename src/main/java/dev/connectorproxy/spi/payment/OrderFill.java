package dev.connectorproxy.spi.payment;

import java.math.BigInteger;
import java.util.Objects;
import java.util.Optional;

/// What an [Order] has reached. In JSON these are fields of the order itself.
///
/// @param baseQuantityFilled in minor units of the base asset
/// @param quoteAmount what was paid for it, or received, in minor units of the quote asset
/// @param quoteAsset such as `USD/2`
/// @param fee in minor units of the fee asset; negative for a rebate
/// @param feeAsset such as `USD/2`
/// @param averageFillPrice of one unit of the base asset, in minor units of [OrderTerms#priceAsset()]
public record OrderFill(
        Optional<BigInteger> baseQuantityFilled,
        Optional<BigInteger> quoteAmount,
        Optional<String> quoteAsset,
        Optional<BigInteger> fee,
        Optional<String> feeAsset,
        Optional<BigInteger> averageFillPrice) {
    /// Nothing is known.
    public static final OrderFill UNKNOWN =
            new OrderFill(
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty());

    public OrderFill {
        Objects.requireNonNull(baseQuantityFilled, "baseQuantityFilled");
        Objects.requireNonNull(quoteAmount, "quoteAmount");
        Objects.requireNonNull(quoteAsset, "quoteAsset");
        Objects.requireNonNull(fee, "fee");
        Objects.requireNonNull(feeAsset, "feeAsset");
        Objects.requireNonNull(averageFillPrice, "averageFillPrice");
    }

    /// A fill of a quantity in minor units of the base asset, to be completed with the methods below.
    public static OrderFill of(BigInteger baseQuantityFilled) {
        return new OrderFill(
                Optional.of(baseQuantityFilled),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /// The same fill with what was paid or received, in minor units of the quote asset.
    public OrderFill withQuote(BigInteger amount, String asset) {
        return new OrderFill(
                baseQuantityFilled,
                Optional.of(amount),
                Optional.of(asset),
                fee,
                feeAsset,
                averageFillPrice);
    }

    /// The same fill with a fee in minor units of its asset.
    public OrderFill withFee(BigInteger amount, String asset) {
        return new OrderFill(
                baseQuantityFilled,
                quoteAmount,
                quoteAsset,
                Optional.of(amount),
                Optional.of(asset),
                averageFillPrice);
    }

    /// The same fill with an average price in minor units of [OrderTerms#priceAsset()].
    public OrderFill withAveragePrice(BigInteger price) {
        return new OrderFill(
                baseQuantityFilled, quoteAmount, quoteAsset, fee, feeAsset, Optional.of(price));
    }
}
