package dev.connectorproxy.federation;

import dev.connectorproxy.observe.LogWriter;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/// Fetches the command list of one peer periodically, on its own virtual thread: at the configured interval, or with
/// exponential backoff while the peer is down. Jitter keeps several proxies from asking at the same time.
final class PeerRefresher implements AutoCloseable {
    private static final long MIN_PAUSE = Duration.ofSeconds(1).toNanos();
    private static final double JITTER = 0.2;

    private final Peer peer;
    private final Runnable onChange;
    private final LogWriter log;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread;
    private int failures;

    private PeerRefresher(Peer peer, Runnable onChange, LogWriter log) {
        this.peer = peer;
        this.onChange = onChange;
        this.log = log;
        this.thread =
                Thread.ofVirtual()
                        .name("federation " + peer.settings().name())
                        .unstarted(this::run);
    }

    static PeerRefresher start(Peer peer, Runnable onChange, LogWriter log) {
        var refresher = new PeerRefresher(peer, onChange, log);
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
            } while (!closed.await(nextPause(), TimeUnit.NANOSECONDS));
        } catch (InterruptedException _) {
            // closed
        }
    }

    private void refresh() {
        try {
            if (peer.refresh()) {
                onChange.run();
            }
        } catch (RuntimeException e) { // a bug must not end the refreshing
            peer.markDown("unexpectedly");
            log.error(
                    "federation: asking %s failed unexpectedly".formatted(peer.settings().name()),
                    e);
        }
        failures = peer.isUp() ? 0 : failures + 1;
    }

    private long nextPause() {
        return nextPause(
                peer.settings().refresh(), failures, ThreadLocalRandom.current().nextDouble());
    }

    /// The pause before the next fetch, in nanoseconds.
    ///
    /// @param failures in a row
    /// @param chance from 0 to 1, for the jitter
    static long nextPause(Duration interval, int failures, double chance) {
        long regular = interval.toNanos();
        long pause =
                failures == 0
                        ? regular
                        : Math.min(regular, MIN_PAUSE << Math.min(failures - 1, 20));
        return (long) (pause * (1 - JITTER + 2 * JITTER * chance));
    }
}
