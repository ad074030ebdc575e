package dev.connectorproxy.spi.payment;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Which assets cause a warning. An asset that may be meant so causes none.
class AssetCheckTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "EUR/2",
                "JPY",
                "JPY/0",
                "KWD/3",
                "CLF/4",
                "UYW/4",
                "EUR_SAVINGS/2", // ISO 4217
                "ISK/2",
                "ISK",
                "UGX/2",
                "UGX",
                "MGA",
                "MGA/2", // as card networks count them, too
                "BTC/8",
                "ETH/18",
                "USDC/6",
                "SATS/11", // more decimals than any currency
                "COIN",
                "POINTS",
                "EURO",
                "XAU/4",
                "XTS/2", // no currencies
                "eur",
                "EUR/",
                "" // refused by the engine anyway
            })
    void whatMayBeMeantSoCausesNoWarning(String asset) {
        assertThat(new AssetCheck().fault(asset), is(Optional.empty()));
    }

    @ParameterizedTest
    @CsvSource({
        "EUR, 'precision of asset EUR: ISO 4217 has 2 decimals, not 0'",
        "EUR/3, 'precision of asset EUR/3: ISO 4217 has 2 decimals, not 3'",
        "JPY/2, 'precision of asset JPY/2: ISO 4217 has 0 decimals, not 2'",
        "EUR_SAVINGS, 'precision of asset EUR_SAVINGS: ISO 4217 has 2 decimals, not 0'",
        "ISK/3, 'precision of asset ISK/3: ISO 4217 has 0 decimals, not 3'",
        "ZZZ/2, 'unknown asset ZZZ/2: ISO 4217 has no such currency'",
        "ZZZ, 'unknown asset ZZZ: ISO 4217 has no such currency'",
        "XXX/2, 'unknown asset XXX/2: ISO 4217 has no such currency'",
        "EURO/2, 'unknown asset EURO/2: ISO 4217 has no such currency'"
    })
    void whatIsMostLikelyAMistakeCausesAWarning(String asset, String fault) {
        var check = new AssetCheck();

        assertThat(check.fault(asset), is(Optional.of(fault)));
        assertThat("the same again", check.fault(asset), is(Optional.of(fault)));
    }
}
