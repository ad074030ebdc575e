package dev.connectorproxy.deadline;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/// Code on a thread of its own, whose caller waits for it until a deadline. Code that ignores the interrupt at its
/// deadline is abandoned: it runs on, but nobody waits for it. Thread-safe.
///
/// @param <T> the type of the result
public final class BoundedTask<T> {
    private final FutureTask<T> task;
    private final Thread thread;

    private BoundedTask(ThreadFactory threads, Callable<T> code) {
        this.task = new FutureTask<>(code);
        this.thread = threads.newThread(task);
    }

    /// Starts the code.
    ///
    /// @param threads creates the thread; what it wraps around its argument also runs when the code is cancelled before
    ///     it begins
    public static <T> BoundedTask<T> start(ThreadFactory threads, Callable<T> code) {
        var started = new BoundedTask<>(threads, code);
        started.thread.start();
        return started;
    }

    /// Waits for the result. When the deadline passes or the calling thread is interrupted, the code is interrupted.
    ///
    /// @param deadline a reading of [System#nanoTime()]
    /// @throws ExecutionException the code failed with its cause
    /// @throws TimeoutException the deadline has passed
    /// @throws InterruptedException the calling thread was interrupted
    public T await(long deadline)
            throws ExecutionException, TimeoutException, InterruptedException {
        return await(deadline, _ -> {});
    }

    /// Waits as [#await(long)] does.
    ///
    /// @param atDeadline gets the stack of the code when the deadline passes, before the interrupt; must not block
    public T await(long deadline, Consumer<StackTraceElement[]> atDeadline)
            throws ExecutionException, TimeoutException, InterruptedException {
        // the watchdog is cheaper than a timed wait, which schedules a timer and cancels it
        try (var _ = Watchdog.runAt(() -> cutOff(atDeadline), deadline)) {
            return task.get();
        } catch (CancellationException _) {
            throw new TimeoutException();
        } finally {
            task.cancel(true); // does nothing if the code has ended
        }
    }

    private void cutOff(Consumer<StackTraceElement[]> atDeadline) {
        if (!task.isDone()) {
            atDeadline.accept(thread.getStackTrace());
        }
        task.cancel(true);
    }

    /// Interrupts the code, and lets [#await] end as at a deadline.
    public void cancel() {
        task.cancel(true);
    }

    /// Waits for the end of the code, normal or not, and does not interrupt it.
    ///
    /// @return whether it ended within the timeout
    /// @throws InterruptedException the calling thread was interrupted
    public boolean endsWithin(Duration timeout) throws InterruptedException {
        return thread.join(timeout);
    }

    /// Whether the thread has not ended, perhaps after its caller has stopped waiting.
    public boolean isRunning() {
        return thread.isAlive();
    }
}
