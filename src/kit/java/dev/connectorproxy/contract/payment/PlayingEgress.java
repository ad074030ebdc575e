package dev.connectorproxy.contract.payment;

import dev.connectorproxy.spi.Call;
import dev.connectorproxy.spi.Egress;
import dev.connectorproxy.spi.HttpRequest;
import dev.connectorproxy.spi.HttpResponse;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/// An egress without network access that responds to the requests of one call as a recording does. An exchange of the
/// call is used once. Those of other calls can be used too, any number of times: a connector may have kept what an
/// earlier call had asked for. Thread-safe.
final class PlayingEgress implements Egress {
    private final Lock lock = new ReentrantLock();
    private final List<RecordedExchange> unused; // guarded by lock
    private final List<RecordedExchange> others;
    private final List<RecordedExchange> all;
    private final String title;
    private final UnaryOperator<String> line;
    private volatile Optional<String> unknown = Optional.empty();

    /// @param others the exchanges of other calls
    /// @param line shows requests in messages
    PlayingEgress(RecordedCall call, List<RecordedExchange> others, UnaryOperator<String> line) {
        var own = call.exchanges();
        this.title = call.title();
        this.unused = new ArrayList<>(own);
        this.others = List.copyOf(others);
        this.all = Stream.concat(own.stream(), others.stream()).toList();
        this.line = line;
    }

    @Override
    public HttpResponse send(HttpRequest request, Call call) {
        return takeOwn(request)
                .or(() -> first(others, request))
                .orElseThrow(() -> unknown(request))
                .response();
    }

    /// A message about the latest request that was not recorded.
    Optional<String> unknown() {
        return unknown;
    }

    private Optional<RecordedExchange> takeOwn(HttpRequest request) {
        lock.lock();
        try {
            var found = first(unused, request);
            found.ifPresent(unused::remove);
            return found;
        } finally {
            lock.unlock();
        }
    }

    private static Optional<RecordedExchange> first(
            List<RecordedExchange> exchanges, HttpRequest request) {
        return exchanges.stream()
                .filter(exchange -> exchange.differences(request).isEmpty())
                .findFirst();
    }

    private AssertionError unknown(HttpRequest request) {
        var message =
                "%s: %s %s was not recorded%s"
                        .formatted(
                                title,
                                request.method(),
                                line.apply(request.url()),
                                nearest(request));
        unknown = Optional.of(message);
        return new AssertionError(message);
    }

    private String nearest(HttpRequest request) {
        return all.stream()
                .min(Comparator.comparingInt(exchange -> distance(exchange, request)))
                .map(exchange -> describe(exchange, request))
                .orElse("; nothing was sent then");
    }

    private String describe(RecordedExchange exchange, HttpRequest request) {
        var differences = exchange.differences(request).stream().map(line).toList();
        return differences.isEmpty()
                ? " that often: exchange %d was used before".formatted(exchange.number())
                : "; nearest is exchange %d, with another %s"
                        .formatted(exchange.number(), String.join("; ", differences));
    }

    /// Another path says more than another parameter.
    private static int distance(RecordedExchange exchange, HttpRequest request) {
        return exchange.differences(request).stream()
                .mapToInt(text -> text.startsWith("query") ? 1 : text.startsWith("body") ? 2 : 5)
                .sum();
    }
}
