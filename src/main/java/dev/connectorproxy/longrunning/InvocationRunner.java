package dev.connectorproxy.longrunning;

import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.CompletionHandler.OnCompleteRemove;
import dev.connectorproxy.catalogue.DeferredCall;
import dev.connectorproxy.catalogue.DeferredCallService;
import dev.connectorproxy.longrunning.store.RunStore;
import dev.connectorproxy.longrunning.store.StoreException;
import dev.connectorproxy.longrunning.store.WorkQueue;
import dev.connectorproxy.spi.ConnectorException;
import dev.connectorproxy.spi.ErrorCode;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// Runs the commands that are due, each on the calling thread, and stores their outcomes. Thread-safe.
final class InvocationRunner {
    private static final Duration MAX_PAUSE = Duration.ofSeconds(5);
    private static final int MAX_RUNNING = Integer.MAX_VALUE;

    private final RunStore store;
    private final DeferredCallService.Commands commands;
    private final LeaseCheckedEgress fencedEgress;
    private final Clock clock;
    private final EngineListener listener;
    private final Runnable onCallbackDue;
    private final Set<String> running = ConcurrentHashMap.newKeySet();
    private final Semaphore permits = new Semaphore(MAX_RUNNING); // each of `running` holds one
    private final Set<String> adopted = ConcurrentHashMap.newKeySet();
    private final Map<String, Runnable> cancellations = new ConcurrentHashMap<>(); // of commands
    private final CountDownLatch stopping = new CountDownLatch(1);

    /// @param onCallbackDue called when an outcome was stored
    InvocationRunner(
            RunStore store,
            DeferredCallService.Commands commands,
            LeaseCheckedEgress fencedEgress,
            Clock clock,
            EngineListener listener,
            Runnable onCallbackDue) {
        this.store = store;
        this.commands = commands;
        this.fencedEgress = fencedEgress;
        this.clock = clock;
        this.listener = listener;
        this.onCallbackDue = onCallbackDue;
    }

    /// Runs the command of that invocation, if it is still due.
    ///
    /// @return what db-scheduler does with the row
    CompletionHandler<Void> run(WorkQueue.WorkItem piece) {
        var id = piece.id();
        if (adopted.contains(id) || !running.add(id)) {
            // this process was taken for dead but still runs the command, and will store its
            // outcome
            return retryIn(Duration.ofSeconds(2));
        }
        permits.acquireUninterruptibly();
        try {
            return switch (store.claim(piece)) {
                case RunStore.Claim.Finished _ -> new OnCompleteRemove<>();
                case RunStore.Claim.LeaseLost _ -> WorkQueue.NO_UPDATE;
                case RunStore.Claim.Run claim ->
                        claim.lease().isHeld() ? run(id, claim) : WorkQueue.NO_UPDATE;
                case RunStore.Claim.OutcomeUnknown(var command, var token) ->
                        toCompletion(finish(id, token, outcomeUnknown(command, token)));
                case RunStore.Claim.Unreadable(var command, var token) -> {
                    listener.warning(
                            "no key decrypts the arguments of invocation %s; its task gets an error"
                                    .formatted(id));
                    yield toCompletion(finish(id, token, undecryptable(command)));
                }
            };
        } finally {
            running.remove(id);
            permits.release();
        }
    }

    /// Registers a command that runs here and was not started by [#run].
    ///
    /// @param cancellation interrupts it
    void adopt(String id, Runnable cancellation) {
        adopted.add(id);
        cancellations.put(id, cancellation);
    }

    /// Removes a command whose adoption could not be stored, or that has ended.
    void forget(String id) {
        cancellations.remove(id);
        adopted.remove(id);
    }

    /// Stores the outcome of an adopted command.
    void finishAdopted(String id, DeferredCall.Outcome outcome) {
        try {
            finish(id, 1, outcome);
        } finally {
            forget(id);
        }
    }

    /// The ids of the adopted commands that run.
    Set<String> adopted() {
        return Set.copyOf(adopted);
    }

