package dev.connectorproxy.devserver.fault;

import dev.connectorproxy.spi.Call;
import dev.connectorproxy.spi.ConnectorException;
import dev.connectorproxy.spi.Egress;
import dev.connectorproxy.spi.ErrorCode;
import dev.connectorproxy.spi.ForwardingEgress;
import dev.connectorproxy.spi.HttpRequest;
import dev.connectorproxy.spi.HttpRequest.Header;
import dev.connectorproxy.spi.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// Gives the requests of one connector the faults that are active when they are sent. Responses that are made up, and
/// those that were changed, have a header that says so. Thread-safe.
///
/// @param faults the faults that are active now
/// @param sleeper waits, as [Thread#sleep(Duration)] does
record FaultyEgress(Egress egress, Supplier<Optional<ActiveFaults>> faults, Sleeper sleeper)
        implements ForwardingEgress {
    /// The header of responses with a fault; its value is the kind.
    static final String HEADER = "Simulated-Fault";

    private static final String JSON_TYPE = "application/json";
    private static final String ERROR = "{\"message\":\"simulated fault\"}";
    private static final String PAGE =
            "<!DOCTYPE html><html><head><title>Please log in</title></head><body><h1>Please log in</h1></body></html>";

    /// Waits for a time.
    @FunctionalInterface
    interface Sleeper {
        void sleep(Duration time) throws InterruptedException;
    }

    @Override
    public HttpResponse send(HttpRequest request, Call call) {
        var active = faults.get();
        if (active.isEmpty()) {
            return egress.send(request, call);
        }
        var rule = active.get().next(request);
        return rule.isEmpty()
                ? sendListed(active.get(), request, call)
                : sendWith(rule.get(), active.get(), request, call);
    }

    private HttpResponse sendWith(
            FaultRule rule, ActiveFaults active, HttpRequest request, Call call) {
        return switch (rule.kind()) {
            case RATE_LIMIT ->
                    made(
                            rule,
                            429,
                            JSON_TYPE,
                            ERROR,
                            new Header("Retry-After", String.valueOf(rule.value())));
            case SERVER_ERROR -> made(rule, rule.value(), JSON_TYPE, ERROR);
            case HTML -> made(rule, 200, "text/html; charset=utf-8", PAGE);
            case CUT_BODY -> cut(rule, sendListed(active, request, call));
            case SLOW -> {
                pause(rule, call);
                yield sendListed(active, request, call);
            }
            case LOST_RESPONSE -> {
                sendListed(active, request, call);
                throw new ConnectorException(
                        ErrorCode.CONNECTION_ERROR,
                        "the connection was closed before the response came" + note(rule));
            }
            case INSERT_ROW, DELETE_ROW -> sendListed(active, request, call);
        };
    }

    /// Sends a request of which the response may be a page of a list that has been shifted.
    private HttpResponse sendListed(ActiveFaults active, HttpRequest request, Call call) {
        var page = PagedRequest.of(request);
        return page.flatMap(active::shift)
                .map(kind ->
                        new ShiftedList(kind, each -> egress.send(each, call))
                                .send(page.orElseThrow()))
                .orElseGet(() -> egress.send(request, call));
    }

    private void pause(FaultRule rule, Call call) {
        var delay = Duration.ofMillis(rule.value());
        var left = call.left();
        boolean late = delay.compareTo(left) >= 0;
        try {
            sleeper.sleep(late ? left : delay);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new ConnectorException(ErrorCode.READ_TIMEOUT, "the call ended" + note(rule));
        }
        if (late) {
            throw new ConnectorException(
                    ErrorCode.READ_TIMEOUT, "no response within the deadline" + note(rule));
        }
    }

    private static HttpResponse cut(FaultRule rule, HttpResponse response) {
        var headers =
                Stream.concat(
                                response.headers().stream()
                                        .filter(header ->
                                                !header.name().equalsIgnoreCase("content-length")),
                                Stream.of(marker(rule)))
                        .toList();
        return new HttpResponse(
                response.status(),
                headers,
                Arrays.copyOf(response.body(), response.body().length / 2));
    }

    private static HttpResponse made(
            FaultRule rule, int status, String type, String body, Header... more) {
        var headers =
                Stream.concat(
                                Stream.of(new Header("Content-Type", type), marker(rule)),
                                Arrays.stream(more))
                        .toList();
        return new HttpResponse(
                status, List.copyOf(headers), body.getBytes(StandardCharsets.UTF_8));
    }

    private static Header marker(FaultRule rule) {
        return new Header(HEADER, rule.kind().text());
    }

    private static String note(FaultRule rule) {
        return " (simulated fault: " + rule.kind().text() + ")";
    }
}
