package dev.connectorproxy.declarative;

import java.time.Duration;

/// Looks at connector files at an interval. Looking works on every file system, where notifications do not: not on network drives, nor on
/// directories that are mounted into a container. Closed once.
public final class ConnectorFileWatcher implements AutoCloseable {
    private static final Duration INTERVAL = Duration.ofMillis(500);

    private final Thread thread;

    private ConnectorFileWatcher(Thread thread) {
        this.thread = thread;
    }

    /// Starts to look, on a thread of its own: reading a large API description keeps a processor busy.
    ///
    /// @param look called at each interval; must not throw
    public static ConnectorFileWatcher start(Runnable look) {
        var thread = Thread.ofPlatform().daemon().name("connector-files").start(() -> run(look));
        return new ConnectorFileWatcher(thread);
    }

    private static void run(Runnable look) {
        try {
            while (true) {
                Thread.sleep(INTERVAL);
                look.run();
            }
        } catch (InterruptedException _) {
            // closed
        }
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
