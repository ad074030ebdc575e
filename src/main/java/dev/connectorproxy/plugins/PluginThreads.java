package dev.connectorproxy.plugins;

import dev.connectorproxy.deadline.BoundedTask;
import dev.connectorproxy.spi.ConnectorException;
import dev.connectorproxy.spi.ErrorCode;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/// Runs the code of one plugin, each call on its own platform thread with the class loader of the plugin as context
/// class loader: an endless loop on a virtual thread would occupy a carrier thread. After the timeout the thread is
/// interrupted; while too many interrupted threads still run, further calls of the plugin are refused. Thread-safe.
final class PluginThreads {
    static final int MAX_ABANDONED = 16;

    private final String plugin;
    private final ClassLoader loader;
    private final Set<BoundedTask<?>> abandoned = ConcurrentHashMap.newKeySet();

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
        abandoned.removeIf(earlier -> !earlier.isRunning());
        if (abandoned.size() >= MAX_ABANDONED) {
            throw new ConnectorException(
                    ErrorCode.PROXY_OVERLOADED,
                    "%d earlier calls of the plugin %s were given up and have not ended; try again later"
                            .formatted(MAX_ABANDONED, plugin));
        }
        var task = BoundedTask.start(this::newThread, code);
        try {
            return task.await(System.nanoTime() + timeout.toNanos());
        } catch (TimeoutException | InterruptedException e) {
            abandoned.add(task);
            throw e;
        }
    }

    /// Runs the code and returns its result, or what `onFailure` makes of the failure: of the code itself, or of
    /// [#call]. An interruption of the calling thread stays set.
    <T> T call(Callable<T> code, Duration timeout, Function<Throwable, T> onFailure) {
        try {
            return call(code, timeout);
        } catch (ExecutionException e) {
            return onFailure.apply(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return onFailure.apply(e);
        } catch (TimeoutException | ConnectorException e) {
            return onFailure.apply(e);
        }
    }

    private Thread newThread(Runnable task) {
        var thread = Thread.ofPlatform().daemon().name("plugin " + plugin).unstarted(task);
        thread.setContextClassLoader(loader);
        return thread;
    }
}
