package dev.connectorproxy.connector.http;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import dev.connectorproxy.spi.HttpRequest;
import dev.connectorproxy.spi.HttpRequest.Redirects;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What each set of arguments puts on the wire, as connector-http with requests 2.34 was seen to do.
class V2RequestFixturesTest {
    static Stream<JsonObject> fixtures() throws Exception {
        try (var in = V2RequestFixturesTest.class.getResourceAsStream("/http/v2-requests.json");
                var reader = Json.createReader(in)) {
            return reader.readArray().getValuesAs(JsonObject.class).stream();
        }
    }

    @ParameterizedTest
    @MethodSource("fixtures")
    void argumentsBecomeTheRecordedRequest(JsonObject fixture) {
        var runner = V2Runner.answering(200, "text/plain; charset=utf-8", "");

        runner.run(fixture.getString("command"), fixture.getJsonObject("arguments").toString());

        var sent = runner.sent().getFirst();
        assertThat(sent.method(), is(fixture.getString("method")));
        assertThat(sent.url().split("#", 2)[0], is(fixture.getString("url")));
        assertThat(headers(sent), is(headers(fixture.getJsonObject("headers"))));
        assertThat(
                new String(sent.body().orElse(new byte[0]), StandardCharsets.UTF_8),
                is(fixture.getString("body", "")));
        assertThat(sent.body().isPresent(), is(!fixture.isNull("length")));
        assertThat(
                sent.redirects(),
                is(sent.method().equals("HEAD") ? Redirects.RETURN : Redirects.FOLLOW));
    }

    private static Map<String, String> headers(HttpRequest request) {
        var all = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
        request.headers().forEach(it -> all.put(it.name(), it.value()));
        return all;
    }

    private static Map<String, String> headers(JsonObject fixture) {
        var all = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
        fixture.forEach((name, value) -> all.put(name, ((JsonString) value).getString()));
        return all;
    }
}
