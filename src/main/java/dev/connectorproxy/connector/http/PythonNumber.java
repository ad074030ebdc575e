package dev.connectorproxy.connector.http;

import jakarta.json.JsonNumber;
import java.math.BigDecimal;

/// A JSON number as text in a query or a form. Digits are kept as they were sent; a number written with an exponent is
/// spelt as Python's `repr(float)` spells it, because that is what the reference's callers have always sent.
final class PythonNumber {
    private PythonNumber() {}

    static String text(JsonNumber number) {
        var text = number.toString();
        if (text.indexOf('E') < 0 && text.indexOf('e') < 0) {
            return text;
        }
        double value = number.doubleValue();
        if (Double.isInfinite(value)) {
            return text;
        }
        var shortest = new BigDecimal(Double.toString(value)).stripTrailingZeros();
        if (shortest.signum() == 0) {
            return "0.0";
        }
        int exponent = shortest.precision() - shortest.scale() - 1;
        return exponent < -4 || exponent >= 16 ? scientific(shortest, exponent) : plain(shortest);
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
