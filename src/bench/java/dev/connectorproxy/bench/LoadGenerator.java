package dev.connectorproxy.bench;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/// The process that makes the load: reads [Plan]s from its standard input, writes a [Tally] for each, and ends with its
/// input. It lives through all rounds, so that its own warm-up is over before anything is measured.
final class LoadGenerator {
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private LoadGenerator() {}

    static void main() throws Exception {
        var out = new DataOutputStream(new BufferedOutputStream(System.out));
        try (var in = new DataInputStream(new BufferedInputStream(System.in))) {
            while (true) {
                new PlanRun(Plan.read(in)).run().write(out);
            }
        } catch (EOFException _) {
            // the bench has no more plans
        }
    }

    /// One plan being carried out. All connections stand before the first request is sent.
    private static final class PlanRun {
        private final Plan plan;
        private final Semaphore connecting = new Semaphore(128); // spares the server's backlog
        private final CountDownLatch ready;
        private final CountDownLatch start = new CountDownLatch(1);
        private final AtomicLong right = new AtomicLong();
        private final AtomicLong wrong = new AtomicLong();
        private final AtomicLong failed = new AtomicLong();
        private final AtomicReference<String> sample = new AtomicReference<>("");
        private volatile long end;

        PlanRun(Plan plan) {
            this.plan = plan;
            this.ready = new CountDownLatch(plan.connections());
        }

        Tally run() throws InterruptedException, ExecutionException {
            var workers = new ArrayList<Future<Latencies>>();
            var latencies = new ArrayList<Latencies>();
            long begin;
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                for (int i = 0; i < plan.connections(); i++) {
                    workers.add(threads.submit((Callable<Latencies>) this::work));
                }
                ready.await();
                begin = System.nanoTime();
                end = begin + plan.millis() * 1_000_000L;
                start.countDown();
                for (var worker : workers) {
                    latencies.add(worker.get());
                }
            }
            long nanos = System.nanoTime() - begin;
            var sorted = Latencies.sorted(latencies);
            return new Tally(
                    right.get(),
                    wrong.get(),
                    failed.get(),
                    nanos,
                    Latencies.quantile(sorted, 0.5),
                    Latencies.quantile(sorted, 0.99),
                    sample.get());
        }

        private Latencies work() throws InterruptedException {
            var latencies = new Latencies();
            var connection = connect();
            ready.countDown();
            start.await();
            for (int i = 0; more(i); i++) {
                if (connection == null || connection.closing()) {
                    connection = connect();
                }
                if (connection != null && !call(connection, latencies)) {
                    connection.close();
                    connection = null;
                }
            }
            if (connection != null) {
                connection.close();
            }
            return latencies;
        }

        private boolean more(int done) {
            return (plan.calls() == 0 || done < plan.calls()) && System.nanoTime() < end;
        }

        /// Whether the connection can be used again.
        private boolean call(LoadConnection connection, Latencies latencies) {
            long sent = System.nanoTime();
            try {
                int status = connection.exchange(plan.exchange().request());
                if (plan.exchange().accepts(status, connection)) {
                    latencies.add(System.nanoTime() - sent);
                    right.incrementAndGet();
                } else {
                    wrong.incrementAndGet();
                    sample.compareAndSet("", status + " " + connection.text(300));
                }
                return true;
            } catch (IOException | RuntimeException e) {
                fail(e);
                return false;
            }
        }

        /// A new connection, or null after a failure, which is counted.
        private LoadConnection connect() throws InterruptedException {
            connecting.acquire();
            try {
                return LoadConnection.open(plan.port(), TIMEOUT);
            } catch (IOException e) {
                fail(e);
                Thread.sleep(Duration.ofMillis(20));
                return null;
            } finally {
                connecting.release();
            }
        }

        private void fail(Exception e) {
            failed.incrementAndGet();
            sample.compareAndSet("", e.toString());
        }
    }
}
