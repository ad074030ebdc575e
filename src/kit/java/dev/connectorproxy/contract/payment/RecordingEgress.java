package dev.connectorproxy.contract.payment;

import dev.connectorproxy.spi.Call;
import dev.connectorproxy.spi.Egress;
import dev.connectorproxy.spi.HttpRequest;
import dev.connectorproxy.spi.HttpResponse;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/// The egress that the kit gives to connectors: it records every request, and its responses can be replaced.
/// Thread-safe.
final class RecordingEgress implements Egress {
    private final Egress target;
    private final Queue<Sent> sent = new ConcurrentLinkedQueue<>();
    private final AtomicInteger since = new AtomicInteger();
    private volatile Handling tampering = Handling.NONE;

    RecordingEgress(Egress target) {
        this.target = target;
    }

    /// A sent request.
    record Sent(HttpRequest request, Call call) {}

    /// Replaces the handling of requests.
    @FunctionalInterface
    interface Handling {
        Handling NONE = (_, request, call, target) -> target.send(request, call);

        /// @param number from 1, since the tampering began
        HttpResponse send(int number, HttpRequest request, Call call, Egress target);
    }

    @Override
    public HttpResponse send(HttpRequest request, Call call) {
        sent.add(new Sent(request, call));
        int number = since.incrementAndGet();
        return tampering.send(number, request, call, target);
    }

    /// The requests sent since [#clear()].
    List<Sent> sent() {
        return List.copyOf(sent);
    }

    void clear() {
        sent.clear();
    }

    void handleWith(Handling other) {
        since.set(0);
        tampering = other;
    }

    /// Returns this fault for every request.
    void fail(ProviderFault fault) {
        handleWith((_, _, _, _) -> fault.response().get());
    }

    /// Returns this fault for the request with that number, from 1, and sends the others.
    void failAt(int which, ProviderFault fault) {
        handleWith((number, request, call, egress) ->
                number == which ? fault.response().get() : egress.send(request, call));
    }

    void restore() {
        handleWith(Handling.NONE);
    }
}
