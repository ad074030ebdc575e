package dev.connectorproxy.provider.wise;

import dev.connectorproxy.spi.payment.Asset;
import dev.connectorproxy.spi.payment.ProviderContext.Log;
import java.util.Optional;

/// The currencies of Wise's amounts: those of ISO 4217, with its minor units. Rows in others are skipped and logged.
final class WiseCurrency {
    private WiseCurrency() {}

    /// The currency of that code, if there is one.
    static Optional<Asset> of(String code) {
        return Asset.ofCurrency(code);
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
