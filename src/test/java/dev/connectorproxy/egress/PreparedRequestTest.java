package dev.connectorproxy.egress;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.connectorproxy.egress.target.TargetUrl;
import dev.connectorproxy.spi.Call;
import dev.connectorproxy.spi.ConnectorException;
import dev.connectorproxy.spi.FakeSecretPolicy;
import dev.connectorproxy.spi.HttpRequest.Header;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PreparedRequestTest {
    private static final TargetUrl HERE = TargetUrl.parse("https://a.example/x");
    private static final TargetUrl THERE = TargetUrl.parse("https://b.example/y");
    private static final List<Header> HEADERS =
            List.of(
                    new Header("Host", "virtual.example"),
                    new Header("Content-Type", "text/plain"),
                    new Header("content-language", "de"),
                    new Header("Contents", "x"),
                    new Header("Authorization", "Bearer x"),
                    new Header("Accept", "text/plain"));

    @ParameterizedTest
    @CsvSource({
        "GET, true",
        "HEAD, true",
        "PUT, true",
        "DELETE, true",
        "OPTIONS, true",
        "TRACE, true",
        "POST, false",
        "PATCH, false",
        "get, false",
    })
    void knowsTheMethodsThatMayBeRepeated(String method, boolean idempotent) {
        assertThat(request(method, HERE, "").isIdempotent(), is(idempotent));
    }

    @ParameterizedTest(name = "{0} after {1}: {2}")
    @CsvSource({
        "303, POST, GET, false",
        "303, HEAD, HEAD, true",
        "302, GET, GET, true",
        "307, POST, POST, true",
        "301, PUT, PUT, true",
    })
    void dropsABodyAndWhatDescribesItWhereTheMethodChangesToGet(
            int status, String method, String next, boolean kept) {
        var redirected = request(method, HERE, "body").redirected(status, HERE, none());

        assertThat(redirected.method(), is(next));
        assertThat(redirected.body().isPresent(), is(kept));
        assertThat(redirected.headers().size(), is(kept ? 6 : 4));
        assertThat(redirected.headers().contains(new Header("Contents", "x")), is(true));
    }

    @Test
    void dropsCredentialsAndTheHostAtAnotherOrigin() {
        var redirected = request("PUT", HERE, "body").redirected(307, THERE, none());

        assertThat(redirected.target(), is(THERE));
        assertThat(
                redirected.headers().stream().map(Header::name).toList(),
                contains("Content-Type", "content-language", "Contents", "Accept"));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "https://canary.example/x, x, x, x",
        "https://a.example/canary, x, x, x",
        "https://a.example/x, X-canary, x, x",
        "https://a.example/x, x, canary, x",
        "https://a.example/x, x, x, canary",
    })
    void refusesASecretInAnyPart(String url, String name, String value, String body) {
        var request =
                new PreparedRequest(
                        TargetUrl.parse(url),
                        "PUT",
                        List.of(new Header("a", "b"), new Header(name, value)),
                        Optional.of(body.getBytes(StandardCharsets.UTF_8)));
        var policy = new FakeSecretPolicy("canary", "https://home.example:443");

        var failure =
                assertThrows(
                        ConnectorException.class, () -> request.requireNoForbiddenSecret(policy));

        assertThat(failure.code(), is("EgressBlocked"));
        request.requireNoForbiddenSecret(none());
    }

    @Test
    void limitsTheBodyInclusively() {
        var request = LoopbackSender.post("https://a.example/", "12345");

        assertThat(PreparedRequest.of(request, HERE, 5).body().isPresent(), is(true));
        assertThat(
                assertThrows(ConnectorException.class, () -> PreparedRequest.of(request, HERE, 4))
                        .code(),
                is("RequestTooLarge"));
    }

    private static PreparedRequest request(String method, TargetUrl target, String body) {
        return new PreparedRequest(
                target, method, HEADERS, Optional.of(body.getBytes(StandardCharsets.UTF_8)));
    }

    private static Call.SecretPolicy none() {
        return Call.SecretPolicy.NONE;
    }
}
