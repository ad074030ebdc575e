package dev.connectorproxy.contract.payment;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.hamcrest.Matchers.not;

import dev.connectorproxy.contract.payment.RecordingEgress.Sent;
import dev.connectorproxy.spi.ConnectorException;
import dev.connectorproxy.spi.ErrorCode;
import dev.connectorproxy.spi.HttpRequest;
import dev.connectorproxy.spi.HttpRequest.Redirects;
import dev.connectorproxy.spi.payment.ConfigType;
import dev.connectorproxy.spi.payment.PageSize;
import dev.connectorproxy.spi.payment.PaymentError;
import dev.connectorproxy.spi.payment.PaymentException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.function.Executable;

/// Point 9: the form of requests, and their deadline. Connections are managed by the egress, not by the connector.
interface Point09Hygiene extends Point {
    Set<String> NOT_ITS_OWN =
            Set.of("host", "content-length", "transfer-encoding", "connection", "upgrade");

    @TestFactory
    default Stream<DynamicTest> fetchesReadAndNothingElse() {
        return http(
                "reads",
                () -> {
                    for (var sent : sent()) {
                        assertThat(sent.request().method(), is("GET"));
                        assertThat(sent.request().body().isPresent(), is(false));
                        assertThat(sent.request().redirects(), is(Redirects.RETURN));
                        assertThat(
                                "attempts of what may be repeated",
                                sent.request().retries().attempts(),
                                is(greaterThan(1)));
                    }
                });
    }

    @TestFactory
    default Stream<DynamicTest> requestsGoToTheEndpointThatIsConfigured() {
        return http(
                "endpoint",
                () -> {
                    var bases = bases();
                    for (var sent : sent()) {
                        var url = sent.request().url();
                        assertThat(url, URI.create(url).toASCIIString(), is(url));
                        assertThat(
                                url + " is under " + bases,
                                bases.stream().anyMatch(url::startsWith),
                                is(true));
                        assertThat("a fragment", url.indexOf('#'), is(-1));
                    }
                });
    }

    @TestFactory
    default Stream<DynamicTest> secretsTravelInHeadersAlone() {
        return http(
                "headers",
                () -> {
                    var secrets = harness().secrets();
                    for (var sent : sent()) {
                        var request = sent.request();
                        assertThat(
                                "a secret in the URL",
                                secrets.stream().anyMatch(request.url()::contains),
                                is(false));
                        assertThat(
                                "a header with a secret",
                                secrets.isEmpty()
                                        || secrets.stream().anyMatch(it -> inHeader(request, it)),
                                is(true));
                        assertThat(
                                "headers that the egress sets",
                                request.headers().stream()
                                        .map(header -> header.name().toLowerCase(Locale.ROOT))
                                        .filter(NOT_ITS_OWN::contains)
                                        .toList(),
                                is(empty()));
                    }
                });
    }

    @TestFactory
    default Stream<DynamicTest> listsAreAskedForAsTheProviderNeedsThem() {
        return http(
                "query",
                () -> {
                    var poller =
                            new InstallTreePoller(harness(), harness().connector(), PageSize.MAX);
                    for (var taskRun : poller.oneOfEachPath(poller.poll())) {
                        harness().egress.clear();
                        harness()
                                .fetch(
                                        harness().connector(),
                                        taskRun,
                                        taskRun.request(Optional.empty(), 2));
                        var queries =
                                harness().egress.sent().stream()
                                        .map(Point09Hygiene::query)
                                        .toList();
                        for (var part : harness().fixture.query(taskRun.kind())) {
                            assertThat(
                                    taskRun + " asks " + queries,
                                    queries.stream().anyMatch(it -> it.contains(part)),
                                    is(true));
                        }
                    }
                });
    }

    @TestFactory
    default Stream<DynamicTest> noRequestOutlivesTheCall() {
        return http(
                "deadline",
                () -> {
                    var taskRun = root();
                    var connector = harness().connector();
                    var call = harness().call(Duration.ofSeconds(5));
                    harness().egress.clear();

                    FetchedRow.fetch(
                            connector, taskRun.task(), taskRun.request(Optional.empty(), 2), call);

                    for (var sent : harness().egress.sent()) {
                        assertThat(sent.call().requestId(), is(call.requestId()));
                        assertThat(sent.call().trail(), is(call.trail()));
                        assertThat(sent.call().memory(), is(call.memory()));
                        assertThat(
                                sent.call().deadline() - call.deadline(),
                                is(lessThanOrEqualTo(0L)));
                    }
                });
    }

