package dev.connectorproxy.provider.stripe;

import dev.connectorproxy.spi.payment.Asset;
import dev.connectorproxy.spi.payment.PaymentError;
import dev.connectorproxy.spi.payment.PaymentException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// The currencies of Stripe's amounts: those of ISO 4217, with three whose smallest unit Stripe counts differently
/// (<https://docs.stripe.com/currencies#special-cases>). An amount of Stripe's is always so many minor units of its asset.
final class StripeCurrency {
    private static final Map<String, Integer> SPECIAL = Map.of("ISK", 2, "UGX", 2, "MGA", 0);

    private StripeCurrency() {}

    /// The asset of a currency, in whatever case; empty for none.
    static Optional<Asset> asset(String currency) {
        var code = currency.toUpperCase(Locale.ROOT);
        return SPECIAL.containsKey(code)
                ? Optional.of(new Asset(code, SPECIAL.get(code)))
                : Asset.ofCurrency(code);
    }

    /// The name of an asset's currency towards Stripe.
    ///
    /// @throws PaymentException [PaymentError#CURRENCY_NOT_SUPPORTED]
    static String name(Asset asset) {
        return known(asset).code().toLowerCase(Locale.ROOT);
    }

    /// So many minor units of an asset as an amount of Stripe's. Nothing is rounded.
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
