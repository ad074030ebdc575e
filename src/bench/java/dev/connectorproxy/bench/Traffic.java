package dev.connectorproxy.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;

/// Calls on many connections at a fixed rate. Every connection has one [Targets.Kind] and a timetable, and a healthy
/// call's latency counts from the moment the timetable named, not from when it could be sent: a stall of the proxy is
/// felt by every call it delays (open loop, no coordinated omission). A connection to a bad target waits for each
/// response before it continues.
final class Traffic {
    private static final Duration TIMEOUT = Duration.ofSeconds(45); // when SpiffArena hangs up

    private final Subject proxy;
    private final Targets targets;
    private final long intervalNanos;
    private final String run = UUID.randomUUID().toString().substring(0, 8);
    private final LongAdder calls = new LongAdder();
    private final LongAdder wrong = new LongAdder();
    private final LongAdder overloaded = new LongAdder();
    private final LongAdder failed = new LongAdder();
    private final AtomicReference<String> sample = new AtomicReference<>("");

    /// @param interval between two calls of one connection
    Traffic(Subject proxy, Targets targets, Duration interval) {
        this.proxy = proxy;
        this.targets = targets;
        this.intervalNanos = interval.toNanos();
    }

    /// Runs one connection for each kind given; returns the latencies of healthy calls when the last call is over.
    List<Latencies> run(List<Targets.Kind> connections, Duration duration)
            throws InterruptedException, ExecutionException {
        long start = System.nanoTime() + 100_000_000;
        var workers = new ArrayList<Future<Latencies>>();
        var latencies = new ArrayList<Latencies>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < connections.size(); i++) {
                long first = start + i * intervalNanos / connections.size();
                var kind = connections.get(i);
                int name = i;
                Callable<Latencies> work =
                        () -> work(kind, name, first, start + duration.toNanos());
                workers.add(threads.submit(work));
            }
            for (var worker : workers) {
                latencies.add(worker.get());
            }
        }
        return latencies;
    }

    long calls() {
        return calls.sum();
    }

    /// Responses of another call, or of another kind than the target's; a refused call to a healthy target is wrong
    /// too.
    long wrong() {
        return wrong.sum();
    }

    /// Calls to bad targets that the proxy refused to keep others going.
    long overloaded() {
        return overloaded.sum();
    }

    long failed() {
        return failed.sum();
    }

    /// The first wrong or failed call, or empty.
    String sample() {
        return sample.get();
    }

    private Latencies work(Targets.Kind kind, int name, long first, long end)
            throws InterruptedException {
        var latencies = new Latencies();
        LoadConnection connection = null;
        long due = first;
        for (long i = 0; due < end; i++) {
            Thread.sleep(Duration.ofNanos(Math.max(0, due - System.nanoTime())));
            var exchange = targets.call(kind, name + i, run + "-" + name + "-" + i + "-" + due);
            try {
                connection =
                        connection == null
                                ? LoadConnection.open(proxy.port(), TIMEOUT)
                                : connection;
                count(kind, exchange, connection.exchange(exchange.request()), connection);
                if (!kind.bad()) {
                    latencies.add(System.nanoTime() - due);
                }
                if (connection.closing()) {
                    connection = closed(connection);
                }
            } catch (IOException | RuntimeException e) {
                calls.increment();
                failed.increment();
                sample.compareAndSet("", kind + ": " + e);
                connection = closed(connection);
            }
            due += intervalNanos;
            due = kind.bad() ? Math.max(due, System.nanoTime()) : due;
        }
        closed(connection);
        return latencies;
    }

    private void count(
            Targets.Kind kind, LoadExchange exchange, int status, LoadConnection response) {
        calls.increment();
        boolean right =
                exchange.accepts(status, response)
                        && (!kind.bad() || kind.isReportedIn(response.text(4096)));
        if (right) {
            return;
        }
        if (kind.bad() && response.text(4096).contains("\"ProxyOverloaded\"")) {
            overloaded.increment();
            return;
        }
        wrong.increment();
        sample.compareAndSet("", kind + ": " + status + " " + response.text(400));
    }

    /// Closes it, if there is one; there is none afterwards.
    private static LoadConnection closed(LoadConnection connection) {
        if (connection != null) {
            connection.close();
        }
        return null;
    }
}
