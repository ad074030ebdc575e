package dev.connectorproxy.complexity;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.stream.LongStream;

/// Measures CPU time, which a busy machine does not change.
public enum CpuClock {
    /// The current platform thread alone.
    CURRENT_THREAD,

    /// The current thread and all virtual threads, so that nothing else should run in this JVM.
    WITH_VIRTUAL_THREADS;

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    /// The CPU time that the task takes, in nanoseconds.
    long measure(Runnable task) {
        long before = now();
        task.run();
        return now() - before;
    }

    private long now() {
        long own = THREADS.getCurrentThreadCpuTime();
        return switch (this) {
            case CURRENT_THREAD -> own;
            case WITH_VIRTUAL_THREADS -> own + carrierThreadsTime();
        };
    }

    /// Of the threads that run virtual threads, and of the pool to which those hand over long computations.
    private static long carrierThreadsTime() {
        long[] carriers =
                LongStream.of(THREADS.getAllThreadIds()).filter(CpuClock::isCarrier).toArray();
        return LongStream.of(THREADS.getThreadCpuTime(carriers)).filter(time -> time > 0).sum();
    }

    private static boolean isCarrier(long thread) {
        var info = THREADS.getThreadInfo(thread);
        return info != null
                && (info.getThreadName().startsWith("ForkJoinPool-1-worker")
                        || info.getThreadName().startsWith("compute-"));
    }
}
