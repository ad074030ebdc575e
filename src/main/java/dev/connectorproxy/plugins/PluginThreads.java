package dev.connectorproxy.plugins;

import dev.connectorproxy.spi.ConnectorException;
import dev.connectorproxy.spi.ErrorCode;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/// Runs the code of one plugin, each piece on a platform thread of its own, with the plugin's class loader as its context: a
/// virtual thread that computes for ever would keep a carrier from all other calls. Who waits can leave; the thread is
/// interrupted then, and too many that go on in spite of it close the plugin until they end. Thread-safe.
final class PluginThreads {
    static final int MOST_ABANDONED = 16;

    private final String plugin;
    private final ClassLoader loader;
    private final AtomicInteger abandoned = new AtomicInteger();

    PluginThreads(String plugin, ClassLoader loader) {
        this.plugin = plugin;
        this.loader = loader;
    }

    /// What the code returns.
    ///
    /// @throws ExecutionException with what the code threw
    /// @throws TimeoutException it took longer than that
    /// @throws InterruptedException the caller was told to leave
    /// @throws ConnectorException `ProxyOverloaded`: too many earlier ones have not ended
    <T> T call(Callable<T> code, Duration patience)
            throws ExecutionException, TimeoutException, InterruptedException {
        if (abandoned.get() >= MOST_ABANDONED) {
            throw new ConnectorException(
                    ErrorCode.PROXY_OVERLOADED,
                    "%d earlier calls of the plugin %s were given up and have not ended; try again later"
                            .formatted(MOST_ABANDONED, plugin));
        }
        var task = new FutureTask<>(code);
        var parted = new AtomicBoolean();
        var thread = start(task, parted);
        try {
            return task.get(patience.toNanos(), TimeUnit.NANOSECONDS);
        } finally {
            if (!task.isDone()) {
                thread.interrupt();
                if (parted.compareAndSet(false, true)) {
                    abandoned.incrementAndGet();
                }
            }
        }
    }

    /// @param parted set by who leaves first, the caller or the thread
    private Thread start(FutureTask<?> task, AtomicBoolean parted) {
        var thread =
                Thread.ofPlatform()
                        .daemon()
                        .name("plugin " + plugin)
                        .unstarted(() -> {
                            try {
                                task.run();
                            } finally {
                                if (!parted.compareAndSet(false, true)) {
                                    abandoned.decrementAndGet();
                                }
                            }
                        });
        thread.setContextClassLoader(loader);
        thread.start();
        return thread;
    }
}
