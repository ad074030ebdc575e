package dev.connectorproxy.spi;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/// Runs long computations on a few platform threads. A virtual thread keeps its carrier as long as it computes, so that
/// as many computations as there are processors would stop the whole proxy: no request would be accepted, no deadline
/// noticed, and no health check served. The operating system divides the processors between the threads of this pool and
/// the carriers. Thread-safe.
///
/// For code that computes on data of a size that somebody else chooses, such as parsing, rendering or searching. It must
/// not do I/O. One thread is never left to a single caller, so that the long computations of one never stop those of another.
public final class ComputePool {
    /// Smaller data is not worth a change of threads, which costs some 20 µs. In bytes or characters.
    static final long MIN_SIZE = 128 << 10;

    /// The threads that one caller may use.
    private static final int THREADS = Math.max(2, Runtime.getRuntime().availableProcessors() - 1);

    private static final int ALL_THREADS = THREADS + 1;
    private static final String NAME = "compute-";
    private static final ScopedValue<String> CALLER = ScopedValue.newInstance();

    private static final ThreadPoolExecutor POOL =
            new ThreadPoolExecutor(
                    ALL_THREADS,
                    ALL_THREADS,
                    30,
                    TimeUnit.SECONDS,
                    new LinkedBlockingQueue<>(), // the fair queue admits as many as there are
                    // threads
                    Thread.ofPlatform()
                            .daemon()
                            .name(NAME, 0)
                            .inheritInheritableThreadLocals(false)
                            .factory());

    private static final FairQueue QUEUE = new FairQueue(POOL, ALL_THREADS, THREADS);

    static {
        POOL.allowCoreThreadTimeOut(true);
    }

    private ComputePool() {}

    /// Runs code whose computations are those of a caller. For the host of commands, not for their authors.
    ///
    /// @param caller the name of its API key
    public static void runFor(String caller, Runnable code) {
        ScopedValue.where(CALLER, caller).run(code);
    }

    /// The result of the computation. If the calling thread is interrupted, as it is when a call is cancelled or its
    /// deadline passes, nobody waits for the computation any longer; it is interrupted and should end.
    ///
    /// @param size of the data, in bytes or characters; a computation on little data runs on the calling thread
    /// @throws E what the computation throws
    /// @throws ConnectorException `ReadTimeout`: the calling thread was interrupted; it stays so
    public static <T, E extends Exception> T run(
            long size, ScopedValue.CallableOp<T, E> computation) throws E {
        var caller = Thread.currentThread();
        if (size < MIN_SIZE || !caller.isVirtual()) {
            return computation.call();
        }
        var loader = caller.getContextClassLoader();
        var task =
                new FutureTask<>(() -> {
                    Thread.currentThread().setContextClassLoader(loader);
                    return computation.call();
                });
        var owner = CALLER.orElse("");
        QUEUE.submit(owner, task);
        try {
            return task.get();
        } catch (InterruptedException e) {
            QUEUE.remove(owner, task);
            caller.interrupt();
            throw new ConnectorException(
                    ErrorCode.READ_TIMEOUT, "the data was not processed within the deadline", e);
        } catch (ExecutionException e) {
            throw ComputePool.<E>thrown(e.getCause());
        } finally {
            task.cancel(true); // does nothing if it has ended
        }
    }

    /// The computation throws nothing else than unchecked exceptions and `E`.
    @SuppressWarnings("unchecked")
    private static <E extends Exception> E thrown(Throwable cause) {
        switch (cause) {
            case RuntimeException unchecked -> throw unchecked;
            case Error error -> throw error;
            default -> {
                return (E) cause;
            }
        }
    }
}
