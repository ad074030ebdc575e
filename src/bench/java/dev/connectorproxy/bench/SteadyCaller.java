package dev.connectorproxy.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;

/// Sends one request over and over, on a few connections and at a fixed rate. A latency counts from the moment that the
/// timetable named, as in [Traffic].
final class SteadyCaller {
    private static final Duration TIMEOUT = Duration.ofSeconds(45); // when SpiffArena hangs up

    private final int port;
    private final LoadExchange exchange;
    private final int connections;
    private final long intervalNanos;
    private final LongAdder refused = new LongAdder();
    private final AtomicReference<String> sample = new AtomicReference<>("");

    /// @param interval between two calls of one connection
    SteadyCaller(int port, LoadExchange exchange, int connections, Duration interval) {
        this.port = port;
        this.exchange = exchange;
        this.connections = connections;
        this.intervalNanos = interval.toNanos();
    }

    /// What came of the calls.
    ///
    /// @param micros the latencies of all calls, sorted
    /// @param refused calls with any other response than the right one, or none
    /// @param sample the first of these, or empty
    record Result(int[] micros, long refused, String sample) {
        double millis(double share) {
            return Latencies.quantile(micros, share) / 1000.0;
        }

        long slowerThan(Duration bound) {
            return Arrays.stream(micros).filter(each -> each > bound.toNanos() / 1000).count();
        }
    }

    /// Calls for that long; to be called once.
    Result run(Duration duration) throws InterruptedException, ExecutionException {
        long start = System.nanoTime() + 50_000_000;
        var workers = new ArrayList<Future<Latencies>>();
        List<Latencies> latencies = new ArrayList<>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < connections; i++) {
                long first = start + i * intervalNanos / connections;
                Callable<Latencies> work = () -> work(first, start + duration.toNanos());
                workers.add(threads.submit(work));
            }
            for (var worker : workers) {
                latencies.add(worker.get());
            }
        }
        return new Result(Latencies.sorted(latencies), refused.sum(), sample.get());
    }

    private Latencies work(long first, long end) throws InterruptedException {
        var latencies = new Latencies();
        LoadConnection connection = null;
        for (long due = first; due < end; due += intervalNanos) {
            Thread.sleep(Duration.ofNanos(Math.max(0, due - System.nanoTime())));
            try {
                connection = connection == null ? LoadConnection.open(port, TIMEOUT) : connection;
                int status = connection.exchange(exchange.request());
                if (!exchange.accepts(status, connection)) {
                    refused(status + " " + connection.text(400));
                }
                if (connection.closing()) {
                    connection.close();
                    connection = null;
                }
            } catch (IOException | RuntimeException e) {
                refused(e.toString());
                if (connection != null) {
                    connection.close();
                    connection = null;
                }
            }
            latencies.add(System.nanoTime() - due);
        }
        if (connection != null) {
            connection.close();
        }
        return latencies;
    }

    private void refused(String response) {
        refused.increment();
        sample.compareAndSet("", response);
    }
}
