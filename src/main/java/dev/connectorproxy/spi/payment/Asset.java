package dev.connectorproxy.spi.payment;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Currency;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// A currency, or another countable unit, with its number of decimal places: `USD/2`, `JPY`, `BTC/8`.
///
/// @param code upper-case letters and digits, perhaps with a suffix (`EUR_SAVINGS`)
/// @param precision the number of decimal places; 0 is omitted in the text
public record Asset(String code, int precision) {
    private static final Pattern DECIMAL = Pattern.compile("-?[0-9]+(?:\\.([0-9]+))?");

    private static final int MAX_CODE_LENGTH = 17;
    private static final int MAX_PRECISION_DIGITS = 6;

    /// Longer amounts are refused, because parsing them takes quadratic time.
    private static final int MAX_AMOUNT_DIGITS = 1_000;

    public Asset {
        if (precision < 0 || precision > 999_999 || code.indexOf('/') >= 0 || !isValid(code)) {
            throw new IllegalArgumentException("not an asset: " + code + "/" + precision);
        }
    }

    /// Parses a text such as `USD/2`; without a slash the precision is 0. Empty if it is not an asset.
    public static Optional<Asset> of(String text) {
        if (!isValid(text)) {
            return Optional.empty();
        }
        int slash = text.indexOf('/');
        return Optional.of(
                slash < 0
                        ? new Asset(text, 0)
                        : new Asset(
                                text.substring(0, slash),
                                Integer.parseInt(text.substring(slash + 1))));
    }

    /// Whether [#of(String)] accepts the text.
    public static boolean isValid(String text) {
        // called twice for every row; ten times as fast as the pattern
        int end = Math.min(endOfLetters(text, 0, true), MAX_CODE_LENGTH);
        if (end == 0 || text.charAt(0) <= '9') {
            return false;
        }
        if (end < text.length() && text.charAt(end) == '_') {
            int suffix = end + 1;
            end = endOfLetters(text, suffix, false);
            if (end == suffix || end - suffix >= MAX_CODE_LENGTH) {
                return false;
            }
        }
        return end == text.length() || isPrecision(text, end);
    }

    private static boolean isPrecision(String text, int slash) {
        int digits = text.length() - slash - 1;
        if (text.charAt(slash) != '/' || digits < 1 || digits > MAX_PRECISION_DIGITS) {
            return false;
        }
        for (int i = slash + 1; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }

    /// The index after the run of upper-case letters, and optionally digits, that begins at `from`.
    private static int endOfLetters(String text, int from, boolean digits) {
        int at = from;
        while (at < text.length()
                && (text.charAt(at) >= 'A' && text.charAt(at) <= 'Z'
                        || digits && text.charAt(at) >= '0' && text.charAt(at) <= '9')) {
            at++;
        }
        return at;
    }

    /// The asset of an ISO 4217 currency code, ignoring case, with the minor units of the standard; empty for an
    /// unknown code, and for one without minor units, such as gold.
    public static Optional<Asset> ofCurrency(String currency) {
        var code = currency.toUpperCase(Locale.ROOT);
        if (code.equals("UYW")) {
            return Optional.of(new Asset(code, 4)); // in ISO 4217 since 2018, not in the JDK
        }
        try {
            int digits = Currency.getInstance(code).getDefaultFractionDigits();
            return digits < 0 ? Optional.empty() : Optional.of(new Asset(code, digits));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    /// The minor units of a decimal number such as `-10.5`. Nothing is rounded: more decimal places than the asset has
    /// are refused, even zeros.
    ///
    /// @throws PaymentException [PaymentError#INVALID_REQUEST], `invalid amount` or `invalid precision`
    public BigInteger minorUnits(String decimal) {
        var parts = DECIMAL.matcher(decimal);
        if (decimal.length() > MAX_AMOUNT_DIGITS || !parts.matches()) {
            throw refused("invalid amount");
        }
        if (parts.group(1) != null && parts.group(1).length() > precision) {
            throw refused("invalid precision");
        }
        return minorUnits(new BigDecimal(decimal));
    }

    /// The minor units of a JSON number. Nothing is rounded; trailing zeros are accepted.
    ///
    /// @throws PaymentException [PaymentError#INVALID_REQUEST], `invalid amount` or `invalid precision`
    public BigInteger minorUnits(BigDecimal number) {
        var plain = number.signum() == 0 ? BigDecimal.ZERO : number.stripTrailingZeros();
        if (plain.scale() > precision) {
            throw refused("invalid precision");
        }
        if (plain.precision() - (long) plain.scale() + precision > MAX_AMOUNT_DIGITS) {
            throw refused("invalid amount");
        }
        return plain.movePointRight(precision).toBigIntegerExact();
    }

    /// The decimal text of an amount in minor units, with all decimal places: `-0.05`.
    public String decimal(BigInteger minorUnits) {
        return new BigDecimal(minorUnits, precision).toPlainString();
    }

    @Override
    public String toString() {
        return precision == 0 ? code : code + "/" + precision;
    }

    private PaymentException refused(String why) {
        return PaymentException.of(PaymentError.INVALID_REQUEST, why + " of " + this);
    }
}
