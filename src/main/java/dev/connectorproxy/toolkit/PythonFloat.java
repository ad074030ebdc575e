package dev.connectorproxy.connector.aws;

import java.math.BigDecimal;

/// Formats a number with a fraction or an exponent as Python's `str(float)` does, which is how existing tables store
/// it.
final class PythonFloat {
    private static final int MIN_SCIENTIFIC_EXPONENT = 16;
    private static final int MIN_PLAIN_EXPONENT = -4;

    private PythonFloat() {}

    /// A number that a Python `float` cannot represent exactly keeps its own digits.
    static String toText(BigDecimal number) {
        double nearest = number.doubleValue();
        if (Double.isInfinite(nearest)) {
            return number.toString();
        }
        var shortest = new BigDecimal(Double.toString(nearest));
        return shortest.compareTo(number) == 0
                ? repr(shortest.stripTrailingZeros())
                : number.toString();
    }

    private static String repr(BigDecimal number) {
        if (number.signum() == 0) {
            return "0.0";
        }
        int exponent = number.precision() - number.scale() - 1;
        if (exponent >= MIN_PLAIN_EXPONENT && exponent < MIN_SCIENTIFIC_EXPONENT) {
            var plain = number.toPlainString();
            return plain.contains(".") ? plain : plain + ".0";
        }
        var digits = number.unscaledValue().abs().toString();
        return (number.signum() < 0 ? "-" : "")
                + digits.charAt(0)
                + (digits.length() > 1 ? "." + digits.substring(1) : "")
                + "e%s%02d".formatted(exponent < 0 ? "-" : "+", Math.abs(exponent));
    }
}
