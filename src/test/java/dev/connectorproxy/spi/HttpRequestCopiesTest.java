package dev.connectorproxy.spi;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import dev.connectorproxy.spi.HttpRequest.Header;
import dev.connectorproxy.spi.HttpRequest.Redirects;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HttpRequestCopiesTest {
    private static final List<Header> HEADERS = List.of(new Header("A", "1"));
    private static final Optional<byte[]> BODY = Optional.of(new byte[] {1});
    private static final Retries RETRIES =
            new Retries(3, Duration.ofMillis(1), Duration.ofSeconds(1));
    private static final HttpRequest REQUEST =
            new HttpRequest("PUT", "https://a.example/1", HEADERS, BODY, Redirects.FOLLOW, RETRIES);

    @Test
    void aCopyDiffersInTheUrlAlone() {
        assertThat(
                REQUEST.withUrl("https://a.example/2"),
                is(
                        new HttpRequest(
                                "PUT",
                                "https://a.example/2",
                                HEADERS,
                                BODY,
                                Redirects.FOLLOW,
                                RETRIES)));
    }

    @Test
    void aCopyDiffersInTheHeadersAlone() {
        var others = List.of(new Header("B", "2"));

        assertThat(
                REQUEST.withHeaders(others),
                is(
                        new HttpRequest(
                                "PUT",
                                "https://a.example/1",
                                others,
                                BODY,
                                Redirects.FOLLOW,
                                RETRIES)));
    }

    @Test
    void aCopyDiffersInTheRetriesAlone() {
        assertThat(
                REQUEST.withRetries(Retries.NONE),
                is(
                        new HttpRequest(
                                "PUT",
                                "https://a.example/1",
                                HEADERS,
                                BODY,
                                Redirects.FOLLOW,
                                Retries.NONE)));
    }
}
