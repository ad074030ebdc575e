package dev.connectorproxy.provider.wise;

import dev.connectorproxy.spi.payment.Asset;
import dev.connectorproxy.spi.payment.ProviderContext.Log;
import java.util.Optional;
import java.util.Set;

/// The supported currencies, with the minor units of ISO 4217. Rows in other currencies are skipped and logged.
final class WiseCurrency {
    private static final Set<String> SUPPORTED =
            Set.of(
                    "AUD", "BGN", "BRL", "CAD", "CHF", "CNY", "CZK", "DKK", "EUR", "GBP", "IDR",
                    "JPY", "MYR", "NOK", "NZD", "PLN", "RON", "SEK", "SGD", "TRY", "USD");

    private WiseCurrency() {}

    /// The currency of that code, if it is supported.
    static Optional<Asset> of(String code) {
        return Optional.of(code).filter(SUPPORTED::contains).flatMap(Asset::ofCurrency);
    }

    /// The same, and logs what is skipped if the currency is not supported.
    ///
    /// @param label names what is skipped, such as `transfer 12`
    static Optional<Asset> of(String code, String label, Log log) {
        var currency = of(code);
        if (currency.isEmpty()) {
            var shown = code.matches("[A-Za-z0-9]{1,10}") ? code : "an unknown currency";
            log.warning("wise: " + label + " is left out, since " + shown + " is not supported");
        }
        return currency;
    }
}
