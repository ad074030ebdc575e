package dev.connectorproxy.devserver.capture;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.connectorproxy.devserver.capture.CapturedExchange.Failure;
import dev.connectorproxy.devserver.capture.CapturedExchange.Response;
import dev.connectorproxy.devserver.connector.CallCause;
import dev.connectorproxy.devserver.connector.CallTrace;
import dev.connectorproxy.spi.Call;
import dev.connectorproxy.spi.ConnectorException;
import dev.connectorproxy.spi.Egress;
import dev.connectorproxy.spi.ErrorCode;
import dev.connectorproxy.spi.HttpRequest;
import dev.connectorproxy.spi.HttpRequest.Header;
import dev.connectorproxy.spi.HttpRequest.Redirects;
import dev.connectorproxy.spi.HttpResponse;
import dev.connectorproxy.spi.Retries;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CapturingEgressTest {
    private static final Instant NOON = Instant.parse("2026-01-31T12:00:00Z");
    private static final Retries RETRIES = new Retries(3, Duration.ofNanos(1), Duration.ofNanos(1));

    private final ExchangeHistory history = new ExchangeHistory(100, 1 << 20);
    private final CallTrace trace = new CallTrace(7, new CallCause("c", "fetch payments"));
    private final Call call = Call.ofProxy(Duration.ofMinutes(1)).with(trace);
    private final List<HttpRequest> sent = new ArrayList<>();
    private int failures;

    @Test
    void anExchangeIsKeptWithItsCause() {
        var response = send(egress(), request("POST", "a body"));

        var exchange = history.get("c", 1).orElseThrow();
        assertThat(new String(response.body(), UTF_8), is("to 1"));
        assertThat(exchange.head(), is(new CapturedExchange.Head(1, NOON, 7, trace.cause(), 1)));
        assertThat(exchange.request().body().text(), is(Optional.of("a body")));
        assertThat(body(exchange), is("to 1"));
        assertThat(trace.exchanges(), contains(1L));
    }

    @Test
    void laterChangesOfTheArraysOfAProviderChangeNothing() {
        var body = "a body".getBytes(UTF_8);
        var response = send(egress(), request("POST", Optional.of(body)));
        body[0] = 'X';
        response.body()[0] = 'X';

        var exchange = history.get("c", 1).orElseThrow();
        assertThat(exchange.request().body().text(), is(Optional.of("a body")));
        assertThat(body(exchange), is("to 1"));
    }

    @Test
    void eachAttemptIsAnExchange() {
        failures = 2;

        assertThat(send(egress(), request("GET", Optional.empty())).status(), is(200));

        assertThat(statuses(), contains(200, 503, 503));
        assertThat(
                history.newestFirst("c").stream().map(one -> one.head().attempt()).toList(),
                contains(3, 2, 1));
        assertThat(trace.requests() + " " + trace.retries(), is("3 2"));
        assertThat(
                sent.stream().map(HttpRequest::retries).distinct().toList(),
                contains(Retries.NONE));
    }

    @Test
    void aPostIsSentOnce() {
        failures = 1;

        assertThat(send(egress(), request("POST", "x")).status(), is(503));

        assertThat(statuses(), contains(503));
    }

    @Test
    void aFailureIsKeptAndThrown() {
        Egress broken =
                (_, _) -> {
                    throw new ConnectorException(ErrorCode.SSL_ERROR, "not trusted");
                };

        assertThrows(ConnectorException.class, () -> send(over(broken), request("GET", "")));

        assertThat(
                history.get("c", 1).orElseThrow().outcome(),
                is(new Failure("SSLError", "not trusted")));
    }

    @Test
    void aRequestWithAnotherCallIsKeptWithoutACause() {
        egress().send(request("GET", Optional.empty()), Call.ofProxy(Duration.ofMinutes(1)));

        assertThat(history.get("c", 1).orElseThrow().head().cause(), is(CallCause.UNKNOWN));
        assertThat(trace.exchanges(), is(empty()));
    }

    @Test
    void layersAreBelowTheRecordingAndTheRetries() {
        var order = new ArrayList<String>();
        EgressLayer first =
                (id, next) ->
                        (request, given) -> {
                            order.add("first of " + id);
                            return next.send(request, given);
                        };
        EgressLayer second =
                (_, _) ->
                        (_, _) -> {
                            order.add("second");
                            return new HttpResponse(
                                    order.size() < 3 ? 429 : 200, List.of(), new byte[0]);
                        };
        var egress =
                new ConnectorEgresses(this::respond, List.of(first, second), history, () -> NOON)
                        .create("c");

        send(egress, request("GET", Optional.empty()));

        assertThat(order, contains("first of c", "second", "first of c", "second"));
        assertThat(statuses(), contains(200, 429));
        assertThat(sent, is(empty()));
    }

    @Test
    void aLongBodyIsCutAndItsLengthIsTrue() {
        var body = new byte[CapturedBody.MAX_BYTES + 10];
        send(egress(), request("POST", Optional.of(body)));

        var kept = new ExchangeHistory(10, 3 << 20);
        new ConnectorEgresses(this::respond, List.of(), kept, () -> NOON)
                .create("c")
                .send(request("POST", Optional.of(body)), call);

        assertThat(history.get("c", 1).isPresent(), is(false)); // larger than all the room
        var request = kept.get("c", 1).orElseThrow().request();
        assertThat(request.body().bytes().length, is(CapturedBody.MAX_BYTES));
        assertThat(request.body().length(), is((long) body.length));
        assertThat(request.body().isTruncated(), is(true));
    }

    @Test
    void aHundredThousandExchangesTakeNoMoreRoomThanTheBounds() {
        var bounded = new ExchangeHistory(500, 200_000);
        var egress =
                new ConnectorEgresses(this::respond, List.of(), bounded, () -> NOON).create("c");
        var body = Optional.of(new byte[300]);

        for (int i = 0; i < 100_000; i++) {
            egress.send(request("POST", body), call);
            sent.clear();
        }

        var kept = bounded.newestFirst("c");
        assertThat(kept.size(), is(lessThanOrEqualTo(500)));
        assertThat(
                kept.stream().mapToLong(CapturedExchange::size).sum(),
                is(lessThanOrEqualTo(200_000L)));
        assertThat(kept.getFirst().number(), is(100_000L));
        assertThat(kept.getLast().number(), is(100_001L - kept.size()));
        assertThat(trace.exchanges().size(), is(1_000));
    }

    private Egress egress() {
        return over(this::respond);
    }

    private Egress over(Egress network) {
        return new ConnectorEgresses(network, List.of(), history, () -> NOON).create("c");
    }

    private HttpResponse respond(HttpRequest request, Call given) {
        sent.add(request);
        int status = failures-- > 0 ? 503 : 200;
        return new HttpResponse(
                status, List.of(new Header("X-Id", "1")), ("to " + sent.size()).getBytes(UTF_8));
    }

    private HttpResponse send(Egress egress, HttpRequest request) {
        return egress.send(request, call);
    }

    private List<Integer> statuses() {
        return history.newestFirst("c").stream()
                .map(exchange -> ((Response) exchange.outcome()).status())
                .toList();
    }

    private static String body(CapturedExchange exchange) {
        return ((Response) exchange.outcome()).body().text().orElseThrow();
    }

    private static HttpRequest request(String method, String body) {
        return request(method, Optional.of(body.getBytes(UTF_8)));
    }

    private static HttpRequest request(String method, Optional<byte[]> body) {
        return new HttpRequest(
                method,
                "https://api.example/rows",
                List.of(new Header("Accept", "*/*")),
                body,
                Redirects.RETURN,
                RETRIES);
    }
}
