package dev.connectorproxy.connector.http.v2;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.connectorproxy.connector.http.shared.HttpContext;
import dev.connectorproxy.connector.http.shared.HttpSettings;
import dev.connectorproxy.spi.Call;
import dev.connectorproxy.spi.ConnectorException;
import dev.connectorproxy.spi.Egress;
import dev.connectorproxy.spi.ErrorCode;
import dev.connectorproxy.spi.HttpRequest;
import dev.connectorproxy.spi.HttpResponse;
import dev.connectorproxy.spi.Retries;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// Attempts, pauses and timeouts of the V2 commands.
class V2RetryExecutorTest {
    private final V2Runner runner = V2Runner.responding(200, "text/plain; charset=utf-8", "ok");
    private final AtomicInteger requests = new AtomicInteger();

    @Test
    void retriesA5xxAfterASecond() {
        var attempts = new V2Runner(Map.of()).then(500, "", new byte[0]).then(599, "", new byte[0]);
        attempts.then(404, "", new byte[0]);

        var done = attempts.run("GetRequestV2", "{\"url\":\"http://h.example/\",\"attempts\":9}");

        assertThat(done.httpStatus().getAsInt(), is(404));
        assertThat(attempts.pauses(), is(List.of(second(1), second(1))));
    }

    @ParameterizedTest(name = "attempts {0} are {1}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    1     | 1
                    3     | 3
                    10    | 10
                    11    | 1
                    0     | 1
                    -2    | 1
                    2.0   | 1
                    "3"   | 1
                    true  | 1
                    [4]   | 1
                    null  | 1
                    99999999999 | 1
                    """)
    void acceptsOneToTenAttempts(String attempts, int sent) {
        var failing = V2Runner.responding(503, "", "");

        var done =
                failing.run(
                        "HeadRequestV2",
                        "{\"url\":\"http://h.example/\",\"attempts\":" + attempts + "}");

        assertThat(failing.sent().size(), is(sent));
        assertThat(done.error().orElseThrow().code(), is("HttpError503"));
    }

    @ParameterizedTest
    @EnumSource(
            names = {
                "CONNECT_TIMEOUT",
                "READ_TIMEOUT",
                "CONNECTION_ERROR",
                "CHUNKED_ENCODING_ERROR"
            })
    void retriesATransientFailure(ErrorCode code) {
        var failing = new V2Runner(Map.of()).then(new ConnectorException(code, "down"));
        failing.then(200, "", new byte[0]);

        var done = failing.run("GetRequestV2", "{\"url\":\"http://h.example/\",\"attempts\":2}");

        assertThat(done.httpStatus().getAsInt(), is(200));
        assertThat(done.error(), is(Optional.empty()));
    }

    @ParameterizedTest
    @EnumSource(
            names = {
                "SSL_ERROR",
                "EGRESS_BLOCKED",
                "TOO_MANY_REDIRECTS",
                "INVALID_URL",
                "RESPONSE_TOO_LARGE"
            })
    void doesNotRetryAPermanentFailure(ErrorCode code) {
        var failing = new V2Runner(Map.of()).then(new ConnectorException(code, "no"));

        var done = failing.run("GetRequestV2", "{\"url\":\"http://h.example/\",\"attempts\":5}");

        assertThat(failing.sent().size(), is(1));
        assertThat(done.error().orElseThrow().code(), is(code.code()));
        assertThat(done.httpStatus().getAsInt(), is(code.status()));
        assertThat(V2Runner.body(done), is("raw_response: no"));
    }

    @Test
    void doesNotPausePastTheDeadline() {
        var failing = V2Runner.responding(503, "", "");

        var done =
                failing.run(
                        "GetRequestV2",
                        "{\"url\":\"http://h.example/\",\"attempts\":5}",
                        Duration.ofMillis(900));

        assertThat(failing.sent().size(), is(1));
        assertThat(failing.pauses(), is(empty()));
        assertThat(done.httpStatus().getAsInt(), is(503));
    }

    @Test
    void sendsNoSecondRequestAfterAPauseThatUsedUpTheTime() {
        var call = call(Duration.ofMillis(1_050));

        var last =
                sendThrice(
                        call,
                        _ -> {
                            while (call.left().isPositive()) {
                                LockSupport.parkNanos(1_000_000);
                            }
                        });

        assertThat(last.status(), is(503));
        assertThat(requests.get(), is(1));
    }

    @Test
    void sendsNoSecondRequestAfterAnInterruptedPause() {
        var last =
                sendThrice(
                        call(second(60)),
                        _ -> {
                            throw new InterruptedException();
                        });

        assertThat(Thread.interrupted(), is(true));
        assertThat(last.status(), is(503));
        assertThat(requests.get(), is(1));
    }

    private V2RetryExecutor.AttemptResult sendThrice(Call call, HttpContext.Sleeper sleeper) {
        Egress failing =
                (_, _) -> {
                    requests.incrementAndGet();
                    return new HttpResponse(503, List.of(), new byte[0]);
                };
        var clock = InstantSource.fixed(Instant.EPOCH);
        var context = new HttpContext(failing, HttpSettings.create(Map.of()), clock, sleeper);
        var request =
                new HttpRequest(
                        "GET",
                        "http://h.example/",
                        List.of(),
                        Optional.empty(),
                        HttpRequest.Redirects.RETURN,
                        Retries.NONE);
        var plan = new V2RetryExecutor.Plan(3, Optional.empty());
        var log = new V2CallLog(clock, "http://h.example/");
        return new V2RetryExecutor(context, plan, log).send(request, call);
    }

    private static Call call(Duration left) {
        long deadline = System.nanoTime() + left.toNanos();
        return new Call("id", false, Optional.empty(), deadline, Call.Trail.NONE);
    }

    @Test
    void throwsProxyOverloaded() {
        var failing =
                new V2Runner(Map.of())
                        .then(new ConnectorException(ErrorCode.PROXY_OVERLOADED, "full"));

        var failure =
                assertThrows(
                        ConnectorException.class,
                        () ->
                                failing.run(
                                        "GetRequestV2",
                                        "{\"url\":\"http://h.example/\",\"attempts\":5}"));

        assertThat(failure.is(ErrorCode.PROXY_OVERLOADED), is(true));
        assertThat(failing.sent().size(), is(1));
    }

    @Test
    void reportsAHeaderThatTheEgressRefusesAsInvalidHeader() {
        var failing =
                new V2Runner(Map.of())
                        .then(new ConnectorException(ErrorCode.INVALID_PARAMETERS, "bad header"));

        var done = failing.run("GetRequestV2", "{\"url\":\"http://h.example/\"}");

        assertThat(done.error().orElseThrow().code(), is("InvalidHeader"));
        assertThat(done.httpStatus().getAsInt(), is(400));
    }

    @ParameterizedTest(name = "{0} s of 10")
    @CsvSource({"3, 3", "10, 10", "99, 10", "2147483647, 10"})
    void limitsEachAttemptByTheTimeoutAndTheDeadline(int timeout, int most) {
        var failing = V2Runner.responding(500, "", "");

        failing.run(
                "GetRequestV2",
                "{\"url\":\"http://h.example/\",\"attempts\":2,\"timeout\":" + timeout + "}",
                second(10));

        assertThat(failing.timesLeft().size(), is(2));
        for (var left : failing.timesLeft()) {
            assertThat(left, is(lessThanOrEqualTo(second(most))));
            assertThat(left.compareTo(second(most - 1)) > 0, is(true));
        }
    }

    @Test
    void usesConfiguredRetriesUnlessTheCallSetsAttempts() {
        var set = new V2Runner(Map.of("retries.GET.attempts", "4")).then(200, "", new byte[0]);

        set.run("GetRequestV2", "{\"url\":\"http://h.example/\"}");
        set.run("GetRequestV2", "{\"url\":\"http://h.example/\",\"attempts\":2}");

        assertThat(
                set.sent().stream().map(HttpRequest::retries).map(Retries::attempts).toList(),
                is(List.of(4, 1)));
    }

    private static Duration second(int seconds) {
        return Duration.ofSeconds(seconds);
    }
}
