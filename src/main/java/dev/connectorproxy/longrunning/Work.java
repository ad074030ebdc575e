package dev.connectorproxy.longrunning;

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

/// Takes one kind of work out of one table when it is due, a bounded number of pieces at once. Another process takes over what
/// this one holds when it has not been heard of for a while. Thread-safe.
final class Work implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration HEARTBEAT = Duration.ofSeconds(2);
    private static final int MISSED = 4;
    private static final Duration AGAIN_AFTER_FAILURE = Duration.ofSeconds(5);
    private static final Duration FOR_EVER = Duration.ofDays(36_500);

    /// What becomes of a piece that another process has taken: nothing.
    static final CompletionHandler<Void> LEFT = (_, _) -> {};

    private final Scheduler scheduler;
    private final int most;
    private final Lock lock = new ReentrantLock();
    private int busy; // guarded by lock, as are the next two
    private boolean ending;
    private boolean closed;

    /// @param piece does the work of that invocation
    Work(Database database, Plan plan, Function<Piece, CompletionHandler<Void>> piece) {
        this.most = plan.most();
        var task =
                Tasks.custom(plan.kind(), Void.class)
                        .onFailure(new FailureHandler.OnFailureRetryLater<>(AGAIN_AFTER_FAILURE))
                        .onDeadExecutionRevive()
                        .execute((_, context) ->
                                counted(() -> piece.apply(Piece.of(context.getExecution()))));
        this.scheduler =
                Scheduler.create(database.source(), task)
                        .jdbcCustomization(
                                database.isPostgres()
                                        ? new PostgreSqlJdbcCustomization(false, false)
                                        : new DefaultJdbcCustomization(false))
                        .tableName(plan.table())
                        .schedulerName(new SchedulerName.Fixed(plan.process()))
                        .threads(most)
                        .executorService(
                                Executors.newFixedThreadPool(
                                        most, Thread.ofVirtual().name(plan.table(), 0).factory()))
                        .pollingInterval(POLL)
                        .heartbeatInterval(HEARTBEAT)
                        .missedHeartbeatsLimit(MISSED)
                        // what is not known here is an origin's that may be allowed again
                        .deleteUnresolvedAfter(FOR_EVER)
                        .commitWhenAutocommitDisabled(true)
                        .failureLogging(LogLevel.WARN, false)
                        .shutdownMaxWait(plan.patience())
                        .build();
    }

    /// A piece of work as it was taken.
    ///
    /// @param id of the invocation
    /// @param process who took it
    /// @param version of its row when it was taken; another one says that it was taken away again
    record Piece(String id, String process, long version) {
        static Piece of(Execution execution) {
            return new Piece(execution.getId(), execution.pickedBy, execution.version);
        }
    }

    /// What work is taken, and how.
    ///
    /// @param kind the `task_name`
    /// @param process a name of this process that no other has
    /// @param patience how long pieces at work may take to end when it is closed
    record Plan(String table, String kind, String process, int most, Duration patience) {}

    /// Begins to take work.
    void start() {
        scheduler.start();
    }

    /// There is something to do now.
    void hurry() {
        scheduler.triggerCheckForDueExecutions();
    }

    /// Takes nothing more.
    void pause() {
        lock.lock();
        try {
            ending = true;
            scheduler.pause();
        } finally {
            lock.unlock();
        }
    }

    /// Ends, and interrupts what has not ended in time.
    @Override
    public void close() {
        pause();
        lock.lock();
        try {
            if (closed) {
                return;
            }
            closed = true;
        } finally {
            lock.unlock();
        }
        scheduler.stop();
    }

    /// While all places are taken, db-scheduler must not go on filling its queue with what is due.
    private CompletionHandler<Void> counted(Supplier<CompletionHandler<Void>> piece) {
        changed(1);
        try {
            return ifOurs(piece.get());
        } finally {
            changed(-1);
        }
    }

    /// Another process may have taken the piece before its end is noted; then it is that one's to note.
    private static CompletionHandler<Void> ifOurs(CompletionHandler<Void> noting) {
        return (completed, operations) -> {
            try {
                noting.complete(completed, operations);
            } catch (ExecutionException _) {
                // its row has changed
            }
        };
    }

    private void changed(int by) {
        lock.lock();
        try {
            busy += by;
            if (busy == most) {
                scheduler.pause();
            } else if (by < 0 && busy == most - 1 && !ending) {
                scheduler.resume();
                scheduler.triggerCheckForDueExecutions();
            }
        } finally {
            lock.unlock();
        }
    }
}
