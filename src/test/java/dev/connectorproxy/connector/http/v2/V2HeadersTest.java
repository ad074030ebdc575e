package dev.connectorproxy.connector.http.v2;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import dev.connectorproxy.connector.http.shared.HttpContext;
import dev.connectorproxy.connector.http.shared.HttpSettings;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The request headers of the V2 commands, and the body of a failure.
class V2HeadersTest {
    private final V2Runner runner = V2Runner.responding(200, "text/plain", "ok");

    @Test
    void ofHeadersGivenAsPairsTheLastSpellingOfANameCounts() {
        runner.run(
                "GetRequestV2",
                "{\"url\":\"http://h.example/\",\"headers\":[[\"X-B\",\"1\"],[\"X-A\",\"a\"],[\"X-N\",null],[\"x-b\",\"2\"]]}");

        assertThat(headers(), is(List.of("X-A: a", "x-b: 2")));
    }

    @Test
    void addsTheContentTypeOfTheBodyBesideOtherHeaders() {
        runner.run(
                "PostRequestV2",
                "{\"url\":\"http://h.example/\",\"headers\":{\"X-A\":\"1\"},\"data\":{\"b\":2}}");

        assertThat(headers(), is(List.of("X-A: 1", "Content-Type: application/json")));
    }

    @Test
    void replacesOnlyTheAuthorizationHeaderByBasicAuthentication() {
        runner.run(
                "GetRequestV2",
                "{\"url\":\"http://h.example/\",\"headers\":{\"X-A\":\"1\",\"AUTHORIZATION\":\"x\",\"X-B\":\"2\"},\"basic_auth_username\":\"u\",\"basic_auth_password\":\"p\"}");

        assertThat(headers(), is(List.of("X-A: 1", "X-B: 2", "Authorization: Basic dTpw")));
    }

    @Test
    void leavesOutAContentLengthOnly() {
        runner.run(
                "GetRequestV2",
                "{\"url\":\"http://h.example/\",\"headers\":{\"content-LENGTH\":\"7\",\"X-Length\":\"8\"}}");

        assertThat(headers(), is(List.of("X-Length: 8")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://h/@me", "http://h/a:b@c", "http://h/?q=a:b@c"})
    void takesAnAtSignAfterTheHostForNoCredentials(String url) {
        runner.run("GetRequestV2", "{\"url\":\"" + url + "\"}");

        assertThat(runner.sent().getFirst().url(), is(url));
        assertThat(headers(), is(List.of()));
    }

    @Test
    void theBodyOfAFailureHoldsItsMessage() {
        var context =
                new HttpContext(
                        (_, _) -> {
                            throw new IllegalStateException("not called");
                        },
                        HttpSettings.create(Map.of()),
                        () -> Instant.EPOCH,
                        _ -> {});

        var body = new PostRequestV2(context).failureBody("no \"answer\"");

        assertThat(body.toString(), is("{\"raw_response\":\"no \\\"answer\\\"\"}"));
    }

    private List<String> headers() {
        return runner.sent().getFirst().headers().stream()
                .map(header -> header.name() + ": " + header.value())
                .toList();
    }
}
