package dev.connectorproxy.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/// Calls of tasks that wait for a callback, each of a task of its own. Every response must be 202; a call for which the
/// store is unavailable is sent again, as SpiffArena would do.
///
/// @param url what `http/GetRequestAsync` is to get
record LongCalls(Subject proxy, SpiffArenaStub arena, String url) {
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final int MAX_RETRIES = 20;
    private static final long RETRY_DELAY = 1_000_000_000L;

    /// As fast as they are accepted.
    ///
    /// @param tasks the beginning of their names
    /// @return the latencies of the responses, sorted, in microseconds
    int[] send(String tasks, int count, int connections)
            throws InterruptedException, ExecutionException {
        return send(tasks, count, connections, 0);
    }

    /// Evenly spread, so many in a second.
    int[] paced(String tasks, int count, int perSecond)
            throws InterruptedException, ExecutionException {
        return send(tasks, count, 16, 1_000_000_000L / perSecond);
    }

    private int[] send(String tasks, int count, int connections, long interval)
            throws InterruptedException, ExecutionException {
        var next = new AtomicInteger();
        long begin = System.nanoTime();
        var workers = new ArrayList<Future<Latencies>>();
        var latencies = new ArrayList<Latencies>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < connections; i++) {
                Callable<Latencies> work =
                        () -> {
                            var mine = new Latencies();
                            try (var connection = LoadConnection.open(proxy.port(), TIMEOUT)) {
                                for (int n = next.getAndIncrement();
                                        n < count;
                                        n = next.getAndIncrement()) {
                                    pause(begin + n * interval);
                                    long sent = System.nanoTime();
                                    call(connection, tasks + "-" + n);
                                    mine.add(System.nanoTime() - sent);
                                }
                            }
                            return mine;
                        };
                workers.add(threads.submit(work));
            }
            for (var worker : workers) {
                latencies.add(worker.get());
            }
        }
        return Latencies.sorted(latencies);
    }

    private void call(LoadConnection connection, String task) throws IOException {
        var body =
                "{\"url\":\"%s\",\"spiff__task_id\":\"%s\",\"spiff__callback_url\":\"%s\"}"
                        .formatted(url, task, arena.callback(task));
        byte[] request =
                Messages.command("GetRequestAsync", body.getBytes(StandardCharsets.US_ASCII));
        for (int again = 0; connection.exchange(request) != 202; again++) {
            var response = connection.text(400);
            if (again == MAX_RETRIES || !response.contains("StoreUnavailable")) {
                throw new IOException(response);
            }
            pause(System.nanoTime() + RETRY_DELAY);
        }
    }

    private static void pause(long until) {
        for (long left = until - System.nanoTime(); left > 0; left = until - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }
}
