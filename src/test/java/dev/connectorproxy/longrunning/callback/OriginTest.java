package dev.connectorproxy.longrunning.callback;

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

class OriginTest {
    /// The cases of `callback` in the corpus: a callback URL, and the origins that are allowed.
    static Stream<JsonObject> corpus() {
        try (var in =
                Json.createReader(OriginTest.class.getResourceAsStream("/egress/cases.json"))) {
            return in.readArray().getValuesAs(JsonObject.class).stream()
                    .filter(tested -> tested.getString("stage").equals("callback"));
        }
    }

    @ParameterizedTest
    @MethodSource("corpus")
    void permitsExactlyTheAllowedOrigins(JsonObject tested) {
        var allowed =
                tested.getJsonArray("allow_origins").getValuesAs(JsonString::getString).stream()
                        .map(text -> Origin.parse(text).orElseThrow())
                        .toList();

        var permitted = Origin.ofUrl(tested.getString("url")).filter(allowed::contains);

        assertThat(permitted.isPresent(), is(tested.getString("expect").equals("allow")));
    }

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
