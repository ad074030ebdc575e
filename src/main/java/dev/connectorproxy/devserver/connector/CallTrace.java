package dev.connectorproxy.devserver.connector;

import dev.connectorproxy.secrets.MaskedTrail;
import dev.connectorproxy.spi.Call;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/// One call of a provider: its number, its cause, and the HTTP exchanges it led to. It is the trail of the [Call], so
/// that the egress of the connector finds it. Thread-safe.
public final class CallTrace implements Call.Trail {
    private static final int MAX_EXCHANGES = 1_000;
    private static final int MAX_INPUT = 2_000;

    private final long number;
    private final CallCause cause;
    private final Queue<Long> exchanges = new ConcurrentLinkedQueue<>();
    private final AtomicInteger requests = new AtomicInteger();
    private final AtomicInteger retries = new AtomicInteger();
    private volatile String input = "";
    private volatile int pageSize;
    private volatile Optional<PageCounts> page = Optional.empty();

    /// @param number unique on this server; 0 for an unknown call
    public CallTrace(long number, CallCause cause) {
        this.number = number;
        this.cause = cause;
    }

    /// The trace of a call, unless the provider has made the call itself.
    public static Optional<CallTrace> of(Call call) {
        var trail = call.trail();
        while (trail instanceof MaskedTrail masked) {
            trail = masked.trail();
        }
        return trail instanceof CallTrace trace ? Optional.of(trace) : Optional.empty();
    }

    /// How much a fetch brought.
    ///
    /// @param rows the number of rows
    /// @param skipped how many rows the provider has left out
    /// @param bytes of the page as JSON
    public record PageCounts(int rows, int skipped, long bytes) {}

    public long number() {
        return number;
    }

    public CallCause cause() {
        return cause;
    }

    /// Called before a request is sent.
    ///
    /// @param exchange the number of the exchange
    /// @param attempt the number of the attempt to send this request, from 1
    public void requested(long exchange, int attempt) {
        if (requests.getAndIncrement() < MAX_EXCHANGES) {
            exchanges.add(exchange);
        }
        if (attempt > 1) {
            retries.incrementAndGet();
        }
    }

    /// Remembers what the provider is asked with.
    ///
    /// @param rows the page size
    /// @param text JSON, of which the beginning is kept; may contain secrets
    public void asked(int rows, String text) {
        pageSize = rows;
        // nothing is appended: a mask hides the beginning of a secret at the end of a text only
        input = text.substring(0, Math.min(text.length(), MAX_INPUT));
    }

    /// Remembers what a fetch brought.
    public void fetched(PageCounts size) {
        page = Optional.of(size);
    }

    /// What the provider was asked with; empty if that is not known.
    public String input() {
        return input;
    }

    /// The page size of a fetch; 0 for other calls.
    public int pageSize() {
        return pageSize;
    }

    /// What a fetch brought; empty for other calls, and as long as it has not ended.
    public Optional<PageCounts> page() {
        return page;
    }

    /// The numbers of the exchanges so far, up to the first 1,000.
    public List<Long> exchanges() {
        return List.copyOf(exchanges);
    }

    /// The number of exchanges so far, retries included.
    public int requests() {
        return requests.get();
    }

    /// How many of the exchanges so far were retries.
    public int retries() {
        return retries.get();
    }

    @Override
    public void attempt(String target) {}

    @Override
    public void bytes(long sent, long received) {}
}
