package dev.connectorproxy.provider.wise;

import dev.connectorproxy.spi.payment.Asset;
import dev.connectorproxy.spi.payment.ProviderContext.Log;
import java.util.Optional;
import java.util.Set;

/// One of the currencies that are taken from Wise, with the minor units of ISO 4217. Rows in others are left out, which
/// is told to the log.
record Currency(Asset asset) {
    private static final Set<String> SUPPORTED =
            Set.of(
                    "AUD", "BGN", "BRL", "CAD", "CHF", "CNY", "CZK", "DKK", "EUR", "GBP", "IDR",
                    "JPY", "MYR", "NOK", "NZD", "PLN", "RON", "SEK", "SGD", "TRY", "USD");

    /// The currency of that code, if it is supported.
    static Optional<Currency> of(String code) {
        return Optional.of(code)
                .filter(SUPPORTED::contains)
                .flatMap(Asset::ofCurrency)
                .map(Currency::new);
    }

    /// The same; where it is not supported, the log is told what is left out for it.
    ///
    /// @param what is left out: `transfer 12`
    static Optional<Currency> of(String code, String what, Log log) {
        var currency = of(code);
        if (currency.isEmpty()) {
            var shown = code.matches("[A-Za-z0-9]{1,10}") ? code : "an unknown currency";
            log.warning("wise: " + what + " is left out, since " + shown + " is not supported");
        }
        return currency;
    }

    /// Its code.
    String code() {
        return asset.code();
    }
}
