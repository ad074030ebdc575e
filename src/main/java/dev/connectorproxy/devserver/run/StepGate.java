package dev.connectorproxy.devserver.run;

import dev.connectorproxy.devserver.state.FetchKind;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/// Where the thread of a run waits before a call of its provider, in step mode and at breakpoints. Thread-safe.
final class StepGate {
    private final Lock lock = new ReentrantLock();
    private final Condition opened = lock.newCondition();
    private final Set<FetchKind> breakpoints;
    private boolean stepping; // guarded by lock
    private Optional<Runnable> waiting = Optional.empty(); // guarded by lock: what resumes the run

    StepGate(boolean stepping, Set<FetchKind> breakpoints) {
        this.stepping = stepping;
        this.breakpoints = Set.copyOf(breakpoints);
    }

    /// Waits until a call may begin.
    ///
    /// @param kind what it fetches
    /// @param pause runs before the wait, unless there is nothing to wait for
    /// @param resume runs after the wait, before [#step] or [#proceed] returns
    /// @throws InterruptedException the run was cancelled
    void await(FetchKind kind, Runnable pause, Runnable resume) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            if (!stepping && !breakpoints.contains(kind)) {
                return;
            }
            waiting = Optional.of(resume);
            pause.run();
            while (waiting.isPresent()) {
                opened.await();
            }
        } finally {
            waiting = Optional.empty();
            lock.unlock();
        }
    }

    /// Lets the call begin that is waited for, and pauses before the next one.
    ///
    /// @return false if none is waited for
    boolean step() {
        return locked(() -> {
            boolean useful = waiting.isPresent();
            stepping |= useful;
            open();
            return useful;
        });
    }

    /// Lets the call begin that is waited for, and pauses at breakpoints only.
    ///
    /// @return false if none is waited for, nor would be
    boolean proceed() {
        return locked(() -> {
            boolean useful = stepping || waiting.isPresent();
            stepping = false;
            open();
            return useful;
        });
    }

    /// Pauses before the next call.
    void pause() {
        locked(() -> stepping = true);
    }

    private void open() {
        waiting.ifPresent(Runnable::run);
        waiting = Optional.empty();
        opened.signalAll();
    }

    private boolean locked(BooleanSupplier body) {
        lock.lock();
        try {
            return body.getAsBoolean();
        } finally {
            lock.unlock();
        }
    }
}
