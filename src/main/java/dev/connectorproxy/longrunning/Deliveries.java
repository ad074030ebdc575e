package dev.connectorproxy.longrunning;

import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.CompletionHandler.OnCompleteRemove;
import dev.connectorproxy.longrunning.CallbackAnswer.Answered;
import dev.connectorproxy.longrunning.CallbackAnswer.Unanswered;
import dev.connectorproxy.longrunning.CallbackAnswer.Unsent;
import dev.connectorproxy.longrunning.DeliveryStore.Due;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// Brings results to SpiffArena, at least once each, and knows a second time when it is one. Thread-safe.
final class Deliveries {
    private static final Duration TOO_EARLY = Duration.ofSeconds(10);

    private final DeliveryStore store;
    private final Vault vault;
    private final CallbackSender sender;
    private final Retries retries;
    private final Clock clock;
    private final Watch watch;

    Deliveries(
            DeliveryStore store,
            Vault vault,
            CallbackSender sender,
            Retries retries,
            Clock clock,
            Watch watch) {
        this.store = store;
        this.vault = vault;
        this.sender = sender;
        this.retries = retries;
        this.clock = clock;
        this.watch = watch;
    }

    /// Sends a callback.
    interface CallbackSender {
        CallbackAnswer send(Due due, Optional<Credentials> credentials);

        /// What is to be shown now.
        Optional<Credentials> credentials();
    }

    /// Does what is due for that invocation.
    CompletionHandler<Void> deliver(String id) {
        Optional<Due> due;
        try {
            due = store.begin(id);
        } catch (Seal.Unreadable e) {
            watch.warning("the result of invocation %s cannot be decrypted".formatted(id));
            store.close(id, State.DEAD, "no key opens the result");
            return new OnCompleteRemove<>();
        }
        return due.flatMap(this::deliver)
                .<CompletionHandler<Void>>map(
                        at -> (completed, operations) -> operations.reschedule(completed, at))
                .orElseGet(OnCompleteRemove::new);
    }

    /// What tells these credentials from others.
    String mark(Optional<Credentials> credentials) {
        return vault.mark(credentials.map(Credentials::value).orElse(""));
    }

    /// @return when to try again, if at all
    private Optional<Instant> deliver(Due due) {
        var credentials = sender.credentials();
        return switch (sender.send(due, credentials)) {
            case Unsent(var why) -> again(due, why, due.unanswered(), Optional.empty());
            case Unanswered(var why) -> again(due, why, true, Optional.empty());
            case Answered answered -> answered(due, answered, mark(credentials));
        };
    }

    private Optional<Instant> answered(Due due, Answered answered, String mark) {
        int status = answered.status();
        var told = "HTTP " + status;
        if (status >= 200 && status < 300) {
            return delivered(due, told);
        }
        if (answered.notWaiting()) {
            return notWaiting(due, told + " not_waiting_for_callback");
        }
        if (status == 401 || status == 403) {
            store.hold(due.id(), mark, told, due.unanswered());
            watch.warning(
                    "SpiffArena refuses the credentials of a callback with %d; invocation %s is held until they change"
                            .formatted(status, due.id()));
            return Optional.empty();
        }
        if (status == 408 || status == 425 || status == 429 || status >= 500) {
            // what stands between may have answered for a SpiffArena that took it
            boolean unanswered = due.unanswered() || status >= 500 || status == 408;
            return again(due, told, unanswered, answered.retryAfter());
        }
        return dead(due, told);
    }

    /// Too early, when SpiffArena has not yet read that it is to wait; otherwise it has the result.
    private Optional<Instant> notWaiting(Due due, String told) {
        boolean early = clock.millis() - due.answeredAt() < TOO_EARLY.toMillis();
        if (early && !due.unanswered()) {
            return again(due, told, false, Optional.empty());
        }
        return delivered(due, told);
    }

    private Optional<Instant> delivered(Due due, String told) {
        store.close(due.id(), State.DELIVERED, told);
        retries.comebacks().took(due.origin());
        watch.delivered(Duration.ofMillis(clock.millis() - due.finishedAt()));
        return Optional.empty();
    }

    private Optional<Instant> again(
            Due due, String told, boolean unanswered, Optional<Duration> retryAfter) {
        var retry = retries.after(due, told, unanswered, retryAfter);
        if (retry.isEmpty()) {
            return dead(due, told);
        }
        store.retry(due.id(), retry.get());
        return Optional.of(retry.get().next().turn());
    }

    private Optional<Instant> dead(Due due, String told) {
        store.close(due.id(), State.DEAD, told);
        watch.warning("the callback of invocation %s is given up: %s".formatted(due.id(), told));
        return Optional.empty();
    }
}
