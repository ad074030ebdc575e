package dev.connectorproxy.longrunning;

import dev.connectorproxy.longrunning.store.OutageLog;
import dev.connectorproxy.longrunning.store.StoreException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// Opens the store: once before the start, and then again and again, on a thread of its own, while its database cannot be
/// reached. The process serves all other calls meanwhile. Thread-safe.
final class StoreOpener implements AutoCloseable {
    /// The first pause between two attempts; each one doubles it.
    static final Duration FIRST_PAUSE = Duration.ofSeconds(1);

    private static final Duration MAX_PAUSE = Duration.ofSeconds(30);
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);

    private final Runnable opening;
    private final OutageLog outages;
    private final Consumer<String> log;
    private final Duration firstPause;
    private final CountDownLatch closing = new CountDownLatch(1);
    private volatile boolean open;
    private volatile Optional<Thread> thread = Optional.empty();

    /// @param opening opens the store; throws [StoreException] if it cannot be opened, and leaves nothing open then
    /// @param log receives the lines that are due
    StoreOpener(Runnable opening, OutageLog outages, Consumer<String> log, Duration firstPause) {
        this.opening = opening;
        this.outages = outages;
        this.log = log;
        this.firstPause = firstPause;
    }

    /// Tries to open the store.
    ///
    /// @throws StoreException it cannot be opened, and waiting does not help
    void open() {
        try {
            opening.run();
            open = true;
        } catch (StoreException e) {
            if (!e.isTemporary()) {
                throw e;
            }
            outages.failed(OutageLog.STORE, e.getMessage());
        }
    }

    /// Runs `onOpen` once: at once if the store is open, otherwise as soon as it is.
    void start(Runnable onOpen) {
        if (open) {
            onOpen.run();
        } else {
            thread =
                    Optional.of(
                            Thread.ofVirtual()
                                    .name("long-running store")
                                    .start(() -> retry(onOpen)));
        }
    }

    boolean isOpen() {
        return open;
    }

    /// Stops trying.
    @Override
    public void close() {
        closing.countDown();
        thread.ifPresent(StoreOpener::end);
    }

    private static void end(Thread thread) {
        thread.interrupt();
        try {
            thread.join(CLOSE_TIMEOUT);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void retry(Runnable onOpen) {
        var pause = firstPause;
        while (!open) {
            outages.dueLines().forEach(log);
            if (isClosing(pause)) {
                return;
            }
            tryAgain();
            pause = pause.multipliedBy(2);
            pause = pause.compareTo(MAX_PAUSE) > 0 ? MAX_PAUSE : pause;
        }
        if (!isClosing(Duration.ZERO)) {
            outages.succeeded(OutageLog.STORE);
            outages.dueLines().forEach(log);
            onOpen.run();
        }
    }

    /// A fault of the settings does not end the process any more, which serves other calls; and whoever runs the database
    /// may put it right.
    private void tryAgain() {
        try {
            opening.run();
            open = true;
        } catch (StoreException e) {
            outages.failed(OutageLog.STORE, e.getMessage());
        } catch (RuntimeException e) {
            outages.failed(OutageLog.STORE, e.getClass().getName());
        }
    }

    /// Waits for the pause, unless this is closed before.
    private boolean isClosing(Duration pause) {
        try {
            return closing.await(pause.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return true;
        }
    }
}
