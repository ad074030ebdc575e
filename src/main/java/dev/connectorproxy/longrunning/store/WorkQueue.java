package dev.connectorproxy.longrunning.store;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.exceptions.ExecutionException;
import com.github.kagkarlsson.scheduler.jdbc.DefaultJdbcCustomization;
import com.github.kagkarlsson.scheduler.jdbc.PostgreSqlJdbcCustomization;
import com.github.kagkarlsson.scheduler.logging.LogLevel;
import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.Execution;
import com.github.kagkarlsson.scheduler.task.FailureHandler;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;

/// Processes the due rows of one table under one `task_name`, with limited concurrency, by db-scheduler. When the
/// heartbeats of a process stop, another process claims its rows. Thread-safe.
public final class WorkQueue implements AutoCloseable {
    private static final Duration POLL_INTERVAL = Duration.ofMillis(500);
    private static final Duration HEARTBEAT_INTERVAL = Duration.ofSeconds(2);
    private static final int MAX_MISSED_HEARTBEATS = 4;
    private static final Duration RETRY_AFTER_FAILURE = Duration.ofSeconds(5);

    /// How long running items may take to finish at close, before they are interrupted.
    private static final Duration SHUTDOWN_WAIT = Duration.ofSeconds(3);

    private static final Duration NEVER = Duration.ofDays(36_500);

    /// Leaves a row alone that another process has claimed.
    public static final CompletionHandler<Void> NO_UPDATE = (_, _) -> {};

    private final Scheduler scheduler;
    private final int maxConcurrent;
    private final Lock lock = new ReentrantLock();
    private int busy; // guarded by lock
    private boolean stopping; // guarded by lock

    /// @param handler processes one item and returns what db-scheduler does with its row
    public WorkQueue(
            InvocationDatabase database,
            Options options,
            Function<WorkItem, CompletionHandler<Void>> handler) {
        this.maxConcurrent = options.maxConcurrent();
        var task =
                Tasks.custom(options.taskName(), Void.class)
                        .onFailure(new FailureHandler.OnFailureRetryLater<>(RETRY_AFTER_FAILURE))
                        .onDeadExecutionRevive()
                        .execute((_, context) ->
                                runCounted(
                                        () -> handler.apply(WorkItem.of(context.getExecution()))));
        this.scheduler =
                Scheduler.create(database.dataSource(), task)
                        .jdbcCustomization(
                                database.isPostgres()
                                        ? new PostgreSqlJdbcCustomization(false, false)
                                        : new DefaultJdbcCustomization(false))
                        .tableName(options.table())
                        .schedulerName(new SchedulerName.Fixed(options.processId()))
                        .threads(maxConcurrent)
                        .executorService(
                                Executors.newFixedThreadPool(
                                        maxConcurrent,
                                        Thread.ofVirtual().name(options.table(), 0).factory()))
                        .pollingInterval(POLL_INTERVAL)
                        .heartbeatInterval(HEARTBEAT_INTERVAL)
                        .missedHeartbeatsLimit(MAX_MISSED_HEARTBEATS)
                        // keep rows of an origin that is not allowed now: it may be allowed again
                        .deleteUnresolvedAfter(NEVER)
                        .commitWhenAutocommitDisabled(true)
                        .failureLogging(LogLevel.WARN, false)
                        .shutdownMaxWait(SHUTDOWN_WAIT)
                        .build();
    }

    /// A work item as it was claimed.
    ///
    /// @param id of the invocation
    /// @param processId the process that claimed it
    /// @param version of its row when it was claimed; another version means that it was claimed again
    public record WorkItem(String id, String processId, long version) {
        static WorkItem of(Execution execution) {
            return new WorkItem(execution.getId(), execution.pickedBy, execution.version);
        }
    }

    /// The options of a queue.
    ///
    /// @param taskName the `task_name`
    /// @param processId the unique name of this process
    /// @param maxConcurrent the maximum of concurrent items
    public record Options(String table, String taskName, String processId, int maxConcurrent) {}

    public void start() {
        scheduler.start();
    }

    /// Looks for due rows at once instead of at the next poll.
    public void wake() {
        scheduler.triggerCheckForDueExecutions();
    }

    /// Claims no further rows.
    public void pause() {
        lock.lock();
        try {
            stopping = true;
            scheduler.pause();
        } finally {
            lock.unlock();
        }
    }

    /// Stops the queue, and interrupts items that have not finished in time.
    @Override
    public void close() {
        pause();
        scheduler.stop();
    }

    /// Pauses polling while the concurrency limit is reached: db-scheduler would claim further rows and queue them in
    /// memory.
    private CompletionHandler<Void> runCounted(Supplier<CompletionHandler<Void>> handler) {
        adjustBusy(1);
        try {
            return ignoringLostLease(handler.get());
        } finally {
            adjustBusy(-1);
        }
    }

    /// Another process may have claimed the row before its completion is stored; then the completion is left to that
    /// process.
    private static CompletionHandler<Void> ignoringLostLease(CompletionHandler<Void> completion) {
        return (completed, operations) -> {
            try {
                completion.complete(completed, operations);
            } catch (ExecutionException _) {
                // another version of the row
            }
        };
    }

    private void adjustBusy(int by) {
        lock.lock();
        try {
            busy += by;
            if (busy == maxConcurrent) {
                scheduler.pause();
            } else if (by < 0 && busy == maxConcurrent - 1 && !stopping) {
                scheduler.resume();
                scheduler.triggerCheckForDueExecutions();
            }
        } finally {
            lock.unlock();
        }
    }
}
