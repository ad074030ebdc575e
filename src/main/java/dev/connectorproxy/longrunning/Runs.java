package dev.connectorproxy.longrunning;

import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.CompletionHandler.OnCompleteRemove;
import dev.connectorproxy.catalogue.LongCall;
import dev.connectorproxy.catalogue.LongRunning;
import dev.connectorproxy.spi.ConnectorException;
import dev.connectorproxy.spi.ErrorCode;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/// Runs the commands that are due, each on the thread it is called on, and hands over what becomes of them. Thread-safe.
final class Runs {
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    private final RunStore store;
    private final LongRunning.Commands commands;
    private final FencedEgress fence;
    private final Clock clock;
    private final Watch watch;
    private final Runnable delivery;
    private final Map<String, Thread> running = new ConcurrentHashMap<>();
    private final Set<String> adopted = ConcurrentHashMap.newKeySet();
    private final CountDownLatch cut = new CountDownLatch(1);

    /// @param delivery told when a callback is due
    Runs(
            RunStore store,
            LongRunning.Commands commands,
            FencedEgress fence,
            Clock clock,
            Watch watch,
            Runnable delivery) {
        this.store = store;
        this.commands = commands;
        this.fence = fence;
        this.clock = clock;
        this.watch = watch;
        this.delivery = delivery;
    }

    /// Does what is due for that invocation.
    CompletionHandler<Void> run(Work.Piece piece) {
        var id = piece.id();
        if (adopted.contains(id) || running.putIfAbsent(id, Thread.currentThread()) != null) {
            // this process was taken for dead and goes on with it: its own end will be told
            return later(Duration.ofSeconds(2));
        }
        try {
            return switch (store.claim(piece)) {
                case RunStore.Claim.Over _ -> new OnCompleteRemove<>();
                case RunStore.Claim.Lost _ -> Work.LEFT;
                case RunStore.Claim.Run claim -> claim.lease().holds() ? run(id, claim) : Work.LEFT;
                case RunStore.Claim.Unknown(var command, var fence) ->
                        told(finish(id, fence, unknown(command, fence)));
                case RunStore.Claim.Unreadable(var command, var fence) -> {
                    watch.warning(
                            "no key opens the arguments of invocation %s; its task is told"
                                    .formatted(id));
                    yield told(finish(id, fence, unreadable(command)));
                }
            };
        } finally {
            running.remove(id);
        }
    }

    /// From now on that command runs here, and was not begun by [#run].
    void adopt(String id) {
        adopted.add(id);
    }

    /// That command could not be adopted.
    void forget(String id) {
        adopted.remove(id);
    }

    /// Hands over how an adopted command ended.
    void ended(String id, LongCall.Outcome outcome) {
        try {
            finish(id, 1, outcome);
        } finally {
            adopted.remove(id);
        }
    }

    /// Those that were adopted and run.
    Set<String> adopted() {
        return Set.copyOf(adopted);
    }

    /// Waits until no command runs that was begun by [#run].
    ///
    /// @return whether that came about in time
    boolean awaitIdle(Duration patience) {
        long end = System.nanoTime() + patience.toNanos();
        while (!running.isEmpty()) {
            if (System.nanoTime() - end > 0 || Thread.currentThread().isInterrupted()) {
                return false;
            }
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
        return true;
    }

    /// Keeps how a command ended, however long that takes.
    ///
    /// @return whether it is kept, or was by somebody else
    private boolean finish(String id, int fence, LongCall.Outcome outcome) {
        if (isCut() && !outcome.errorCode().isEmpty()) {
            return false; // this process failed, and the next one sees what is to be done
        }
        var pause = Duration.ofMillis(100);
        while (true) {
            try {
                if (store.finish(id, fence, outcome)) {
                    delivery.run();
                }
                return true;
            } catch (StoreException e) {
                watch.warning(
                        "the outcome of invocation %s could not be kept yet: %s"
                                .formatted(id, e.getMessage()));
                if (!pause(pause)) {
                    return false;
                }
                pause = pause.multipliedBy(2);
                pause = pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
            }
        }
    }

    /// Interrupts that command, if it runs here.
    void interrupt(String id) {
        running.computeIfPresent(
                id,
                (_, thread) -> {
                    thread.interrupt();
                    return thread;
                });
    }

    /// From now on a failure says nothing of the command.
    void cut() {
        cut.countDown();
    }

    private CompletionHandler<Void> run(String id, RunStore.Claim.Run claim) {
        if (claim.first()) {
            watch.began(Duration.ofMillis(clock.millis() - claim.acceptedAt()));
        }
        fence.begin(id, claim.lease());
        var outcome = commands.runner().run(id, claim.call());
        fence.end(id);
        Thread.interrupted(); // of a cancelled command; what follows is to be kept
        return told(finish(id, claim.fence(), outcome));
    }

    private CompletionHandler<Void> told(boolean told) {
        return told ? new OnCompleteRemove<>() : later(Duration.ofSeconds(1));
    }

    private CompletionHandler<Void> later(Duration wait) {
        return (completed, operations) ->
                operations.reschedule(completed, clock.instant().plus(wait));
    }

    private LongCall.Outcome unknown(String command, int starts) {
        return commands.failing()
                .failed(
                        command,
                        new ConnectorException(
                                ErrorCode.OUTCOME_UNKNOWN,
                                "the proxy stopped while %s ran: it was begun %s, whether it took effect is not known, and it was not begun again"
                                        .formatted(
                                                command,
                                                starts == 1 ? "once" : starts + " times")));
    }

    private LongCall.Outcome unreadable(String command) {
        return commands.failing()
                .failed(
                        command,
                        new ConnectorException(
                                ErrorCode.INTERNAL_ERROR.code(),
                                409,
                                "the arguments of %s cannot be decrypted any more; it was not run"
                                        .formatted(command)));
    }

    private boolean isCut() {
        return cut.getCount() == 0;
    }

    /// @return whether it is worth trying again
    private boolean pause(Duration pause) {
        try {
            return !cut.await(pause.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
