package dev.connectorproxy.connector.http;

import dev.connectorproxy.spi.ConnectorException;
import dev.connectorproxy.spi.ErrorCode;
import jakarta.json.JsonNumber;
import java.math.BigDecimal;
import java.math.MathContext;

/// A JSON number as Python writes it, because that is what the references' callers have always sent.
final class PythonNumber {
    private PythonNumber() {}

    /// In a query or a form: digits are kept as they were sent; a number written with an exponent is spelt as Python's
    /// `repr(float)` spells it, unless it is too large for one.
    static String text(JsonNumber number) {
        var text = number.toString();
        double value = number.doubleValue();
        return text.indexOf('E') < 0 && text.indexOf('e') < 0 || Double.isInfinite(value)
                ? text
                : repr(value);
    }

    /// As it is after Python has read it and writes it again: a whole number keeps its digits, any other becomes a `float`.
    ///
    /// @throws ConnectorException `InvalidParameters`: it is too large for a `float`
    static String literal(String number) {
        if (number.chars().noneMatch(it -> it == '.' || it == 'e' || it == 'E')) {
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

    /// Java writes two digits at least, Python one where that is enough.
    private static BigDecimal shortest(double value) {
        var digits = new BigDecimal(Double.toString(value)).stripTrailingZeros();
        var one = digits.round(new MathContext(1));
        return one.doubleValue() == value ? one.stripTrailingZeros() : digits;
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
