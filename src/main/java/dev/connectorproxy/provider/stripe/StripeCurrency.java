package dev.connectorproxy.provider.stripe;

import dev.connectorproxy.spi.payment.Asset;
import dev.connectorproxy.spi.payment.PaymentError;
import dev.connectorproxy.spi.payment.PaymentException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// The currencies of Stripe's amounts: those of ISO 4217, except for three with another number of decimal places
/// (<https://docs.stripe.com/currencies#special-cases>). Stripe's amounts are always in minor units of the asset.
final class StripeCurrency {
    private static final Map<String, Integer> SPECIAL = Map.of("ISK", 2, "UGX", 2, "MGA", 0);

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

    /// Converts minor units of an asset to an amount of Stripe's. Nothing is rounded.
    ///
    /// @throws PaymentException [PaymentError#INVALID_REQUEST], `invalid precision`
    static BigInteger amount(BigInteger minorUnits, Asset asset) {
        return known(asset).minorUnits(new BigDecimal(minorUnits, asset.precision()));
    }

    private static Asset known(Asset asset) {
        return asset(asset.code())
                .orElseThrow(() ->
                        PaymentException.of(PaymentError.CURRENCY_NOT_SUPPORTED, asset.toString()));
    }
}
