package dev.connectorproxy.egress.target;

import dev.connectorproxy.spi.ConnectorException;
import dev.connectorproxy.spi.ErrorCode;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// The JDK's resolver with a timeout. Look-ups run on platform threads of its own, because a native look-up pins the
/// carrier of a virtual thread. Concurrent callers for the same name share one look-up, so a caller that stops waiting
/// does not end it, as a `BoundedTask` would.
public final class SystemResolver implements AddressResolver, AutoCloseable {
    private static final int MAX_THREADS = 256;
    private static final int MAX_QUEUED = 1_024;

    private final Duration timeout;
    private final AddressResolver jdk;
    private final ThreadPoolExecutor threads = threads();
    private final ConcurrentMap<String, Lookup> lookups = new ConcurrentHashMap<>();

    public SystemResolver(Duration timeout) {
        this(timeout, host -> List.of(InetAddress.getAllByName(host)));
    }

    SystemResolver(Duration timeout, AddressResolver jdk) {
        this.timeout = timeout;
        this.jdk = jdk;
    }

    /// @throws ConnectorException `ConnectionError` when the look-up times out, is interrupted or cannot be queued
    @Override
    public List<InetAddress> resolve(String host) throws UnknownHostException {
        var flight = lookups.computeIfAbsent(host, this::start);
        try {
            return flight.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw failed(
                    "name look-up of " + host + " took longer than " + timeout.toMillis() + " ms",
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failed("name look-up of " + host + " was interrupted", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownHostException unknown) {
                throw unknown;
            }
            throw failed("name look-up of " + host + " failed", e);
        }
    }

    /// Stops the threads, without waiting for look-ups in progress.
    @Override
    public void close() {
        threads.shutdownNow();
    }

    private Lookup start(String host) {
        var flight = new Lookup(host);
        try {
            threads.execute(flight);
        } catch (RejectedExecutionException e) {
            throw failed("name look-up of " + host + " could not begin: too many are under way", e);
        }
        return flight;
    }

    /// One look-up. It is removed from the map before its result is published, so that a later caller starts a new
    /// look-up.
    private final class Lookup extends FutureTask<List<InetAddress>> {
        private final String host;

        Lookup(String host) {
            super(() -> jdk.resolve(host));
            this.host = host;
        }

        @Override
        protected void set(List<InetAddress> addresses) {
            lookups.remove(host, this);
            super.set(addresses);
        }

        @Override
        protected void setException(Throwable failure) {
            lookups.remove(host, this);
            super.setException(failure);
        }
    }

    private static ThreadPoolExecutor threads() {
        var factory = Thread.ofPlatform().daemon().name("name-look-up-", 0).factory();
        var threads =
                new ThreadPoolExecutor(
                        MAX_THREADS,
                        MAX_THREADS,
                        30,
                        TimeUnit.SECONDS,
                        new LinkedBlockingQueue<>(MAX_QUEUED),
                        factory);
        threads.allowCoreThreadTimeOut(true);
        return threads;
    }

    private static ConnectorException failed(String message, Exception cause) {
        return new ConnectorException(ErrorCode.CONNECTION_ERROR, message, cause);
    }
}
