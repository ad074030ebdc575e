package dev.connectorproxy.connector.http.python;

import dev.connectorproxy.spi.ConnectorException;
import dev.connectorproxy.spi.ErrorCode;
import dev.connectorproxy.toolkit.PythonFloat;
import jakarta.json.JsonNumber;

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
                : PythonFloat.repr(value);
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
        return PythonFloat.repr(value);
    }
}
