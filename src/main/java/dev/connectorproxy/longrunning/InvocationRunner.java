package dev.connectorproxy.longrunning;

import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.CompletionHandler.OnCompleteRemove;
import dev.connectorproxy.catalogue.DeferredCall;
import dev.connectorproxy.catalogue.DeferredCallService;
import dev.connectorproxy.longrunning.store.RunStore;
import dev.connectorproxy.longrunning.store.StoreException;
import dev.connectorproxy.longrunning.store.WorkQueue;
import dev.connectorproxy.spi.Arguments;
import dev.connectorproxy.spi.ConnectorException;
import dev.connectorproxy.spi.ErrorCode;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
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

    /// The fencing token of an adopted command, which is stored as started once.
    private static final int ADOPTED_TOKEN = 1;

    private final RunStore store;
    private final DeferredCallService.Commands commands;
    private final LeaseCheckedEgress fencedEgress;
    private final Clock clock;
    private final EngineListener listener;
    private final Runnable onCallbackDue;
    private final Set<String> running = ConcurrentHashMap.newKeySet();
    private final Semaphore permits = new Semaphore(MAX_RUNNING); // each of `running` holds one
    private final Set<String> adopted = ConcurrentHashMap.newKeySet();
    private final Map<String, Start> starts = new ConcurrentHashMap<>(); // of commands that run
    private final CountDownLatch stopping = new CountDownLatch(1);

    /// The start of a command that runs here.
    ///
    /// @param cancellation interrupts it
    private record Start(int fencingToken, Runnable cancellation) {}

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
            // an earlier start runs here: it was cancelled, or this process was taken for dead
            return retryIn(Duration.ofSeconds(2));
        }
        permits.acquireUninterruptibly();
        try {
            return switch (store.claim(piece)) {
                case RunStore.Claim.Finished _ -> new OnCompleteRemove<>();
                case RunStore.Claim.LeaseLost _ -> WorkQueue.NO_UPDATE;
                case RunStore.Claim.Run claim ->
                        claim.lease().isHeld() ? run(id, claim) : WorkQueue.NO_UPDATE;
                case RunStore.Claim.OutcomeUnknown unknown ->
                        toCompletion(finish(id, unknown.fencingToken(), toOutcome(unknown)));
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
        starts.put(id, new Start(ADOPTED_TOKEN, cancellation));
    }

    /// Removes a command whose adoption could not be stored, or that has ended.
    void forget(String id) {
        starts.remove(id);
        adopted.remove(id);
    }

    /// Stores the outcome of an adopted command.
    void finishAdopted(String id, DeferredCall.Outcome outcome) {
        try {
            finish(id, ADOPTED_TOKEN, outcome);
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
        if (stopping.getCount() == 0 && !outcome.errorCode().isEmpty()) {
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
                if (!e.isKnown()) {
                    listener.warning(
                            "the outcome of invocation %s could not be stored yet: %s"
                                    .formatted(id, e.getMessage()));
                }
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
        starts.computeIfPresent(
                id,
                (_, start) -> {
                    start.cancellation().run();
                    return start;
                });
    }

    /// Interrupts the commands that run here although their outcome is stored or they were started again: they were
    /// cancelled through another process, or this one was taken for dead.
    ///
    /// @throws StoreException the database is not available
    void interruptCancelled() {
        var tokens = new HashMap<String, Integer>();
        starts.forEach((id, start) -> tokens.put(id, start.fencingToken()));
        store.superseded(tokens).forEach(this::interrupt);
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
        Thread.interrupted(); // of a cancelled command: its outcome is still to be stored
        return toCompletion(finish(id, claim.fencingToken(), outcome));
    }

    private DeferredCall.Outcome runFenced(String id, RunStore.Claim.Run claim) {
        fencedEgress.begin(id, claim.lease());
        starts.put(id, new Start(claim.fencingToken(), Thread.currentThread()::interrupt));
        try {
            return commands.run(id, claim.call());
        } finally {
            starts.remove(id);
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

    private DeferredCall.Outcome toOutcome(RunStore.Claim.OutcomeUnknown claim) {
        var message =
                "the proxy stopped while %s ran: it was begun %s, whether it took effect is not known, and it was not begun again"
                        .formatted(
                                claim.command(),
                                claim.starts() == 1 ? "once" : claim.starts() + " times");
        var failure = new ConnectorException(ErrorCode.OUTCOME_UNKNOWN, message);
        return commands.toOutcome(claim.command(), claim.arguments(), failure);
    }

    private DeferredCall.Outcome undecryptable(String command) {
        var message =
                "the arguments of %s cannot be decrypted any more; it was not run"
                        .formatted(command);
        var failure = new ConnectorException(ErrorCode.INTERNAL_ERROR.code(), 409, message);
        return commands.toOutcome(command, new Arguments(Map.of()), failure);
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
