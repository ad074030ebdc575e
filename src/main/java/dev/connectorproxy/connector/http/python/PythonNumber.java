package dev.connectorproxy.connector.http.python;

import dev.connectorproxy.spi.ConnectorException;
import dev.connectorproxy.spi.ErrorCode;
import jakarta.json.JsonNumber;
import java.math.BigDecimal;
import java.math.MathContext;

/// Formats JSON numbers as Python does, since async-http and connector-http send them in that format.
public final class PythonNumber {
    private PythonNumber() {}

    /// Formats a number for a query or a form: digits are kept; a number with an exponent is written as Python's
    /// `repr(float)` does, unless it is too large for a `float`.
    static String toQueryText(JsonNumber number) {
        var text = number.toString();
        double value = number.doubleValue();
        return text.indexOf('E') < 0 && text.indexOf('e') < 0 || Double.isInfinite(value)
                ? text
                : repr(value);
    }

    /// Formats a number as Python writes it after reading it: an integer keeps its digits, any other becomes a `float`.
    ///
    /// @throws ConnectorException `InvalidParameters` when it is too large for a `float`
    public static String toPythonLiteral(String number) {
        if (number.chars().noneMatch(c -> c == '.' || c == 'e' || c == 'E')) {
            return number.equals("-0") ? "0" : number;
        }
        double value = Double.parseDouble(number);
        if (Double.isInfinite(value)) {
            throw new ConnectorException(
                    ErrorCode.INVALID_PARAMETERS,
                    "a number in a parameter is too large for a floating-point number");
        }
        return value == 0 && number.startsWith("-") ? "-0.0" : repr(value);
    }

    private static String repr(double value) {
        var shortest = shortest(value);
        if (shortest.signum() == 0) {
            return "0.0";
        }
        int exponent = shortest.precision() - shortest.scale() - 1;
        return exponent < -4 || exponent >= 16 ? scientific(shortest, exponent) : plain(shortest);
    }

    /// The shortest decimal for the value: Java writes at least two digits, Python one where that is enough.
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
