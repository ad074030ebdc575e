package dev.connectorproxy.longrunning;

import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.CompletionHandler.OnCompleteRemove;
import dev.connectorproxy.longrunning.CallbackAnswer.Answered;
import dev.connectorproxy.longrunning.CallbackAnswer.Lost;
import dev.connectorproxy.longrunning.CallbackAnswer.Unanswered;
import dev.connectorproxy.longrunning.CallbackAnswer.Unsent;
import dev.connectorproxy.longrunning.DeliveryStore.Due;
import dev.connectorproxy.longrunning.DeliveryStore.Turn;
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
    private final RetryPlan retries;
    private final Clock clock;
    private final Watch watch;

    Deliveries(
            DeliveryStore store,
            Vault vault,
            CallbackSender sender,
            RetryPlan retries,
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
    CompletionHandler<Void> deliver(Work.Piece piece) {
        var id = piece.id();
        try {
            return switch (store.begin(piece)) {
                case Due due -> deliver(due);
                case Turn.Over _ -> new OnCompleteRemove<>();
                case Turn.Lost _ -> Work.LEFT;
            };
        } catch (Seal.Unreadable e) {
            watch.warning("the result of invocation %s cannot be decrypted".formatted(id));
            store.closeUnreadable(id);
            return new OnCompleteRemove<>();
        }
    }

    /// What tells these credentials from others.
    String mark(Optional<Credentials> credentials) {
        return vault.mark(credentials.map(Credentials::value).orElse(""));
    }

    private CompletionHandler<Void> deliver(Due due) {
        var credentials = sender.credentials();
        return switch (sender.send(due, credentials)) {
            case Lost _ -> Work.LEFT;
            case Unsent(var why) -> next(again(due, why, due.unanswered(), Optional.empty()));
            case Unanswered(var why) -> next(again(due, why, true, Optional.empty()));
            case Answered answered -> next(answered(due, answered, mark(credentials)));
        };
    }

    private static CompletionHandler<Void> next(Optional<Instant> next) {
        return next.<CompletionHandler<Void>>map(
                        at -> (completed, operations) -> operations.reschedule(completed, at))
                .orElseGet(OnCompleteRemove::new);
    }

    /// @return when to try again, if at all
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
            store.hold(due, mark, told);
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
        retries.comebacks().took(due.origin());
        if (store.close(due, State.DELIVERED, told)) {
            watch.delivered(Duration.ofMillis(clock.millis() - due.finishedAt()));
        }
        return Optional.empty();
    }

    private Optional<Instant> again(
            Due due, String told, boolean unanswered, Optional<Duration> retryAfter) {
        var retry = retries.after(due, told, unanswered, retryAfter);
        if (retry.isEmpty()) {
            return dead(due, told);
        }
        store.retry(due, retry.get());
        return Optional.of(retry.get().next().turn());
    }

    private Optional<Instant> dead(Due due, String told) {
        if (store.close(due, State.DEAD, told)) {
            watch.warning(
                    "the callback of invocation %s is given up: %s".formatted(due.id(), told));
        }
        return Optional.empty();
    }
}
