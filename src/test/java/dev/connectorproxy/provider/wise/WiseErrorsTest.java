package dev.connectorproxy.provider.wise;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.connectorproxy.provider.wise.WiseServer.Fault;
import dev.connectorproxy.spi.payment.FetchRequest;
import dev.connectorproxy.spi.payment.PaymentError;
import dev.connectorproxy.spi.payment.PaymentException;
import dev.connectorproxy.spi.payment.PaymentException.Upstream;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Points 8 and 9 of the offline conformance layer: failures of requests, and the form of requests.
class WiseErrorsTest {
    private static final FetchRequest ALL = FetchRequest.first(100).from(WiseHost.PROFILE);

    @ParameterizedTest
    @CsvSource({
        "400, CLIENT_ERROR",
        "401, CLIENT_ERROR",
        "403, CLIENT_ERROR",
        "404, CLIENT_ERROR",
        "408, TIMEOUT",
        "421, TIMEOUT",
        "423, RETRY_LATER",
        "425, RETRY_LATER",
        "501, UPSTREAM_ERROR"
    })
    void aStatusIsAClassAndWisesOwnWordsAreKept(int status, PaymentError error) {
        try (var host = WiseHost.of(1, 1)) {
            host.server.next(Fault.status(status));

            var failure = fails(host);

            assertThat(failure.error(), is(error));
            assertThat(failure.getMessage(), containsString("E%d no %d".formatted(status, status)));
            assertThat(failure.upstream(), is(Optional.of(new Upstream(status, "E" + status))));
            assertThat(failure.getMessage(), not(containsString("limit=")));
            assertThat(host.server.count(), is(1L));
        }
    }

    @ParameterizedTest
    @CsvSource({"429, RATE_LIMITED", "500, UPSTREAM_ERROR", "503, UPSTREAM_ERROR"})
    void aPersistentFailureIsReportedAfterThreeAttempts(int status, PaymentError error) {
        try (var host = WiseHost.of(1, 1)) {
            host.server.next(Fault.status(status), Fault.status(status), Fault.status(status));

            assertThat(fails(host).error(), is(error));
            assertThat(host.server.count(), is(3L));
        }
    }

    @Test
    void aBurstThatEndsIsWaitedFor() {
        try (var host = WiseHost.of(0, 1)) {
            host.server.next(Fault.tooMany(0), Fault.tooMany(1));
            long start = System.nanoTime();

            host.connector.fetchPayments(ALL, WiseHost.call());

            var time = Duration.ofNanos(System.nanoTime() - start);
            assertThat(time, is(greaterThanOrEqualTo(Duration.ofMillis(900))));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[{",
                "{}",
                "null",
                "[1]",
                "[{\"id\":\"x\"}]",
                "[{\"id\":1.5}]",
                "[{\"id\":1}]"
            })
    void anUnreadableResponseIsAnUpstreamError(String body) {
        try (var host = WiseHost.of(1, 1)) {
            host.server.next(new Fault.Status(200, Map.of(), body));

            assertThat(fails(host).error(), is(PaymentError.UPSTREAM_ERROR));
        }
    }

    @Test
    void aPageOfAGatewayIsJudgedByItsStatus() {
        try (var host = WiseHost.of(1, 1)) {
            var page = new Fault.Status(500, Map.of(), "<html>oops</html>");
            host.server.next(page, page, page);

            var failure = fails(host);

            assertThat(failure.error(), is(PaymentError.UPSTREAM_ERROR));
            assertThat(failure.upstream(), is(Optional.of(new Upstream(500, ""))));
        }
    }

    @Test
    void anIncompleteResponseIsAnUpstreamError() {
        try (var host = WiseHost.of(1, 5)) {
            host.server.next(new Fault.Cut(), new Fault.Cut(), new Fault.Cut());

            assertThat(fails(host).error().retryable(), is(true));
        }
    }

    @Test
    void aSlowResponseEndsWithTheDeadline() {
        try (var host = WiseHost.of(1, 1)) {
            host.server.next(new Fault.Slow(Duration.ofSeconds(20)));
            long start = System.nanoTime();

            var failure =
                    assertThrows(
                            PaymentException.class,
                            () ->
                                    host.connector.fetchPayments(
                                            ALL, WiseHost.call(Duration.ofMillis(300))));

            assertThat(failure.error(), is(PaymentError.TIMEOUT));
            assertThat(
                    Duration.ofNanos(System.nanoTime() - start),
                    is(lessThan(Duration.ofSeconds(10))));
        }
    }

    @Test
    void anApiKeyInAResponseIsRedacted() {
        try (var host = WiseHost.of(1, 1)) {
            var body =
                    "{\"error\":\"invalid_token\",\"error_description\":\"Bearer %s unknown\"}"
                            .formatted(WiseServer.API_KEY);
            host.server.next(new Fault.Status(401, Map.of(), body));

            var failure = fails(host);

            assertThat(failure.getMessage(), containsString("401: *** unknown"));
            assertThat(failure.upstream(), is(Optional.of(new Upstream(401, "invalid_token"))));
            assertThat(failure.toString(), not(containsString(WiseServer.API_KEY)));
        }
    }

    @Test
    void sendsTheKeyAsABearerAndAsksForJson() {
        try (var host = WiseHost.of(0, 3)) {
            host.connector.fetchPayments(ALL, WiseHost.call());

            var request = host.server.requests().getFirst();
            assertThat(request.method(), is("GET"));
            assertThat(request.header("Authorization"), is("Bearer " + WiseServer.API_KEY));
            assertThat(request.header("Accept"), is("application/json"));
            assertThat(request.target(), is("/v1/transfers?limit=100&profile=5000000011&offset=0"));
        }
    }

    @Test
    void aRecipientThatCannotBeReadFailsThePageAndIsAskedForAgain() {
        try (var host = WiseHost.of(0, 0)) {
            long to = host.data().addRecipient(WiseData.BUSINESS, "EUR").id();
            host.data().addTransfer(0, to, "EUR", "1", "processing");
            host.server.next(new Fault.None(), Fault.status(403));

            assertThat(fails(host).error(), is(PaymentError.CLIENT_ERROR));

            var page = host.connector.fetchPayments(ALL, WiseHost.call());
            assertThat(
                    page.items().getFirst().destinationAccountReference(), is(Optional.of("900")));
        }
    }

    @Test
    void fetchesForDifferentProfilesDoNotMix() {
        try (var host = WiseHost.of(3, 9)) {
            var personal = WiseHost.json("{\"id\":%d}".formatted(WiseData.PERSONAL));

            var page =
                    host.connector.fetchPayments(
                            FetchRequest.first(5).from(personal), WiseHost.call());

            assertThat(page.items(), is(empty()));
            assertThat(
                    host.connector
                            .fetchAccounts(FetchRequest.first(5).from(personal), WiseHost.call())
                            .items()
                            .size(),
                    is(1));
        }
    }

    private static PaymentException fails(WiseHost host) {
        return assertThrows(
                PaymentException.class, () -> host.connector.fetchPayments(ALL, WiseHost.call()));
    }
}
