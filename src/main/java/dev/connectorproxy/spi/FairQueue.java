package dev.connectorproxy.spi;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/// Divides a few threads among callers: the next task is one of the caller with the fewest running ones, and no caller has all
/// threads. Thread-safe.
final class FairQueue {
    private final Executor threads;
    private final int max;
    private final int maxOfCaller;
    private final Lock lock = new ReentrantLock();
    private final Map<String, Deque<Runnable>> waiting = new LinkedHashMap<>(); // guarded by lock
    private final Map<String, Integer> running = new HashMap<>(); // guarded by lock
    private int allRunning; // guarded by lock

    /// @param threads runs tasks at once, as long as there are no more than `max`
    /// @param maxOfCaller the tasks of one caller that run at the same time
    FairQueue(Executor threads, int max, int maxOfCaller) {
        this.threads = threads;
        this.max = max;
        this.maxOfCaller = maxOfCaller;
    }

    private record Task(String caller, Runnable code) {}

    void submit(String caller, Runnable code) {
        lock.lock();
        try {
            waiting.computeIfAbsent(caller, _ -> new ArrayDeque<>()).add(code);
        } finally {
            lock.unlock();
        }
        startNext();
    }

    /// Forgets a task that has not begun.
    void remove(String caller, Runnable code) {
        lock.lock();
        try {
            waiting.computeIfPresent(
                    caller, (_, tasks) -> tasks.remove(code) && tasks.isEmpty() ? null : tasks);
        } finally {
            lock.unlock();
        }
    }

    /// Each task that comes or ends lets one begin at most.
    private void startNext() {
        next().ifPresent(task -> threads.execute(() -> run(task)));
    }

    private void run(Task task) {
        try {
            task.code().run();
        } finally {
            ended(task.caller());
            startNext();
        }
    }

    private Optional<Task> next() {
        lock.lock();
        try {
            return allRunning == max
                    ? Optional.empty()
                    : waiting.keySet().stream()
                            .filter(caller -> runningOf(caller) < maxOfCaller)
                            .reduce((one, other) -> runningOf(other) < runningOf(one) ? other : one)
                            .map(this::begin);
        } finally {
            lock.unlock();
        }
    }

    private int runningOf(String caller) {
        return running.getOrDefault(caller, 0);
    }

    /// The caller is the last one of those with as many tasks from now on.
    private Task begin(String caller) {
        var tasks = waiting.remove(caller);
        var task = new Task(caller, tasks.remove());
        if (!tasks.isEmpty()) {
            waiting.put(caller, tasks);
        }
        running.merge(caller, 1, Integer::sum);
        allRunning++;
        return task;
    }

    private void ended(String caller) {
        lock.lock();
        try {
            running.computeIfPresent(caller, (_, count) -> count == 1 ? null : count - 1);
            allRunning--;
        } finally {
            lock.unlock();
        }
    }
}
