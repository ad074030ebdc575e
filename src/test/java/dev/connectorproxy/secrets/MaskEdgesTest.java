package dev.connectorproxy.secrets;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Where a masked part begins and ends: white space around a value, the end of the text, and the digits of numbers.
class MaskEdgesTest {
    /// Longer than one window of the search.
    private static final int WINDOW = 1 << 18;

    @Test
    void masksAValueWithAndWithoutTheWhiteSpaceAroundIt() {
        var mask = new SecretMask(List.of(" \thunter2 \n"));

        assertThat(mask.text("< \thunter2 \n>"), is("<***>"));
        assertThat(mask.text("<hunter2>"), is("<***>"));
        assertThat(mask.text("< hunter2 >"), is("< *** >"));
        assertThat(mask.text("\"\\thunter2\\n\""), is("\"\\t***\\n\""));
        assertThat(mask.text("\" \\thunter2 \\n\""), is("\"***\""));
        assertThat(mask.text("< \t \n>"), is("< \t \n>"));
    }

    @Test
    void masksNothingForAValueOfWhiteSpaceOtherThanItself() {
        assertThat(new SecretMask(List.of("   ")).text("a b  c"), is("a b  c"));
        assertThat(new SecretMask(List.of("   ")).text("a   c"), is("a***c"));
    }

    /// The Base64 text of the value is `czNjcmV0LVZhbHVl`.
    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "it is s3cr               | it is ***",
                "it is s3c                | it is s3c",
                "it is s3cr…              | it is ***…",
                "it is s3cret-Val … (cut) | it is *** … (cut)",
                "it is s3cret-Val, right? | it is s3cret-Val, right?",
                "it is s3cret-Value       | it is ***",
                "it is %73%33cr           | it is ***",
                "it is czNjcmV0           | it is ***",
                "it is czNjcmV            | it is czNjcmV",
                "it is czNjcmV0…          | it is ***…",
                "it is czNjcmV0 …         | it is *** …",
                "it is czNjcmV0, right?   | it is czNjcmV0, right?",
                "it is czNjcmV0LVZhbHVl   | it is ***",
                "it is 733363726          | it is ***",
            })
    void masksTheBeginningOfAValueOnlyWhereTheTextWasCut(String text, String masked) {
        assertThat(new SecretMask(List.of("s3cret-Value")).text(text), is(masked));
    }

    @Test
    void takesTheEndOfAWindowForNoEndOfTheText() {
        var mask = new SecretMask(List.of("s3cret-Value"));
        for (var beginning : List.of("s3cr", "czNjcmV0")) {
            var text = "x".repeat(WINDOW - beginning.length()) + beginning + "!".repeat(WINDOW);

            assertThat(mask.text(text), is(text));
        }
    }

    @ParameterizedTest(name = "{0}: {1} -> {2}")
    @CsvSource(
            delimiter = '|',
            value = {
                "abcd     | 61626364                 | ***",
                "abc      | 616263                   | 616263",
                "abc      | YWJj                     | ***",
                "ab       | YWI=                     | YWI=",
                "secret   | YzJWamNtVjA=             | ***",
                "ab\u091acd | ab%E0%A4%9Acd         | ***",
                "ab\u091acd | ab\\xe0\\xa4\\x9acd | ***",
                "\u00e9\u00e0\u00e9\u00e0 | %E9%E0%E9%E0 | ***",
                "a\u00e9b    | a%E9b                 | ***",
                "%61bcd   | abcd                     | ***",
                "%61bc    | abc                      | abc",
                "a b      | q=a+b                    | q=***",
                "\u0080abc | \u0080a\u0080abc       | \u0080a***",
            })
    void masksTheShortestValuesThatAreSearchedInAnEncoding(
            String value, String text, String masked) {
        assertThat(new SecretMask(List.of(value)).text(text), is(masked));
    }

    /// The value in Base64 is `YWJjZA`, after another byte `eGFiY2Q=`.
    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource({
        "YWJjZ, ***",
        "YWJjZ., ***.",
        "YWJjZ\u00e9, ***\u00e9",
        "YWJjZ+x, ***x",
        "YWJjZ-x, ***x",
        "eGFiY2Q=, e***",
        "GFiY2Q=, ***",
        "FiY2Q=, ***",
        ".FiY2Q=, .***",
    })
    void masksTheDigitsBesideAValueInBase64ThatEncodeAPartOfIt(String text, String masked) {
        assertThat(new SecretMask(List.of("abcd")).text(text), is(masked));
    }

    /// Both have the digits `YWJj`; for the second, the ones beside them encode a part of it as well.
    @Test
    void masksTheDigitsBesideAValueIfOneOfTwoValuesNeedsIt() {
        var mask = new SecretMask(List.of("abc", "6\u0016&3"));
        var text =
                Base64.getEncoder().encodeToString("x6\u0016&3".getBytes(StandardCharsets.UTF_8));

        assertThat(text.substring(2, 6), is("YWJj"));
        assertThat(mask.text(text), is(text.charAt(0) + "***"));
    }

    @ParameterizedTest
    @CsvSource({"1, true", "6, true", "7, false"})
    void findsAValueUnderSixLayersOfEscapes(int layers, boolean found) {
        var text = "%" + "25".repeat(layers - 1) + "68unter2";

        assertThat(new SecretMask(List.of("hunter2")).finds(text), is(found));
    }

    @Test
    void masksAValueThatIsEscapedMoreOften() {
        var value = "%" + "25".repeat(9) + "41xyz";

        assertThat(new SecretMask(List.of(value)).text("<" + value + ">"), is("<***>"));
    }

    @ParameterizedTest
    @CsvSource({"255, true", "256, true", "257, false"})
    void masksSeparatedHexadecimalOfValuesOfUpTo256Characters(int length, boolean whole) {
        var value = "x-".repeat(length).substring(0, length);
        var hex = HexFormat.ofDelimiter(":").formatHex(value.getBytes(StandardCharsets.UTF_8));

        assertThat(new SecretMask(List.of(value)).text(hex).equals("***"), is(whole));
    }

    @ParameterizedTest
    @ValueSource(ints = {-WINDOW, -5, 0, WINDOW, 300_000})
    void findsAValueInEveryWindow(int from) {
        var mask = new SecretMask(List.of("s3cret-Value"));
        var before = "x".repeat(WINDOW + from);

        assertThat(mask.finds(before + "s3cret-Value" + "y".repeat(WINDOW)), is(true));
        assertThat(mask.finds(before + "s3cret-Value"), is(true));
        assertThat(mask.finds(before + "s3cret-Val" + "y".repeat(WINDOW)), is(false));
        assertThat(mask.finds(before + "s3cret-Val"), is(false));
    }

    @ParameterizedTest(name = "{0} in {1}")
    @CsvSource({
        "1234, 1234, true",
        "1234, 51234, true",
        "1234, 12345, true",
        "1234, -0.1234e5, true",
        "1234, 123, false",
        "1234, 1243, false",
        "123, 123, false",
        "123, 9123.5, false",
        "12.50, 12.50, true",
        "1E10, 1e10, true",
        "1e10, 1E10, true",
        "' 1234\n', 1234, true"
    })
    void masksANumberWithAValueOfFourCharactersOrMore(String value, String number, boolean masked) {
        assertThat(new SecretMask(List.of(value)).number(number), is(masked ? "\"***\"" : number));
    }
}
