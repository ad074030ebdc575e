package dev.connectorproxy.toolkit;

import java.math.BigDecimal;
import java.math.MathContext;

/// Formats floating-point numbers as Python does.
public final class PythonFloat {
    private static final int MIN_SCIENTIFIC_EXPONENT = 16;
    private static final int MIN_PLAIN_EXPONENT = -4;

    private PythonFloat() {}

    /// `repr(value)`: the shortest decimal for the value, such as `1e-05`, `0.1` or `1000.0`.
    ///
    /// @param value finite
    public static String repr(double value) {
        var shortest = shortest(value);
        if (shortest.signum() == 0) {
            return Double.toString(value);
        }
        int exponent = shortest.precision() - shortest.scale() - 1;
        return exponent >= MIN_PLAIN_EXPONENT && exponent < MIN_SCIENTIFIC_EXPONENT
                ? plain(shortest)
                : scientific(shortest, exponent);
    }

    /// Java writes at least two digits, Python one where that is enough.
    private static BigDecimal shortest(double value) {
        var digits = new BigDecimal(Double.toString(value)).stripTrailingZeros();
        var oneDigit = digits.round(new MathContext(1));
        return oneDigit.doubleValue() == value ? oneDigit.stripTrailingZeros() : digits;
    }

    private static String plain(BigDecimal value) {
        return value.scale() <= 0 ? value.toPlainString() + ".0" : value.toPlainString();
    }

    private static String scientific(BigDecimal value, int exponent) {
        var digits = value.unscaledValue().abs().toString();
        var mantissa = digits.charAt(0) + (digits.length() > 1 ? "." + digits.substring(1) : "");
        return "%s%se%s%02d"
                .formatted(
                        value.signum() < 0 ? "-" : "",
                        mantissa,
                        exponent < 0 ? "-" : "+",
                        Math.abs(exponent));
    }
}
