package dev.connectorproxy.devserver.command;

import dev.connectorproxy.devserver.api.DevLog;
import dev.connectorproxy.devserver.api.DevServerException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Has connector files loaded at the start, and looks five times a second whether they have changed, or less often where looking
/// alone takes long, but at least every two seconds.
final class FileWatcher implements AutoCloseable {
    private static final Duration INTERVAL = Duration.ofMillis(200);
    private static final Duration MAX_REST = Duration.ofSeconds(2);
    private static final int REST = 20; // times as long as a look takes
    private static final Duration FIRST_LOAD = Duration.ofSeconds(10);

    private final FileReloads reloads;
    private final DevLog log;
    private final boolean automatic;
    private final CountDownLatch loaded = new CountDownLatch(1);
    private final Thread thread = Thread.ofVirtual().name("file-watcher").unstarted(this::run);

    /// @param automatic whether it looks again after the start
    FileWatcher(FileReloads reloads, DevLog log, boolean automatic) {
        this.reloads = reloads;
        this.log = log;
        this.automatic = automatic;
    }

    void start() {
        thread.start();
    }

    /// Waits, for a limited time, until the files that were there at the start are loaded.
    void awaitFirst() {
        try {
            loaded.await(FIRST_LOAD.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            look();
            loaded.countDown();
            var rest = INTERVAL;
            while (automatic) {
                Thread.sleep(rest);
                long begin = System.nanoTime();
                boolean changed = look();
                rest = rest(changed, Duration.ofNanos(System.nanoTime() - begin));
            }
        } catch (InterruptedException | DevServerException _) {
            // the server is stopping
        }
    }

    /// How long to wait after a look. One that has loaded and called something says nothing of how long looking takes.
    static Duration rest(boolean changed, Duration took) {
        var rest = took.multipliedBy(REST);
        if (changed || rest.compareTo(INTERVAL) < 0) {
            return INTERVAL;
        }
        return rest.compareTo(MAX_REST) > 0 ? MAX_REST : rest;
    }

    /// @return whether something has changed
    private boolean look() {
        try {
            return !reloads.look(true).isEmpty();
        } catch (IllegalStateException e) {
            log.error("connector files were not loaded", e);
            return false;
        }
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
