package dev.connectorproxy.devserver.run;

import dev.connectorproxy.devserver.run.RunSnapshot.Wait;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/// The tasks and totals of a run: changed by its thread, read by requests. Thread-safe.
final class RunProgress {
    private final Map<RunCap, Integer> caps;
    private final InstantSource clock;
    private final RunEvents events; // added to under the lock, in the order of the changes
    private final Instant startedAt;
    private final Lock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();

    // all guarded by lock
    private final List<RunTask> tasks = new ArrayList<>(); // the task with number n at n - 1
    private final Set<RunCap> hit = EnumSet.noneOf(RunCap.class);
    private List<TaskNode> tree = List.of();
    private TaskCounts totals = TaskCounts.NONE;
    private RunStatus status = RunStatus.RUNNING;
    private Optional<Wait> waiting = Optional.empty();
    private Duration pausedFor = Duration.ZERO;
    private Optional<Instant> endedAt = Optional.empty();
    private Optional<JsonObject> error = Optional.empty();

    RunProgress(Map<RunCap, Integer> caps, InstantSource clock, RunEvents events) {
        this.caps = Map.copyOf(caps);
        this.clock = clock;
        this.events = events;
        this.startedAt = clock.instant();
    }

    /// Sets the install tree.
    void begin(List<TaskNode> nodes) {
        locked(() -> {
            tree = List.copyOf(nodes);
            return report();
        });
    }

    /// Adds a task, unless there are too many.
    ///
    /// @param parent the number of its parent; 0 for none
    Optional<RunTask> add(int parent, TaskNode node, String payload) {
        return locked(() -> {
            if (tasks.size() >= caps.get(RunCap.MAX_TASKS)) {
                hit.add(RunCap.MAX_TASKS);
                return Optional.empty();
            }
            var task = RunTask.pending(tasks.size() + 1, parent, node, payload);
            tasks.add(task);
            return Optional.of(task);
        });
    }

    void change(RunTask task, UnaryOperator<RunTask> change) {
        locked(() -> {
            var changed = change.apply(tasks.get(task.number() - 1));
            events.task(changed, clock.instant());
            return tasks.set(task.number() - 1, changed);
        });
    }

    /// Adds what a task brought.
    void count(RunTask task, TaskCounts more, UnaryOperator<RunTask> change) {
        locked(() -> {
            totals = totals.plus(more);
            change(task, change);
            return report();
        });
    }

    /// Whether no cap forbids another call of the provider.
    boolean mayCall() {
        return locked(() -> {
            var running = Duration.between(startedAt, clock.instant()).minus(pausedFor);
            check(RunCap.MAX_PAGES, totals.pages());
            check(RunCap.MAX_ROWS, totals.rows());
            check(RunCap.MAX_SECONDS, running.toSeconds());
            return hit.stream().allMatch(RunCap.MAX_TASKS::equals);
        });
    }

    private void check(RunCap cap, long used) {
        if (used >= caps.get(cap)) {
            hit.add(cap);
        }
    }

    /// The run waits before the next fetch of a task.
    ///
    /// @param until when the fetch is repeated; empty if the run is paused
    void waits(RunTask task, Optional<Instant> until) {
        locked(() -> {
            status = until.isPresent() ? RunStatus.WAITING : RunStatus.PAUSED;
            waiting = Optional.of(new Wait(tasks.get(task.number() - 1), clock.instant(), until));
            return report();
        });
    }

    /// The run no longer waits.
    void resumes() {
        locked(() -> {
            waiting.filter(waited -> waited.until().isEmpty())
                    .ifPresent(paused ->
                            pausedFor =
                                    pausedFor.plus(
                                            Duration.between(paused.since(), clock.instant())));
            waiting = Optional.empty();
            status = RunStatus.RUNNING;
            return report();
        });
    }

    /// There are no tasks.
    void fail(JsonObject failure) {
        locked(() -> error = Optional.of(failure));
    }

    /// Nothing more happens; tasks that have not ended are cancelled, or were capped.
    void end(boolean cancelled) {
        locked(() -> {
            var now = clock.instant();
            var left = cancelled ? TaskStatus.CANCELLED : TaskStatus.CAPPED;
            tasks.replaceAll(task -> task.status().ended() ? task : task.ended(left, now));
            endedAt = Optional.of(now);
            waiting = Optional.empty();
            status = cancelled ? RunStatus.CANCELLED : endStatus();
            return report();
        });
    }

    private RunStatus report() {
        events.run(status, totals);
        return status;
    }

    private RunStatus endStatus() {
        if (!hit.isEmpty()) {
            return RunStatus.CAPPED;
        }
        boolean failed =
                error.isPresent()
                        || tasks.stream().anyMatch(task -> task.status() == TaskStatus.FAILED);
        return failed ? RunStatus.FAILED : RunStatus.DONE;
    }

    RunSnapshot snapshot() {
        return locked(() ->
                new RunSnapshot(
                        status,
                        tree,
                        List.copyOf(tasks),
                        totals,
                        Set.copyOf(hit),
                        waiting,
                        startedAt,
                        endedAt,
                        error));
    }

    /// Waits until the run has ended or is paused, or that time has passed.
    void awaitRest(Duration timeout) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long left = timeout.toNanos();
            while (left > 0 && !status.ended() && status != RunStatus.PAUSED) {
                left = changed.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }

    private <T> T locked(Supplier<T> body) {
        lock.lock();
        try {
            return body.get();
        } finally {
            changed.signalAll();
            lock.unlock();
        }
    }
}
