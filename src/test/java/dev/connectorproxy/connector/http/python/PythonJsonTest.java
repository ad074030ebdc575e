package dev.connectorproxy.connector.http.python;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.connectorproxy.spi.ConnectorException;
import dev.connectorproxy.spi.ErrorCode;
import dev.connectorproxy.spi.JsonText;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PythonJsonTest {
    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    {"a":1,"b":[true,null,false]}   | {"a": 1, "b": [true, null, false]}
                    { "a" : [ 1 , 2 ] , "b" : { } } | {"a": [1, 2], "b": {}}
                    "ü€😀"                          | "\\u00fc\\u20ac\\ud83d\\ude00"
                    "\\u00FC\\uD83D\\uDE00"         | "\\u00fc\\ud83d\\ude00"
                    "\\u0041\\/\\u002f"             | "A//"
                    "\\u0022\\u005C\\u000A\\u0009"  | "\\"\\\\\\n\\t"
                    "\\b\\f\\n\\r\\t\\"\\\\"        | "\\b\\f\\n\\r\\t\\"\\\\"
                    "\\u0000\\u001F\\u007f"         | "\\u0000\\u001f\\u007f"
                    "a,b:c{1.50}"                   | "a,b:c{1.50}"
                    -0                              | 0
                    -0.0                            | -0.0
                    0.0                             | 0.0
                    1.50                            | 1.5
                    1.0                             | 1.0
                    1e3                             | 1000.0
                    1E+2                            | 100.0
                    -2.5e-1                         | -0.25
                    1e15                            | 1000000000000000.0
                    1e16                            | 1e+16
                    0.0001                          | 0.0001
                    0.00001                         | 1e-05
                    5e-324                          | 5e-324
                    1.7976931348623157e308          | 1.7976931348623157e+308
                    2.2250738585072014e-308         | 2.2250738585072014e-308
                    0.1234567890123456789           | 0.12345678901234568
                    9007199254740993.0              | 9007199254740992.0
                    1e-400                          | 0.0
                    123456789012345678901234567890  | 123456789012345678901234567890
                    """)
    void writesWhatPythonWrites(String given, String written) {
        assertThat(python(given), is(written));
    }

    @Test
    void refusesANumberThatIsTooLargeForAFloat() {
        var failure = assertThrows(ConnectorException.class, () -> python("[1e400]"));

        assertThat(failure.is(ErrorCode.INVALID_PARAMETERS), is(true));
    }

    private static String python(String json) {
        byte[] utf8 = json.getBytes(StandardCharsets.UTF_8);
        return new String(
                PythonJson.reformat(JsonText.of(utf8, 9).orElseThrow().compact()),
                StandardCharsets.US_ASCII);
    }
}
