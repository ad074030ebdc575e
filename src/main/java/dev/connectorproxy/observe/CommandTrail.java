package dev.connectorproxy.observe;

import dev.connectorproxy.spi.Call;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/// The trail of one call: attempts, the last target, bytes. Thread-safe.
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

    /// What was noted so far.
    public Seen seen() {
        return new Seen(target, attempts.get(), sent.get(), received.get());
    }

    /// The trail as it stood at one moment.
    ///
    /// @param target `scheme://host:port` of the last attempt; empty when there was none
    public record Seen(String target, int attempts, long sent, long received) {

        /// The trail of a call that never went out.
        public static final Seen NOTHING = new Seen("", 0, 0, 0);

        public Seen {
            target = LogLine.capped(target, 300);
        }
    }
}
