package dev.connectorproxy.provider.stripe;

import dev.connectorproxy.spi.payment.Asset;
import dev.connectorproxy.spi.payment.PaymentError;
import dev.connectorproxy.spi.payment.PaymentException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The currencies of Stripe's amounts: those of ISO 4217, except for three with another number of decimal places
/// (<https://docs.stripe.com/currencies#special-cases>). Stripe's amounts are always in minor units of the asset.
final class StripeCurrency {
    private static final Map<String, Integer> SPECIAL = Map.of("ISK", 2, "UGX", 2, "MGA", 0);

    /// The currencies with two decimal places at Stripe that are moved in whole units only, and those that are paid out
    /// in whole units only. Stripe refuses other amounts.
    private static final Set<String> WHOLE = Set.of("ISK", "UGX");

    private static final Set<String> WHOLE_PAYOUTS = Set.of("ISK", "UGX", "HUF", "TWD");
    private static final BigInteger UNIT = BigInteger.valueOf(100);

    private StripeCurrency() {}

    /// The asset of a currency code, ignoring case; empty for an unknown code.
    static Optional<Asset> asset(String currency) {
        var code = currency.toUpperCase(Locale.ROOT);
        return SPECIAL.containsKey(code)
                ? Optional.of(new Asset(code, SPECIAL.get(code)))
                : Asset.ofCurrency(code);
    }

    /// The currency code of an asset in requests to Stripe.
    ///
    /// @throws PaymentException [PaymentError#CURRENCY_NOT_SUPPORTED]
    static String name(Asset asset) {
        return known(asset).code().toLowerCase(Locale.ROOT);
    }

    /// Converts minor units of an asset to an amount of Stripe's for an order. Nothing is rounded.
    ///
    /// @param payout whether the order is a payout
    /// @throws PaymentException [PaymentError#INVALID_REQUEST], `invalid precision`, or if the amount must be in whole
    ///     units of the currency
    static BigInteger amount(BigInteger minorUnits, Asset asset, boolean payout) {
        var amount = known(asset).minorUnits(new BigDecimal(minorUnits, asset.precision()));
        boolean whole = (payout ? WHOLE_PAYOUTS : WHOLE).contains(asset.code());
        if (whole && amount.mod(UNIT).signum() != 0) {
            throw PaymentException.invalidRequest(
                    "amount must be in whole %s, which Stripe does not divide"
                            .formatted(asset.code()));
        }
        return amount;
    }

    private static Asset known(Asset asset) {
        return asset(asset.code())
                .orElseThrow(() ->
                        PaymentException.of(PaymentError.CURRENCY_NOT_SUPPORTED, asset.toString()));
    }
}