    @TestFactory
    default Stream<DynamicTest> redirectsAreNotFollowed() {
        return http(
                "redirect",
                () -> {
                    var taskRun = root();
                    var connector = harness().connector();
                    harness().egress.fail(ProviderFault.status(302, ""));

                    var failure =
                            ExpectedFailures.of(
                                    "a redirect",
                                    () ->
                                            harness()
                                                    .fetch(
                                                            connector,
                                                            taskRun,
                                                            taskRun.request(Optional.empty(), 2)));

                    assertThat(
                            failure.error().protocolCode(),
                            is(PaymentError.UPSTREAM_ERROR.protocolCode()));
                });
    }

    @TestFactory
    default Stream<DynamicTest> anInterruptionEndsTheCall() {
        return http(
                "interrupt",
                () -> {
                    var taskRun = root();
                    var connector = harness().connector();
                    var entered = new CountDownLatch(1);
                    harness().egress.clear();
                    harness()
                            .egress
                            .handleWith((_, _, _, _) -> {
                                entered.countDown();
                                throw interrupted();
                            });
                    var ended = new CompletableFuture<Void>();
                    var thread =
                            Thread.startVirtualThread(() -> {
                                try {
                                    harness()
                                            .fetch(
                                                    connector,
                                                    taskRun,
                                                    taskRun.request(Optional.empty(), 2));
                                    ended.complete(null);
                                } catch (Throwable e) {
                                    ended.completeExceptionally(e);
                                }
                            });

                    assertThat(entered.await(10, TimeUnit.SECONDS), is(true));
                    thread.interrupt();

                    assertThat(failure(ended) instanceof PaymentException, is(true));
                    assertThat("requests sent", harness().egress.sent().size(), is(1));
                });
    }

    /// Waits until the thread is interrupted, and returns what the egress throws then.
    private static ConnectorException interrupted() {
        try {
            new CountDownLatch(1).await();
            throw new AssertionError("nobody opens this latch");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new ConnectorException(ErrorCode.REQUEST_TIMEOUT, "interrupted", e);
        }
    }

    private static Throwable failure(CompletableFuture<Void> ended) throws InterruptedException {
        try {
            ended.get(3, TimeUnit.SECONDS);
            return new AssertionError("it ended well");
        } catch (ExecutionException e) {
            return e.getCause();
        } catch (TimeoutException _) {
            return new AssertionError("it did not end within 3 s");
        }
    }

    private Stream<DynamicTest> http(String name, Executable test) {
        return Point.when(harness().fixture.talksHttp(), name, test);
    }

    private List<Sent> sent() {
        new InstallTreePoller(harness(), harness().connector(), 2).poll();
        assertThat("requests sent", harness().egress.sent(), is(not(empty())));
        return harness().egress.sent();
    }

    private TaskRun root() {
        var tree = harness().connector().install(harness().call());
        return TaskRun.root(tree.stream().filter(FetchedRow::fetches).findFirst().orElseThrow());
    }

    /// The URLs of the configuration, with a trailing slash.
    private List<String> bases() {
        var config = harness().config();
        var bases = new ArrayList<String>();
        harness().provider.configSchema().fields().stream()
                .filter(it -> it.type() == ConfigType.URL)
                .flatMap(field -> config.string(field.name()).stream())
                .forEach(text -> bases.add(text.endsWith("/") ? text : text + "/"));
        return bases;
    }

    private static boolean inHeader(HttpRequest request, String secret) {
        return request.headers().stream()
                .anyMatch(header ->
                        header.value().contains(secret)
                                || decoded(header.value()).contains(secret));
    }

    /// Decodes the credentials of Basic authentication.
    private static String decoded(String value) {
        var last = value.substring(value.lastIndexOf(' ') + 1);
        try {
            return new String(Base64.getDecoder().decode(last), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException _) {
            return "";
        }
    }

    private static List<String> query(Sent sent) {
        var raw = Optional.ofNullable(URI.create(sent.request().url()).getRawQuery()).orElse("");
        return Arrays.stream(raw.split("&"))
                .map(it -> URLDecoder.decode(it, StandardCharsets.UTF_8))
                .toList();
    }
}
