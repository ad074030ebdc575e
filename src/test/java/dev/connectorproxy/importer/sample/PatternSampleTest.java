package dev.connectorproxy.importer.sample;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PatternSampleTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "^[a-f0-9]{8}$ aaaaaaaa",
                "^SM[0-9a-fA-F]{4}$ SMaaaa",
                "^(?:GET|POST)$ GET",
                "^a+b?c*$ a",
                "^[^a]$ 0",
                "^\\d{2}:\\d{2}$ 00:00",
                "^[\\w.-]+@x\\.org$ a@x.org",
                "^(?<year>[0-9]{4})$ 0000",
                "^x{2,3}$ xx",
                "^\\p{Lu}$ A"
            })
    void findsATextThatMatches(String pattern, String text) {
        assertThat(PatternSample.of(pattern, 0), is(Optional.of(text)));
    }

    @Test
    void repeatsPartsUntilTheTextIsLongEnough() {
        var text = PatternSample.of("^[a-z]+$", 7).orElse("");

        assertThat(text.length() >= 7 && text.matches("[a-z]+"), is(true));
    }

    @Test
    void findsNothingForAPatternThatNothingMatches() {
        assertThat(PatternSample.of("^(?=b)a$", 0), is(Optional.empty()));
    }

    @Test
    void findsNothingForTextThatIsNoPattern() {
        assertThat(PatternSample.of("[a", 0), is(Optional.empty()));
    }
}
