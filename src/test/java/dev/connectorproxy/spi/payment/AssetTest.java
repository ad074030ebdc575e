package dev.connectorproxy.spi.payment;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Assets as section 1.3 of the contract writes them, and amounts as section 3.9 demands them.
class AssetTest {
    @ParameterizedTest
    @CsvSource(
            textBlock =
                    """
                    USD/2,           USD,         2, USD/2
                    JPY,             JPY,         0, JPY
                    JPY/0,           JPY,         0, JPY
                    BTC/8,           BTC,         8, BTC/8
                    COIN,            COIN,        0, COIN
                    A,               A,           0, A
                    A1234567890123456/999999, A1234567890123456, 999999, A1234567890123456/999999
                    EUR_SAVINGS/2,   EUR_SAVINGS, 2, EUR_SAVINGS/2
                    EUR_ABCDEFGHIJKLMNOP, EUR_ABCDEFGHIJKLMNOP, 0, EUR_ABCDEFGHIJKLMNOP
                    USD/02,          USD,         2, USD/2
                    """)
    void readsAnAsset(String text, String code, int precision, String canonical) {
        var asset = Asset.of(text).orElseThrow();

        assertThat(asset, is(new Asset(code, precision)));
        assertThat(asset.toString(), is(canonical));
        assertThat(Asset.isValid(text), is(true));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "usd/2",
                "USD/",
                "USD/1234567",
                "1USD",
                "USD /2",
                "USD/2 ",
                "USD/-2",
                "USD/2\n",
                "A12345678901234567",
                "EUR_ABCDEFGHIJKLMNOPQ",
                "EUR_/2",
                "EUR_lower/2",
                "ÜSD/2",
                "USD/٢"
            })
    void refusesWhatIsNoAsset(String text) {
        assertThat(Asset.of(text), is(Optional.empty()));
        assertThat(Asset.isValid(text), is(false));
    }

    @ParameterizedTest
    @CsvSource(
            textBlock =
                    """
                    USD, USD/2
                    usd, USD/2
                    JPY, JPY
                    BHD, BHD/3
                    KWD, KWD/3
                    ISK, ISK
                    CLF, CLF/4
                    UYW, UYW/4
                    MGA, MGA/2
                    """)
    void knowsTheMinorUnitsOfCurrencies(String currency, String asset) {
        assertThat(Asset.ofCurrency(currency).orElseThrow().toString(), is(asset));
    }

    /// The table of section 3.9, whole.
    @ParameterizedTest
    @CsvSource(
            textBlock =
                    """
                    0, BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF
                    3, BHD IQD JOD KWD LYD OMR TND
                    4, CLF UYW
                    2, AED AUD BRL CAD CHF CNY CZK DKK EUR GBP HUF IDR INR MGA MRU MXN MYR NZD PLN RSD SEK SGD TRY TWD USD ZAR
                    """)
    void knowsTheMinorUnitsOfTheContractsTable(int decimals, String currencies) {
        for (var currency : currencies.split(" ")) {
            assertThat(Asset.ofCurrency(currency), is(Optional.of(new Asset(currency, decimals))));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "XAU", "XXX", "ZZZ", "US", "USDC", "ß"})
    void knowsNoOtherCurrencies(String currency) {
        assertThat(Asset.ofCurrency(currency), is(Optional.empty()));
    }

    @ParameterizedTest
    @CsvSource(
            textBlock =
                    """
                    USD/2, 10.50,  1050
                    USD/2, 10.5,   1050
                    USD/2, 10,     1000
                    USD/2, 0.05,   5
                    USD/2, -0.05,  -5
                    USD/2, -10.5,  -1050
                    USD/2, 007.10, 710
                    USD/2, 0,      0
                    JPY,   1000,   1000
                    BHD/3, 1.234,  1234
                    USD/2, 1234567890123456789012345678.90, 123456789012345678901234567890
                    """)
    void turnsDecimalsIntoMinorUnits(String asset, String decimal, BigInteger minorUnits) {
        assertThat(Asset.of(asset).orElseThrow().minorUnits(decimal), is(minorUnits));
    }

    @ParameterizedTest
    @CsvSource(
            textBlock =
                    """
                    USD/2, 10.505,  invalid precision
                    USD/2, 10.500,  invalid precision
                    JPY,   10.0,    invalid precision
                    USD/2, 1.2.3,   invalid amount
                    USD/2, '',      invalid amount
                    USD/2, .5,      invalid amount
                    USD/2, 5.,      invalid amount
                    USD/2, +5,      invalid amount
                    USD/2, 1e3,     invalid amount
                    USD/2, ' 5',    invalid amount
                    USD/2, '1,000', invalid amount
                    USD/2, --1,     invalid amount
                    USD/2, ٣,       invalid amount
                    X/999999, 1,    invalid amount
                    X/999999, 0.5,  invalid amount
                    """)
    void neverRounds(String asset, String decimal, String why) {
        var parsed = Asset.of(asset).orElseThrow();

        var failure = assertThrows(PaymentException.class, () -> parsed.minorUnits(decimal));

        assertThat(failure.error(), is(PaymentError.INVALID_REQUEST));
        assertThat(failure.getMessage(), is("invalid request: " + why + " of " + asset));
    }

    @ParameterizedTest
    @CsvSource(
            textBlock =
                    """
                    USD/2, 10.500, 1050
                    JPY,   1000.0, 1000
                    USD/2, 1.5e3,  150000
                    USD/2, 0e-900, 0
                    """)
    void takesJsonNumbersAtTheirValue(String asset, BigDecimal number, BigInteger minorUnits) {
        assertThat(Asset.of(asset).orElseThrow().minorUnits(number), is(minorUnits));
    }

    @ParameterizedTest
    @CsvSource({"10.505, invalid precision", "1e999999999, invalid amount"})
    void refusesJsonNumbersThatAreNoAmount(BigDecimal number, String why) {
        var dollars = new Asset("USD", 2);

        var failure = assertThrows(PaymentException.class, () -> dollars.minorUnits(number));

        assertThat(failure.getMessage(), startsWith("invalid request: " + why));
    }

    @ParameterizedTest
    @CsvSource(
            textBlock =
                    """
                    USD/2, 1050,  10.50
                    USD/2, -5,    -0.05
                    USD/2, -1050, -10.50
                    USD/2, 0,     0.00
                    JPY,   1000,  1000
                    BTC/8, 1,     0.00000001
                    """)
    void writesMinorUnitsAsDecimals(String asset, BigInteger minorUnits, String decimal) {
        var parsed = Asset.of(asset).orElseThrow();

        assertThat(parsed.decimal(minorUnits), is(decimal));
        assertThat(parsed.minorUnits(decimal), is(minorUnits));
    }

    @Test
    void refusesAmountsOfMoreThanAThousandDigits() {
        var dollars = new Asset("USD", 2);
        var most = "1".repeat(998);

        assertThat(dollars.minorUnits(most), is(new BigInteger(most + "00")));
        assertThat(new Asset("JPY", 0).minorUnits("0".repeat(999) + "1"), is(BigInteger.ONE));
        assertThrows(PaymentException.class, () -> dollars.minorUnits(most + "1"));
        assertThrows(
                PaymentException.class,
                () -> new Asset("JPY", 0).minorUnits("0".repeat(1_000) + "1"));
    }

    @Test
    void isJudgedByTheContractsPattern() {
        var pattern = Pattern.compile("[A-Z][A-Z0-9]{0,16}(?:_[A-Z]{1,16})?(?:/[0-9]{1,6})?");
        var random = new Random(7);
        int valid = 0;
        for (int i = 0; i < 200_000; i++) {
            var text = text(random);
            boolean expected = pattern.matcher(text).matches();
            assertThat(text, Asset.isValid(text), is(expected));
            valid += expected ? 1 : 0;
        }

        assertThat(valid > 20_000 && valid < 180_000, is(true));
    }

    /// Something like an asset.
    private static String text(Random random) {
        var text = new StringBuilder();
        var parts = List.of("A", "Z", "USD", "0", "9", "_", "/", "/2", "\u0661", "a", "ABCDEFGH");
        for (int length = random.nextInt(6); length >= 0; length--) {
            text.append(parts.get(random.nextInt(random.nextInt(parts.size()) + 1)));
        }
        return text.toString();
    }

    @Test
    void isCheckedWhenMade() {
        assertThrows(IllegalArgumentException.class, () -> new Asset("usd", 2));
        assertThrows(IllegalArgumentException.class, () -> new Asset("USD", -1));
        assertThrows(IllegalArgumentException.class, () -> new Asset("USD", 1_000_000));
        assertThrows(IllegalArgumentException.class, () -> new Asset("USD/2", 0));
    }
}
