package dev.connectorproxy.provider.wise;

import dev.connectorproxy.spi.payment.Asset;
import dev.connectorproxy.toolkit.payment.SkippedRows;
import java.util.Optional;

/// The currencies of Wise's amounts: those of ISO 4217, with its minor units. Rows in others are skipped.
final class WiseCurrency {
    private WiseCurrency() {}

    /// The currency of that code, if there is one.
    static Optional<Asset> of(String code) {
        return Asset.ofCurrency(code);
    }

    /// The currency of a row; without one, the row is skipped.
    static Optional<Asset> of(String code, WiseRow row, SkippedRows skipped) {
        var currency = of(code);
        if (currency.isEmpty()) {
            skipped.addUnknownAsset(row.reference(), code, row.raw());
        }
        return currency;
    }
}
