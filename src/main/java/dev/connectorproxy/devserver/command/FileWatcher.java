package dev.connectorproxy.devserver.command;

import dev.connectorproxy.devserver.api.DevLog;
import dev.connectorproxy.devserver.api.DevServerException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Has connector files loaded at the start, and looks five times a second whether they have changed, or less often where looking
/// takes long.
final class FileWatcher implements AutoCloseable {
    private static final Duration INTERVAL = Duration.ofMillis(200);
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
            do {
                long begin = System.nanoTime();
                look();
                loaded.countDown();
                long rest = REST * (System.nanoTime() - begin);
                Thread.sleep(Duration.ofNanos(Math.max(INTERVAL.toNanos(), rest)));
            } while (automatic);
        } catch (InterruptedException | DevServerException _) {
            // the server is stopping
        }
    }

    private void look() {
        try {
            reloads.look(true);
        } catch (IllegalStateException e) {
            log.error("connector files were not loaded", e);
        }
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
