package dev.connectorproxy.connector.http.v2;

import static dev.connectorproxy.connector.http.RequestFixtures.headers;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import dev.connectorproxy.connector.http.RequestFixtures;
import dev.connectorproxy.spi.HttpRequest.Redirects;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The request for each set of arguments, as recorded from connector-http with requests 2.34.
class V2RequestFixturesTest {
    static Stream<JsonObject> fixtures() throws IOException {
        return RequestFixtures.of("v2-requests.json");
    }

    @ParameterizedTest
    @MethodSource("fixtures")
    void argumentsBecomeTheRecordedRequest(JsonObject fixture) {
        var runner = V2Runner.responding(200, "text/plain; charset=utf-8", "");

        runner.run(fixture.getString("command"), fixture.getJsonObject("arguments").toString());

        var sent = runner.sent().getFirst();
        assertThat(sent.method(), is(fixture.getString("method")));
        assertThat(sent.url().split("#", 2)[0], is(fixture.getString("url")));
        assertThat(headers(sent), is(headers(fixture)));
        assertThat(
                new String(sent.body().orElse(new byte[0]), StandardCharsets.UTF_8),
                is(fixture.getString("body", "")));
        assertThat(sent.body().isPresent(), is(!fixture.isNull("length")));
        assertThat(
                sent.redirects(),
                is(sent.method().equals("HEAD") ? Redirects.RETURN : Redirects.FOLLOW));
    }
}
