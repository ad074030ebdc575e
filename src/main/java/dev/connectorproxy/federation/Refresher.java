package dev.connectorproxy.federation;

import dev.connectorproxy.observe.LogWriter;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/// Asks one other proxy for its list again and again, on a virtual thread of its own: at each interval, and sooner while it
/// is down, always a little earlier or later, so that many proxies do not ask at once.
final class Refresher implements AutoCloseable {
    private static final long SOONEST = Duration.ofSeconds(1).toNanos();
    private static final double JITTER = 0.2;

    private final Peer peer;
    private final Runnable changed;
    private final LogWriter log;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread;
    private int failures;

    private Refresher(Peer peer, Runnable changed, LogWriter log) {
        this.peer = peer;
        this.changed = changed;
        this.log = log;
        this.thread =
                Thread.ofVirtual()
                        .name("federation " + peer.settings().name())
                        .unstarted(this::run);
    }

    static Refresher start(Peer peer, Runnable changed, LogWriter log) {
        var refresher = new Refresher(peer, changed, log);
        refresher.thread.start();
        return refresher;
    }

    @Override
    public void close() {
        closed.countDown();
        thread.interrupt();
    }

    private void run() {
        try {
            do {
                refresh();
            } while (!closed.await(pause(), TimeUnit.NANOSECONDS));
        } catch (InterruptedException _) {
            // closed
        }
    }

    private void refresh() {
        try {
            if (peer.refresh()) {
                changed.run();
            }
        } catch (RuntimeException e) { // the next time may be better
            peer.down("unexpectedly");
            log.error(
                    "federation: asking %s failed unexpectedly".formatted(peer.settings().name()),
                    e);
        }
        failures = peer.isUp() ? 0 : failures + 1;
    }

    private long pause() {
        return pause(peer.settings().refresh(), failures, ThreadLocalRandom.current().nextDouble());
    }

    /// @param chance from 0 to 1
    static long pause(Duration interval, int failures, double chance) {
        long regular = interval.toNanos();
        long pause =
                failures == 0 ? regular : Math.min(regular, SOONEST << Math.min(failures - 1, 20));
        return (long) (pause * (1 - JITTER + 2 * JITTER * chance));
    }
}
