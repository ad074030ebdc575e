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

/// Delivers results to SpiffArena, each at least once, and recognizes the response to a repeated delivery. Thread-safe.
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
            Watch listener) {
        this.store = store;
        this.vault = vault;
        this.sender = sender;
        this.retries = retries;
        this.clock = clock;
        this.watch = listener;
    }

    /// Sends a callback.
    interface CallbackSender {
        CallbackAnswer send(Due due, Optional<Credentials> credentials);

        /// The credentials to send now; empty for none.
        Optional<Credentials> credentials();
    }

    /// Sends the callback of that invocation, if it is still due.
    ///
    /// @return what db-scheduler does with the row
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

    /// A fingerprint that differs for other credentials.
    String mark(Optional<Credentials> credentials) {
        return vault.mark(credentials.map(Credentials::value).orElse(""));
    }

    private CompletionHandler<Void> deliver(Due due) {
        var credentials = sender.credentials();
        return switch (sender.send(due, credentials)) {
            case Lost _ -> Work.LEFT;
            case Unsent(var reason) -> next(again(due, reason, due.unanswered(), Optional.empty()));
            case Unanswered(var reason) -> next(again(due, reason, true, Optional.empty()));
            case Answered response -> next(answered(due, response, mark(credentials)));
        };
    }

    private static CompletionHandler<Void> next(Optional<Instant> next) {
        return next.<CompletionHandler<Void>>map(
                        at -> (completed, operations) -> operations.reschedule(completed, at))
                .orElseGet(OnCompleteRemove::new);
    }

    /// @return the time of the next attempt; empty for none
    private Optional<Instant> answered(Due due, Answered response, String credentialsMark) {
        int status = response.status();
        var outcome = "HTTP " + status;
        if (status >= 200 && status < 300) {
            return delivered(due, outcome);
        }
        if (response.notWaiting()) {
            return notWaiting(due, outcome + " not_waiting_for_callback");
        }
        if (status == 401 || status == 403) {
            store.hold(due, credentialsMark, outcome);
            watch.warning(
                    "SpiffArena refuses the credentials of a callback with %d; invocation %s is held until they change"
                            .formatted(status, due.id()));
            return Optional.empty();
        }
        if (status == 408 || status == 425 || status == 429 || status >= 500) {
            // the response may come from a gateway, while SpiffArena has accepted the callback
            boolean mayBeDelivered = due.unanswered() || status >= 500 || status == 408;
            return again(due, outcome, mayBeDelivered, response.retryAfter());
        }
        return dead(due, outcome);
    }

    /// Within the first seconds SpiffArena may not have processed our 202 yet, so the callback is retried; later, or
    /// after an attempt with an unknown outcome, it means that SpiffArena has the result.
    private Optional<Instant> notWaiting(Due due, String outcome) {
        boolean early = clock.millis() - due.answeredAt() < TOO_EARLY.toMillis();
        if (early && !due.unanswered()) {
            return again(due, outcome, false, Optional.empty());
        }
        return delivered(due, outcome);
    }

    private Optional<Instant> delivered(Due due, String outcome) {
        retries.comebacks().took(due.origin());
        if (store.close(due, State.DELIVERED, outcome)) {
            watch.delivered(Duration.ofMillis(clock.millis() - due.finishedAt()));
        }
        return Optional.empty();
    }

    private Optional<Instant> again(
            Due due, String outcome, boolean mayBeDelivered, Optional<Duration> retryAfter) {
        var retry = retries.after(due, outcome, mayBeDelivered, retryAfter);
        if (retry.isEmpty()) {
            return dead(due, outcome);
        }
        store.retry(due, retry.get());
        return Optional.of(retry.get().next().turn());
    }

    private Optional<Instant> dead(Due due, String outcome) {
        if (store.close(due, State.DEAD, outcome)) {
            watch.warning(
                    "the callback of invocation %s is given up: %s".formatted(due.id(), outcome));
        }
        return Optional.empty();
    }
}
