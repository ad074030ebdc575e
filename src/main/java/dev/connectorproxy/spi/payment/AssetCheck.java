package dev.connectorproxy.spi.payment;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Finds assets that are well-formed, but most likely a mistake, because amounts in them would be wrong by powers of
/// ten. Remembers its results, because the rows of a page have few assets. For one thread.
final class AssetCheck {
    /// Currencies that card networks count with other decimals than ISO 4217
    /// (<https://docs.stripe.com/currencies#special-cases>).
    private static final Set<String> ACCEPTED = Set.of("ISK/2", "UGX/2", "MGA");

    /// No currency of ISO 4217 has more decimals.
    private static final int MAX_CURRENCY_DECIMALS = 4;

    private static final int CURRENCY_CODE_LENGTH = 3;

    private final Map<String, Optional<String>> known = new HashMap<>();

    /// The fault of an asset; empty also if it is not well-formed, for which the engine refuses its row.
    Optional<String> fault(String asset) {
        return known.computeIfAbsent(asset, text -> Asset.of(text).flatMap(AssetCheck::faultOf));
    }

    private static Optional<String> faultOf(Asset asset) {
        if (ACCEPTED.contains(asset.toString())) {
            return Optional.empty();
        }
        var code = asset.code().replaceFirst("_.*", "");
        var currency =
                code.length() == CURRENCY_CODE_LENGTH
                        ? Asset.ofCurrency(code)
                        : Optional.<Asset>empty();
        if (currency.isEmpty()) {
            return mayBeNoCurrency(code, asset.precision())
                    ? Optional.empty()
                    : Optional.of(
                            "unknown asset %s: ISO 4217 has no such currency".formatted(asset));
        }
        int decimals = currency.get().precision();
        return decimals == asset.precision()
                ? Optional.empty()
                : Optional.of(
                        "precision of asset %s: ISO 4217 has %d decimals, not %d"
                                .formatted(asset, decimals, asset.precision()));
    }

    /// Whether the asset can be something else than a misspelt currency: a unit that is counted whole (`COIN`), one with
    /// more decimals than any currency (`BTC/8`), or a metal, a fund or the like, whose codes begin with X (`XAU`).
    private static boolean mayBeNoCurrency(String code, int precision) {
        if (precision > MAX_CURRENCY_DECIMALS) {
            return true;
        }
        return code.length() == CURRENCY_CODE_LENGTH
                ? code.startsWith("X") && !code.equals("XXX")
                : precision == 0;
    }
}
