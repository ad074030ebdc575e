package dev.connectorproxy.provider.generic;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.connectorproxy.ClosedPort;
import dev.connectorproxy.egress.LoopbackHttpEgress;
import dev.connectorproxy.spi.payment.FetchRequest;
import dev.connectorproxy.spi.payment.PaymentError;
import dev.connectorproxy.spi.payment.PaymentException;
import jakarta.json.Json;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Sections 2.5 and 5 (point 8): what failures become.
class GenericFailuresTest {
    private GenericWorld world;

    @BeforeEach
    void start() throws IOException {
        world = GenericWorld.of(3, new GenericPsp.Size(5, 5, 5));
    }

    @AfterEach
    void stop() {
        world.close();
    }

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
        "429, RATE_LIMITED",
        "500, UPSTREAM_ERROR",
        "503, UPSTREAM_ERROR"
    })
    void tellsAnErrorOfTheProviderInItsWords(int status, PaymentError error) {
        world.psp().faults(_ -> Optional.of(new PspFault.Status(status)));

        var failure = failure(Duration.ofSeconds(5));

        assertThat(failure.error(), is(error));
        assertThat(
                failure.getMessage(),
                is(
                        error.message()
                                + ": GET "
                                + world.psp().url()
                                + "/accounts answered "
                                + status
                                + ": Fault: no *** today"));
        assertThat(failure.upstream().orElseThrow().code(), is("Fault"));
        boolean repeated = status == 429 || status >= 500;
        assertThat(world.psp().requests(), is(repeated ? 3 : 1));
    }

    @Test
    void readsErrorsInOtherFormsToo() {
        world.psp().next(new PspFault.Response(404, "text/html", "<html>k3y-of-the-psp"));
        assertThat(failure(Duration.ofSeconds(5)).getMessage(), not(containsString("html")));
        world.psp()
                .next(
                        new PspFault.Response(
                                422,
                                "application/problem+json",
                                "{\"title\":\"T\",\"detail\":\"\"}"));
        assertThat(failure(Duration.ofSeconds(5)).getMessage(), containsString("answered 422: T"));
    }

    @Test
    void waitsAsLongAsRetryAfterAsksAndThenGoesOn() {
        world.psp().next(new PspFault.Status(429, Optional.of("1")));
        long start = System.nanoTime();

        var page = world.connector().fetchAccounts(FetchRequest.first(2), GenericWorld.call());

        assertThat(page.items().size(), is(2));
        assertThat(
                Duration.ofNanos(System.nanoTime() - start),
                is(greaterThanOrEqualTo(Duration.ofSeconds(1))));
    }

    @Test
    void readsOnOverTwoServerErrors() {
        world.psp().next(new PspFault.Status(500));
        world.psp().next(new PspFault.Status(500, Optional.of("0")));

        var page = world.connector().fetchAccounts(FetchRequest.first(2), GenericWorld.call());

        assertThat(page.items().size(), is(2));
    }

    @Test
    void reportsAnUnreadableResponseAsUpstreamError() {
        for (var fault :
                List.of(
                        new PspFault.Response(200, "application/json", ""),
                        new PspFault.Response(200, "application/json", "[{\"id\":"),
                        new PspFault.Response(200, "text/html", "<html>"),
                        new PspFault.Cut())) {
            world.psp().next(fault);
            var failure = failure(Duration.ofSeconds(5));
            assertThat(fault.toString(), failure.error(), is(PaymentError.UPSTREAM_ERROR));
            assertThat(failure.getMessage(), not(containsString(GenericPsp.API_KEY)));
        }
    }

    @Test
    void givesUpAtTheDeadline() {
        world.psp().next(new PspFault.Hang());

        var failure = failure(Duration.ofMillis(200));

        assertThat(failure.error(), is(PaymentError.TIMEOUT));
    }

    @Test
    void saysThatNobodyIsThere() throws IOException {
        try (var closed = new ClosedPort()) {
            var config =
                    Json.createObjectBuilder(world.psp().config())
                            .add("endpoint", "http://127.0.0.1:" + closed.number())
                            .build();
            var connector = GenericWorld.connector(config, world.egress());

            var failure =
                    assertThrows(
                            PaymentException.class,
                            () ->
                                    connector.fetchAccounts(
                                            FetchRequest.first(1),
                                            LoopbackHttpEgress.call(Duration.ofSeconds(5))));

            assertThat(failure.error(), is(PaymentError.CLIENT_ERROR));
        }
    }

    @Test
    void stopsWhenItIsInterrupted() throws InterruptedException {
        world.psp().next(new PspFault.Hang());
        var failure = new AtomicReference<PaymentException>();
        var worker = Thread.ofVirtual().start(() -> failure.set(failure(Duration.ofSeconds(30))));
        while (world.psp().requests() == 0) {
            Thread.onSpinWait();
        }

        worker.interrupt();

        assertThat(worker.join(Duration.ofSeconds(10)), is(true));
        assertThat(failure.get().error(), is(PaymentError.TIMEOUT));
        assertThat(world.psp().requests(), is(lessThan(2)));
        assertThat(world.log(), is(empty()));
    }

    private PaymentException failure(Duration time) {
        return assertThrows(
                PaymentException.class,
                () ->
                        world.connector()
                                .fetchAccounts(
                                        FetchRequest.first(1), LoopbackHttpEgress.call(time)));
    }
}
