package dev.connectorproxy.toolkit;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpOriginTest {
    /// The cases of `callback` in the corpus: a callback URL, and the origins that are allowed.
    static Stream<JsonObject> corpus() {
        try (var in =
                Json.createReader(HttpOriginTest.class.getResourceAsStream("/egress/cases.json"))) {
            return in.readArray().getValuesAs(JsonObject.class).stream()
                    .filter(tested -> tested.getString("stage").equals("callback"));
        }
    }

    @ParameterizedTest
    @MethodSource("corpus")
    void permitsExactlyTheAllowedOrigins(JsonObject tested) {
        var allowed =
                tested.getJsonArray("allow_origins").getValuesAs(JsonString::getString).stream()
                        .map(text -> HttpOrigin.parse(text).orElseThrow())
                        .toList();

        var permitted = HttpOrigin.ofUrl(tested.getString("url")).filter(allowed::contains);

        assertThat(permitted.isPresent(), is(tested.getString("expect").equals("allow")));
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource({
        "https://Arena.example.com/v1.0/tasks/1/2/callback, https://arena.example.com:443",
        "http://localhost:7000/x?y=z, http://localhost:7000",
        "HTTP://a/, http://a:80",
        "https://[::1]:8443/x, https://[::1]:8443",
        "http://Stack_Arena:8000/x, http://stack_arena:8000",
        "https://a_b.example./, https://a_b.example.:443",
        "http://a_b:/, http://a_b:80",
        "http://1_2.a/, http://1_2.a:80"
    })
    void readsTheOriginOfAUrl(String url, String origin) {
        assertThat(HttpOrigin.ofUrl(url).map(HttpOrigin::toString), is(Optional.of(origin)));
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
                "http://127.1/",
                "http://a_b.1/",
                "http://a_b.0x7f_/",
                "http://a_b:0/",
                "http://a_b:99999/",
                "http://user@a_b/",
                "http://a_b:1:2/",
                "http://-a_b/",
                "http://a_b../"
            })
    void otherUrlsHaveNoOrigin(String url) {
        assertThat(HttpOrigin.ofUrl(url), is(Optional.empty()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://a/x", "http://a?x", "a.example", "*"})
    void aUrlWithMoreThanAnOriginIsNotAnOrigin(String text) {
        assertThat(HttpOrigin.parse(text), is(Optional.empty()));
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"http://a_", "http://a_."})
    void aNameOfAnyLengthIsNoHost(String begin) {
        assertThat(HttpOrigin.ofUrl(begin + "a.".repeat(50_000) + "/"), is(Optional.empty()));
        assertThat(HttpOrigin.ofUrl(begin + "b".repeat(300)), is(Optional.empty()));
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource({"http://a///, http://a", "http://a//b, http://a//b", "///, ''", "'', ''"})
    void takesSlashesFromTheEndOfAUrl(String url, String without) {
        assertThat(HttpOrigin.withoutTrailingSlashes(url), is(without));
    }
}
