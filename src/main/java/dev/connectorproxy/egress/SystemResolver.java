package dev.connectorproxy.egress;

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

/// The JDK's look-up with a bound on its time. It runs on platform threads of its own, because a native look-up holds the
/// carrier of a virtual thread; who asks for a name that is being looked up waits for that same answer.
final class SystemResolver implements Resolver, AutoCloseable {
    private static final int THREADS = 256;
    private static final int WAITING = 1_024;

    private final Duration timeout;
    private final Resolver jdk;
    private final ThreadPoolExecutor threads = threads();
    private final ConcurrentMap<String, Flight> flights = new ConcurrentHashMap<>();

    SystemResolver(Duration timeout) {
        this(timeout, host -> List.of(InetAddress.getAllByName(host)));
    }

    SystemResolver(Duration timeout, Resolver jdk) {
        this.timeout = timeout;
        this.jdk = jdk;
    }

    /// @throws ConnectorException `ConnectionError` when the look-up takes too long or cannot begin
    @Override
    public List<InetAddress> resolve(String host) throws UnknownHostException {
        var flight = flights.computeIfAbsent(host, this::depart);
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

    /// Ends the threads; look-ups under way are left to themselves.
    @Override
    public void close() {
        threads.shutdownNow();
    }

    private Flight depart(String host) {
        var flight = new Flight(host);
        try {
            threads.execute(flight);
        } catch (RejectedExecutionException e) {
            throw failed("name look-up of " + host + " could not begin: too many are under way", e);
        }
        return flight;
    }

    /// One look-up. It is no longer to be joined before anybody has its answer: who asks after that is told anew.
    private final class Flight extends FutureTask<List<InetAddress>> {
        private final String host;

        Flight(String host) {
            super(() -> jdk.resolve(host));
            this.host = host;
        }

        @Override
        protected void set(List<InetAddress> addresses) {
            flights.remove(host, this);
            super.set(addresses);
        }

        @Override
        protected void setException(Throwable failure) {
            flights.remove(host, this);
            super.setException(failure);
        }
    }

    private static ThreadPoolExecutor threads() {
        var factory = Thread.ofPlatform().daemon().name("name-look-up-", 0).factory();
        var threads =
                new ThreadPoolExecutor(
                        THREADS,
                        THREADS,
                        30,
                        TimeUnit.SECONDS,
                        new LinkedBlockingQueue<>(WAITING),
                        factory);
        threads.allowCoreThreadTimeOut(true);
        return threads;
    }

    private static ConnectorException failed(String message, Exception cause) {
        return new ConnectorException(ErrorCode.CONNECTION_ERROR, message, cause);
    }
}
