package dev.connectorproxy.typeahead;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.connectorproxy.spi.ConnectorException;
import dev.connectorproxy.spi.ErrorCode;
import dev.connectorproxy.spi.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HttpSourceTest {
    private final List<String> warnings = new CopyOnWriteArrayList<>();
    private final List<String> urls = new ArrayList<>();
    private final AtomicReference<Instant> now =
            new AtomicReference<>(Instant.parse("2026-11-23T12:00:00Z"));
    private int status = 200;
    private String body = "{\"hits\":[{\"n\":1}]}";

    private HttpSource source(String url, Optional<Duration> cache) {
        var service = new HttpSource.Service(url, Optional.of("q"), Optional.of("max"), "/hits");
        return new HttpSource(
                service,
                List.of(),
                (request, _) -> {
                    urls.add(request.url());
                    return new HttpResponse(
                            status, List.of(), body.getBytes(StandardCharsets.UTF_8));
                },
                new SuggestionCache(cache, now::get));
    }

    private static Lookup typed(String prefix) {
        return new Lookup(prefix, 5);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "http://h.example/a, http://h.example/a?q=R%26D+%2B%C3%A9%25&max=100",
        "http://h.example/a?k=1, http://h.example/a?k=1&q=R%26D+%2B%C3%A9%25&max=100",
    })
    void requestsThePrefix(String url, String asked) {
        source(url, Optional.empty()).suggestions(typed("R&D +é%"), warnings::add);

        assertThat(urls, is(List.of(asked.replace("D+", "D%20"))));
    }

    @Test
    void reusesAResponseForTheConfiguredTime() {
        var source = source("http://h.example/", Optional.of(Duration.ofSeconds(30)));

        source.suggestions(typed("a"), warnings::add);
        source.suggestions(typed("a"), warnings::add);
        source.suggestions(typed("b"), warnings::add);
        assertThat(urls, hasSize(2));

        now.updateAndGet(it -> it.plusSeconds(30));
        assertThat(
                source.suggestions(typed("a"), warnings::add).getFirst().json().toString(),
                is("{\"n\":1}"));
        assertThat(urls, hasSize(3));
    }

    @Test
    void requestsEachTimeWithoutACache() {
        var source = source("http://h.example/", Optional.empty());

        source.suggestions(typed("a"), warnings::add);
        source.suggestions(typed("a"), warnings::add);

        assertThat(urls, hasSize(2));
    }

    @Test
    void cachesALimitedNumberOfResponses() {
        var source = source("http://h.example/", Optional.of(Duration.ofDays(1)));
        IntStream.rangeClosed(0, 1_000)
                .forEach(it -> source.suggestions(typed("p" + it), warnings::add));

        source.suggestions(typed("p1000"), warnings::add);
        source.suggestions(typed("p1"), warnings::add);
        assertThat(urls, hasSize(1_001));

        source.suggestions(typed("p0"), warnings::add);
        assertThat(urls, hasSize(1_002));
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "500 | {\"hits\":[]}",
                "204 | {\"hits\":[]}",
                "301 | {\"hits\":[]}",
                "200 | {\"hats\":[]}",
                "200 | {\"hits\":{}}",
                "200 | [1]",
                "200 | 7",
                "200 | <html>",
            })
    void reportsAFailureWithoutNamingTheService(int given, String text) {
        status = given;
        body = text;
        var source = source("http://secret.example/", Optional.of(Duration.ofDays(1)));

        var failure =
                assertThrows(
                        ConnectorException.class,
                        () -> source.suggestions(typed("a"), warnings::add));

        assertThat(failure.httpStatus(), is(502));
        assertThat(failure.getMessage(), not(containsString("secret")));
        assertThat(warnings.getFirst(), containsString("the service responded with"));
    }

    @Test
    void refusesAResponseThatIsTooLarge() {
        body = "{\"hits\":[\"" + "a".repeat(1 << 20) + "\"]}";
        var source = source("http://h.example/", Optional.empty());

        assertThrows(ConnectorException.class, () -> source.suggestions(typed("a"), warnings::add));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "READ_TIMEOUT, 504",
        "CONNECT_TIMEOUT, 504",
        "EGRESS_BLOCKED, 502",
        "SSL_ERROR, 502"
    })
    void distinguishesATimeoutFromAnUnavailableService(ErrorCode error, int expectedStatus) {
        var source =
                new HttpSource(
                        new HttpSource.Service(
                                "http://h.example/", Optional.empty(), Optional.empty(), ""),
                        List.of(),
                        (_, _) -> {
                            throw new ConnectorException(error, "h.example, which is secret");
                        },
                        new SuggestionCache(Optional.empty(), now::get));

        var failure =
                assertThrows(
                        ConnectorException.class,
                        () -> source.suggestions(typed("a"), warnings::add));

        assertThat(warnings, is(List.of("a typeahead failed: h.example, which is secret")));
        assertThat(failure.httpStatus(), is(expectedStatus));
        assertThat(failure.getMessage(), not(containsString("secret")));
    }

    @Test
    void limitsConcurrentRequests() throws InterruptedException {
        var entered = new Semaphore(0);
        var leave = new CountDownLatch(1);
        var source =
                new HttpSource(
                        new HttpSource.Service(
                                "http://h.example/", Optional.empty(), Optional.empty(), ""),
                        List.of(),
                        (_, _) -> {
                            entered.release();
                            try {
                                leave.await();
                            } catch (InterruptedException e) {
                                throw new AssertionError(e);
                            }
                            return new HttpResponse(200, List.of(), new byte[] {'[', ']'});
                        },
                        new SuggestionCache(Optional.empty(), now::get));

        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 16; i++) {
                threads.submit(() -> source.suggestions(typed("a"), warnings::add));
            }
            entered.acquire(16);
            var failure =
                    assertThrows(
                            ConnectorException.class,
                            () -> source.suggestions(typed("a"), warnings::add));
            leave.countDown();

            assertThat(failure.httpStatus(), is(503));
        }
        assertThat(source.suggestions(typed("a"), warnings::add), hasSize(0));
    }
}
