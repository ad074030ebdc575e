package dev.connectorproxy.egress.target;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The cases of permitted and refused URLs are in the corpus, under `callback`.
class AllowedOriginsTest {

    @Test
    void normalizesOrigins() {
        var origins = new AllowedOrigins(Set.of("HTTPS://Arena.example.com/", "http://[::1]:7000"));

        assertThat(
                origins.origins(),
                is(Set.of("https://arena.example.com:443", "http://[0:0:0:0:0:0:0:1]:7000")));
    }

    @Test
    void comparesNormalizedOrigins() {
        var one = new AllowedOrigins(Set.of("https://arena.example.com"));
        var same = new AllowedOrigins(Set.of("https://ARENA.example.com.:443/"));

        assertThat(one, is(same));
    }

    @ParameterizedTest(name = "[{index}] {0}")
    @ValueSource(
            strings = {
                "",
                "canary.example.com",
                "https://canary.example.com/path",
                "https://canary.example.com?",
                "https://canary.example.com#",
                "https://canary@example.com",
                "https://*.canary.example.com",
                "ftp://canary.example.com",
                "https://",
            })
    void refusesAnInvalidOriginWithoutRepeatingIt(String text) {
        var failure =
                assertThrows(
                        IllegalArgumentException.class, () -> new AllowedOrigins(Set.of(text)));

        assertThat(failure.getMessage(), containsString("not an origin"));
        assertThat(failure.getMessage(), not(containsString("canary")));
    }
}
