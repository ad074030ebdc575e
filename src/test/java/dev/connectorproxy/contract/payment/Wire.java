package dev.connectorproxy.contract.payment;

import dev.connectorproxy.spi.Call;
import dev.connectorproxy.spi.Egress;
import dev.connectorproxy.spi.HttpRequest;
import dev.connectorproxy.spi.HttpResponse;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/// The way out that the kit gives to connectors: it notes every request, and can be tampered with. Thread-safe.
final class Wire implements Egress {
    private final Egress target;
    private final Queue<Sent> sent = new ConcurrentLinkedQueue<>();
    private final AtomicInteger since = new AtomicInteger();
    private volatile Tampering tampering = Tampering.NONE;

    Wire(Egress target) {
        this.target = target;
    }

    /// A request that was made.
    record Sent(HttpRequest request, Call call) {}

    /// Something that happens to requests.
    @FunctionalInterface
    interface Tampering {
        Tampering NONE = (_, request, call, target) -> target.send(request, call);

        /// @param number from 1, since the tampering began
        HttpResponse send(int number, HttpRequest request, Call call, Egress target);
    }

    @Override
    public HttpResponse send(HttpRequest request, Call call) {
        sent.add(new Sent(request, call));
        int number = since.incrementAndGet();
        return tampering.send(number, request, call, target);
    }

    /// What was sent since [#forget()].
    List<Sent> sent() {
        return List.copyOf(sent);
    }

    void forget() {
        sent.clear();
    }

    void tamper(Tampering other) {
        since.set(0);
        tampering = other;
    }

    /// Answers so, whatever is asked.
    void fail(Fault fault) {
        tamper((_, _, _, _) -> fault.answer().get());
    }

    /// Answers so to the request of that number, from 1, and rightly to the others.
    void failAt(int which, Fault fault) {
        tamper((number, request, call, way) ->
                number == which ? fault.answer().get() : way.send(request, call));
    }

    void mend() {
        tamper(Tampering.NONE);
    }
}
