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

/// Runs the code of one plugin, each call on its own platform thread with the class loader of the plugin as context
/// class loader: an endless loop on a virtual thread would occupy a carrier thread. After the timeout the thread is
/// interrupted; while too many interrupted threads still run, further calls of the plugin are refused. Thread-safe.
final class PluginThreads {
    static final int MAX_ABANDONED = 16;

    private final String plugin;
    private final ClassLoader loader;
    private final AtomicInteger abandoned = new AtomicInteger();

    PluginThreads(String plugin, ClassLoader loader) {
        this.plugin = plugin;
        this.loader = loader;
    }

    /// Runs the code and returns its result.
    ///
    /// @throws ExecutionException the code threw its cause
    /// @throws TimeoutException the timeout has passed
    /// @throws InterruptedException the calling thread was interrupted
    /// @throws ConnectorException `ProxyOverloaded`: too many abandoned calls still run
    <T> T call(Callable<T> code, Duration timeout)
            throws ExecutionException, TimeoutException, InterruptedException {
        if (abandoned.get() >= MAX_ABANDONED) {
            throw new ConnectorException(
                    ErrorCode.PROXY_OVERLOADED,
                    "%d earlier calls of the plugin %s were given up and have not ended; try again later"
                            .formatted(MAX_ABANDONED, plugin));
        }
        var task = new FutureTask<>(code);
        var leftFirst = new AtomicBoolean();
        var thread = start(task, leftFirst);
        try {
            return task.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
        } finally {
            if (!task.isDone()) {
                thread.interrupt();
                if (leftFirst.compareAndSet(false, true)) {
                    abandoned.incrementAndGet();
                }
            }
        }
    }

    /// @param leftFirst set by whichever leaves first, the caller or the thread
    private Thread start(FutureTask<?> task, AtomicBoolean leftFirst) {
        var thread =
                Thread.ofPlatform()
                        .daemon()
                        .name("plugin " + plugin)
                        .unstarted(() -> {
                            try {
                                task.run();
                            } finally {
                                if (!leftFirst.compareAndSet(false, true)) {
                                    abandoned.decrementAndGet();
                                }
                            }
                        });
        thread.setContextClassLoader(loader);
        thread.start();
        return thread;
    }
}
