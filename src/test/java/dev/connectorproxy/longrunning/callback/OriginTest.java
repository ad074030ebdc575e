package dev.connectorproxy.longrunning.callback;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OriginTest {
    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource({
        "https://Arena.example.com/v1.0/tasks/1/2/callback, https://arena.example.com:443",
        "http://localhost:7000/x?y=z, http://localhost:7000",
        "HTTP://a/, http://a:80",
        "https://[::1]:8443/x, https://[::1]:8443"
    })
    void readsTheOriginOfAUrl(String url, String origin) {
        assertThat(Origin.ofUrl(url).map(Origin::toString), is(Optional.of(origin)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ftp://a/",
                "//a/",
                "a",
                "",
                "http:///x",
                "http://user@a/",
                "http://a b/",
                "http://a/#f",
                "http://a:0/",
                "http://a:70000/",
                "http://under_score.example/"
            })
    void otherUrlsHaveNoOrigin(String url) {
        assertThat(Origin.ofUrl(url), is(Optional.empty()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://a/x", "http://a?x", "a.example", "*"})
    void aUrlWithMoreThanAnOriginIsNotAnOrigin(String text) {
        assertThat(Origin.parse(text), is(Optional.empty()));
    }
}
