package dev.connectorproxy.spi;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.sameInstance;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.util.ArrayList;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class ComputePoolTest {
    @Test
    void computesOnLittleDataOnTheCallingThread() throws Exception {
        var same =
                onVirtualThread(() -> {
                    var caller = Thread.currentThread();
                    return ComputePool.run(1, () -> Thread.currentThread() == caller);
                });

        assertThat(same, is(true));
    }

    @Test
    void computesOnMuchDataOnAPlatformThreadWithTheCallersClassLoader() throws Exception {
        var loader = new ClassLoader(getClass().getClassLoader()) {};

        var used =
                onVirtualThread(() -> {
                    Thread.currentThread().setContextClassLoader(loader);
                    return ComputePool.run(ComputePool.MIN_SIZE, Thread::currentThread);
                });
        var seen =
                onVirtualThread(() -> {
                    Thread.currentThread().setContextClassLoader(loader);
                    return ComputePool.run(
                            ComputePool.MIN_SIZE,
                            () -> Thread.currentThread().getContextClassLoader());
                });

        assertThat(used.isVirtual(), is(false));
        assertThat(seen, is(sameInstance(loader)));
    }

    @Test
    void throwsWhatTheComputationThrows() {
        var checked = new IOException("checked");
        var unchecked = new IllegalStateException("unchecked");

        assertThat(failure(checked), is(sameInstance(checked)));
        assertThat(failure(unchecked), is(sameInstance(unchecked)));
    }

    @Test
    void interruptsTheComputationOfAnInterruptedCaller() throws Exception {
        var began = new CountDownLatch(1);
        var interrupted = new CountDownLatch(1);
        var ended = new CountDownLatch(1);
        var caller =
                Thread.startVirtualThread(() -> {
                    assertThrows(
                            ConnectorException.class,
                            () ->
                                    ComputePool.run(
                                            ComputePool.MIN_SIZE, () -> hang(began, interrupted)));
                    if (Thread.currentThread().isInterrupted()) {
                        ended.countDown();
                    }
                });
        began.await();

        caller.interrupt();

        ended.await();
        interrupted.await();
    }

    @Test
    void leavesCarriersToOtherVirtualThreads() throws Exception {
        int processors = Runtime.getRuntime().availableProcessors();
        var release = new CountDownLatch(1);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var busy = new ArrayList<Future<Boolean>>();
            for (int i = 0; i < 2 * processors + 2; i++) {
                busy.add(threads.submit(() -> ComputePool.run(1 << 20, () -> spinUntil(release))));
            }

            threads.submit(release::countDown).get(); // needs a carrier

            for (var one : busy) {
                assertThat(one.get(), is(true));
            }
        } finally {
            release.countDown();
        }
    }

    @Test
    void theLongComputationsOfOneCallerDoNotStopThoseOfAnother() throws Exception {
        var release = new CountDownLatch(1);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Runnable spinning = () -> ComputePool.run(1 << 20, () -> spinUntil(release));
            for (int i = 0; i < 4 * Runtime.getRuntime().availableProcessors() + 4; i++) {
                threads.submit(() -> ComputePool.runFor("hostile", spinning));
            }

            threads.submit(() ->
                            ComputePool.runFor(
                                    "other", // never ends unless it computes
                                    () ->
                                            ComputePool.run(
                                                    1 << 20,
                                                    () -> {
                                                        release.countDown();
                                                        return true;
                                                    })))
                    .get();

            assertThat(release.getCount(), is(0L));
        }
    }

    private static boolean spinUntil(CountDownLatch release) {
        while (release.getCount() > 0) {
            Thread.onSpinWait();
        }
        return true;
    }

    private static boolean hang(CountDownLatch began, CountDownLatch interrupted) {
        began.countDown();
        while (!Thread.currentThread().isInterrupted()) {
            Thread.onSpinWait();
        }
        interrupted.countDown();
        return true;
    }

    private static Throwable failure(Exception thrown) {
        Callable<Object> failing =
                () ->
                        ComputePool.run(
                                ComputePool.MIN_SIZE,
                                () -> {
                                    throw thrown;
                                });
        return assertThrows(ExecutionException.class, () -> onVirtualThread(failing)).getCause();
    }

    private static <T> T onVirtualThread(Callable<T> code) throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            return threads.submit(code).get();
        }
    }
}
