package dev.connectorproxy.secrets;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Where a masked part begins and ends: white space around a value, the end of the text, and the digits of numbers.
class MaskEdgesTest {
    /// Longer than one window of the search.
    private static final int WINDOW = 1 << 18;

    @Test
    void masksAValueWithAndWithoutTheWhiteSpaceAroundIt() {
        var mask = new Mask(List.of(" \thunter2 \n"));

        assertThat(mask.apply("< \thunter2 \n>"), is("<***>"));
        assertThat(mask.apply("<hunter2>"), is("<***>"));
        assertThat(mask.apply("< hunter2 >"), is("< *** >"));
        assertThat(mask.apply("\"\\thunter2\\n\""), is("\"\\t***\\n\""));
        assertThat(mask.apply("\" \\thunter2 \\n\""), is("\"***\""));
        assertThat(mask.apply("< \t \n>"), is("< \t \n>"));
    }

    @Test
    void masksNothingForAValueOfWhiteSpaceOtherThanItself() {
        assertThat(new Mask(List.of("   ")).apply("a b  c"), is("a b  c"));
        assertThat(new Mask(List.of("   ")).apply("a   c"), is("a***c"));
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
        assertThat(new Mask(List.of("s3cret-Value")).apply(text), is(masked));
    }

    @Test
    void takesTheEndOfAWindowForNoEndOfTheText() {
        var mask = new Mask(List.of("s3cret-Value"));
        for (var beginning : List.of("s3cr", "czNjcmV0")) {
            var text = "x".repeat(WINDOW - beginning.length()) + beginning + "!".repeat(WINDOW);

            assertThat(mask.apply(text), is(text));
        }
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
        assertThat(new Mask(List.of(value)).applyToNumber(number), is(masked ? "\"***\"" : number));
    }
}
