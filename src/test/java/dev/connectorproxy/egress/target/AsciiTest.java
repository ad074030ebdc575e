package dev.connectorproxy.egress.target;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AsciiTest {
    private static final int CHARACTERS = 0x10000;

    @Test
    void knowsLettersAndDigitsOfAsciiOnly() {
        var letters =
                IntStream.range(0, CHARACTERS)
                        .filter(Ascii::isLetter)
                        .mapToObj(Character::toString)
                        .collect(Collectors.joining());
        var digits =
                IntStream.range(0, CHARACTERS)
                        .filter(Ascii::isDigit)
                        .mapToObj(Character::toString)
                        .collect(Collectors.joining());

        assertThat(letters, is("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"));
        assertThat(digits, is("0123456789"));
        assertThat(IntStream.range(0, CHARACTERS).filter(Ascii::isAscii).count(), is(128L));
    }

    @ParameterizedTest(name = "{0} from {1} to {2}: {3}")
    @CsvSource({
        "1,          1, 65535, 1",
        "65535,      1, 65535, 65535",
        "000000080,  1, 65535, 80",
        "0,          1, 65535, ",
        "65536,      1, 65535, ",
        "0000000080, 1, 65535, ",
        "'',         0, 65535, ",
        "+80,        1, 65535, ",
        "8.0,        1, 65535, ",
        "\u0661,     1, 65535, ",
    })
    void readsNumbersOfUpToNineDigitsWithinBounds(String digits, int min, int max, Integer number) {
        var expected = number == null ? OptionalInt.empty() : OptionalInt.of(number);

        assertThat(Ascii.parseNumber(digits, min, max), is(expected));
    }
}