    /// Waits until no command runs that was started by [#run].
    ///
    /// @return false after the timeout, or when interrupted
    boolean awaitIdle(Duration timeout) {
        try {
            if (!permits.tryAcquire(MAX_RUNNING, timeout.toNanos(), TimeUnit.NANOSECONDS)) {
                return false;
            }
            permits.release(MAX_RUNNING);
            return true;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /// Stores the outcome of a command, and retries until the database is available or this process stops.
    ///
    /// @return whether it is stored, by this process or another one
    private boolean finish(String id, int fencingToken, DeferredCall.Outcome outcome) {
        if (isStopping() && !outcome.errorCode().isEmpty()) {
            return false; // the failure may come from the shutdown; the next process decides
        }
        var pause = Duration.ofMillis(100);
        while (true) {
            try {
                if (store.finish(id, fencingToken, outcome)) {
                    onCallbackDue.run();
                }
                return true;
            } catch (StoreException e) {
                listener.warning(
                        "the outcome of invocation %s could not be stored yet: %s"
                                .formatted(id, e.getMessage()));
                if (!awaitRetry(pause)) {
                    return false;
                }
                pause = pause.multipliedBy(2);
                pause = pause.compareTo(MAX_PAUSE) > 0 ? MAX_PAUSE : pause;
            }
        }
    }

    /// Interrupts the command, if it runs here.
    void interrupt(String id) {
        cancellations.computeIfPresent(
                id,
                (_, cancellation) -> {
                    cancellation.run();
                    return cancellation;
                });
    }

    /// Interrupts the commands that run here although their outcome is stored: through another process, they were
    /// cancelled.
    ///
    /// @throws StoreException the database is not available
    void interruptCancelled() {
        store.finished(cancellations.keySet()).forEach(this::interrupt);
    }

    /// From now on failures are not stored: they may come from the shutdown.
    void markStopping() {
        stopping.countDown();
    }

    private CompletionHandler<Void> run(String id, RunStore.Claim.Run claim) {
        if (claim.first()) {
            listener.started(Duration.ofMillis(clock.millis() - claim.acceptedAt()));
        }
        var outcome = runFenced(id, claim);
        Thread.interrupted(); // clear the flag of a cancelled command: its outcome is still to be
        // stored
        return toCompletion(finish(id, claim.fencingToken(), outcome));
    }

    private DeferredCall.Outcome runFenced(String id, RunStore.Claim.Run claim) {
        fencedEgress.begin(id, claim.lease());
        cancellations.put(id, Thread.currentThread()::interrupt);
        try {
            return commands.run(id, claim.call());
        } finally {
            cancellations.remove(id);
            fencedEgress.end(id);
        }
    }

    private CompletionHandler<Void> toCompletion(boolean stored) {
        return stored ? new OnCompleteRemove<>() : retryIn(Duration.ofSeconds(1));
    }

    private CompletionHandler<Void> retryIn(Duration wait) {
        return (completed, operations) ->
                operations.reschedule(completed, clock.instant().plus(wait));
    }

    private DeferredCall.Outcome outcomeUnknown(String command, int starts) {
        return commands.toOutcome(
                command,
                new ConnectorException(
                        ErrorCode.OUTCOME_UNKNOWN,
                        "the proxy stopped while %s ran: it was begun %s, whether it took effect is not known, and it was not begun again"
                                .formatted(command, starts == 1 ? "once" : starts + " times")));
    }

    private DeferredCall.Outcome undecryptable(String command) {
        return commands.toOutcome(
                command,
                new ConnectorException(
                        ErrorCode.INTERNAL_ERROR.code(),
                        409,
                        "the arguments of %s cannot be decrypted any more; it was not run"
                                .formatted(command)));
    }

    private boolean isStopping() {
        return stopping.getCount() == 0;
    }

    /// @return whether to try again
    private boolean awaitRetry(Duration pause) {
        try {
            return !stopping.await(pause.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
