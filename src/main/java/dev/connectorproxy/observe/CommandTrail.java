package dev.connectorproxy.observe;

import dev.connectorproxy.spi.Call;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/// What egress recorded of one call: attempts, the last target, bytes. Thread-safe.
public final class CommandTrail implements Call.Trail {
    private final AtomicInteger attempts = new AtomicInteger();
    private final AtomicLong sent = new AtomicLong();
    private final AtomicLong received = new AtomicLong();
    private volatile String target = "";

    @Override
    public void attempt(String target) {
        this.target = target;
        attempts.incrementAndGet();
    }

    @Override
    public void bytes(long sent, long received) {
        this.sent.addAndGet(sent);
        this.received.addAndGet(received);
    }

    public Snapshot snapshot() {
        return new Snapshot(target, attempts.get(), sent.get(), received.get());
    }

    /// The values at one moment.
    ///
    /// @param target `scheme://host:port` of the last attempt; empty if there was none
    public record Snapshot(String target, int attempts, long sent, long received) {
        public Snapshot {
            target = LogLine.truncated(target, 300);
        }
    }
}
