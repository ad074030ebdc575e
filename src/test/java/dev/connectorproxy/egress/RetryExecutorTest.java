package dev.connectorproxy.egress;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.connectorproxy.spi.ConnectorException;
import dev.connectorproxy.spi.ErrorCode;
import dev.connectorproxy.spi.HttpRequest.Header;
import dev.connectorproxy.spi.HttpResponse;
import dev.connectorproxy.spi.Retries;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryExecutorTest {
    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
    private static final Retries RETRIES =
            new Retries(5, Duration.ofMillis(100), Duration.ofMillis(300));

    private final ArrayDeque<Object> script = new ArrayDeque<>();
    private final List<Duration> delays = new ArrayList<>();
    private final List<Integer> attempts = new ArrayList<>();

    @Test
    void doublesTheDelayUpToTheMaximum() throws Exception {
        scriptStatuses(503, 502, 504, 429, 200);

        assertThat(send("GET", RETRIES, 1.0).status(), is(200));

        assertThat(delays, contains(millis(100), millis(200), millis(300), millis(300)));
    }

    @Test
    void repeatsAnyServerErrorIfConfigured() throws Exception {
        var any = new Retries(3, RETRIES.backoff(), RETRIES.maxBackoff(), true);
        scriptStatuses(500, 599, 200);
        assertThat(send("GET", any, 0.5).status(), is(200));

        for (int status : new int[] {400, 501, 505}) {
            script.clear();
            scriptStatuses(status, 200);
            assertThat(send("GET", any, 0.5).status(), is(status));
        }
        script.clear();
        scriptStatuses(500, 200);
        assertThat(send("POST", any, 0.5).status(), is(500));
    }

    @Test
    void drawsTheDelayUniformlyFromZero() throws Exception {
        scriptStatuses(503, 200);

        send("GET", RETRIES, 0.25);

        assertThat(delays, contains(millis(25)));
    }

    @Test
    void endsWithTheLastResponse() throws Exception {
        scriptStatuses(503, 503, 502);

        assertThat(send("GET", retries(3), 0.5).status(), is(502));
        assertThat(delays.size(), is(2));
        assertThat(attempts, contains(1, 2, 3));
    }

    @Test
    void endsWithTheLastFailure() {
        script.add(failure(ErrorCode.CONNECT_TIMEOUT));
        script.add(failure(ErrorCode.CONNECTION_ERROR));

        var failure = assertThrows(ConnectorException.class, () -> send("GET", retries(2), 0.5));

        assertThat(failure.code(), is("ConnectionError"));
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 301, 400, 404, 500, 501, 505})
    void repeatsNoOtherStatus(int status) throws Exception {
        scriptStatuses(status, 200);

        assertThat(send("GET", RETRIES, 0.5).status(), is(status));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "READ_TIMEOUT",
                "SSL_ERROR",
                "CHUNKED_ENCODING_ERROR",
                "EGRESS_BLOCKED",
                "RESPONSE_TOO_LARGE",
                "PROXY_OVERLOADED"
            })
    void repeatsNoOtherFailure(ErrorCode code) {
        script.add(failure(code));
        scriptStatuses(200);

        assertThrows(ConnectorException.class, () -> send("GET", RETRIES, 0.5));

        assertThat(delays, is(empty()));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({"PUT, 200", "DELETE, 200", "HEAD, 200", "OPTIONS, 200", "POST, 503", "PATCH, 503"})
    void repeatsOnlyIdempotentMethods(String method, int status) throws Exception {
        scriptStatuses(503, 200);

        assertThat(send(method, RETRIES, 0.5).status(), is(status));
    }

    @ParameterizedTest(name = "{0} -> {1} ms")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    2                             | 2000
                    0                             | 100
                    Sun, 22 Nov 2026 12:00:03 GMT | 3000
                    Sun, 22 Nov 2026 11:59:00 GMT | 100
                    soon                          | 100
                    -5                            | 100
                    """)
    void waitsAsLongAsTheUpstreamAsks(String retryAfter, long delay) throws Exception {
        script.add(response(503, new Header("retry-after", retryAfter)));
        scriptStatuses(200);

        assertThat(send("GET", RETRIES, 1.0).status(), is(200));

        assertThat(delays, contains(millis(delay)));
    }

    @Test
    void endsAtOnceWhenTheWaitWouldOutlastTheDeadline() throws Exception {
        script.add(response(429, new Header("Retry-After", "3600")));
        scriptStatuses(200);

        assertThat(send("GET", RETRIES, 1.0).status(), is(429));

        assertThat(delays, is(empty()));
    }

    private HttpResponse send(String method, Retries retries, double jitter)
            throws InterruptedException {
        var executor = new RetryExecutor(new Backoff(() -> NOW, () -> jitter), delays::add);
        return executor.send(
                method,
                retries,
                LoopbackSender.call(Duration.ofMinutes(1)),
                attempt -> {
                    attempts.add(attempt);
                    return next();
                });
    }

    private HttpResponse next() {
        return switch (script.remove()) {
            case HttpResponse response -> response;
            case ConnectorException failure -> throw failure;
            case Object other -> throw new AssertionError("neither response nor failure: " + other);
        };
    }

    private void scriptStatuses(int... statuses) {
        for (int status : statuses) {
            script.add(response(status));
        }
    }

    private static HttpResponse response(int status, Header... headers) {
        return new HttpResponse(status, List.of(headers), new byte[0]);
    }

    private static ConnectorException failure(ErrorCode code) {
        return new ConnectorException(code, "it failed");
    }

    private static Retries retries(int attempts) {
        return new Retries(attempts, RETRIES.backoff(), RETRIES.maxBackoff());
    }

    private static Duration millis(long millis) {
        return Duration.ofMillis(millis);
    }
}
