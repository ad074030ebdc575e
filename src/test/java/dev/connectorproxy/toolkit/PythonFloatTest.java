package dev.connectorproxy.toolkit;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PythonFloatTest {
    @ParameterizedTest
    @CsvSource({
        "0, 0.0",
        "-0.0, -0.0",
        "0.1, 0.1",
        "12.50, 12.5",
        "-0.25, -0.25",
        "1000, 1000.0",
        "0.0001, 0.0001",
        "0.00001, 1e-05",
        "1.5e-7, 1.5e-07",
        "1e15, 1000000000000000.0",
        "1e16, 1e+16",
        "2e-323, 2e-323",
        "5e-324, 5e-324",
        "-1.25e300, -1.25e+300",
        "1.7976931348623157e308, 1.7976931348623157e+308",
    })
    void reprIsThatOfPython(double value, String text) {
        assertThat(PythonFloat.repr(value), is(text));
    }
}
