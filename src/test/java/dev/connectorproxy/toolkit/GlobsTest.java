package dev.connectorproxy.toolkit;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GlobsTest {
    @ParameterizedTest(name = "{0} {1} {2}")
    @CsvSource({
        "*, a/b, true",
        "a/*, a/b, true",
        "a/*, b/a/, false",
        "a/b, a/b, true",
        "a/b, a/bc, false",
        "*/b, a/b, true",
        "a.b/*, axb/c, false",
        "a/*x*y, a/1x2y, true",
        "a/*x*y, a/1y2x, false",
        "a/**, a/b, true",
        "'a\\E*b', 'a\\E/b', true",
        "'a\\E*b', a/b, false",
        "'', a, false",
    })
    void selectNames(String glob, String name, boolean selected) {
        assertThat(Globs.of(List.of("never/this", glob)).matches(name), is(selected));
    }

    @Test
    void noGlobSelectsNothing() {
        assertThat(Globs.of(List.of()).matches(""), is(false));
        assertThat(Globs.of(List.of()).matches("a"), is(false));
    }
}
