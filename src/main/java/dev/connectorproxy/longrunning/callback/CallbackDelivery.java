package dev.connectorproxy.longrunning.callback;

import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.CompletionHandler.OnCompleteRemove;
import dev.connectorproxy.longrunning.callback.CallbackResult.LeaseLost;
import dev.connectorproxy.longrunning.callback.CallbackResult.NoResponse;
import dev.connectorproxy.longrunning.callback.CallbackResult.NotSent;
import dev.connectorproxy.longrunning.callback.CallbackResult.Responded;
import dev.connectorproxy.longrunning.store.DeliveryStore;
import dev.connectorproxy.longrunning.store.DeliveryStore.Claim;
import dev.connectorproxy.longrunning.store.DeliveryStore.DueCallback;
import dev.connectorproxy.longrunning.store.InvocationState;
import dev.connectorproxy.longrunning.store.OutageLog;
import dev.connectorproxy.longrunning.store.PayloadCipher;
import dev.connectorproxy.longrunning.store.StoreKeys;
import dev.connectorproxy.longrunning.store.WorkQueue;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// Delivers results to SpiffArena, each at least once, and recognizes the response to a repeated delivery. Thread-safe.
public record CallbackDelivery(
        DeliveryStore store,
        StoreKeys keys,
        CallbackSender sender,
        RetryPlan retries,
        OutageLog outages,
        Clock clock,
        Listener listener) {
    private static final Duration EARLY_WINDOW = Duration.ofSeconds(10);

    /// Sends a callback.
    public interface CallbackSender {
        CallbackResult send(DueCallback due, Optional<CallbackCredentials> credentials);

        /// The credentials to send now; empty for none.
        Optional<CallbackCredentials> credentials();
    }

    /// Receives the events of deliveries. Called by many threads at once; must not block.
    public interface Listener {

        /// A result was delivered.
        ///
        /// @param sinceFinished the time since its command finished
        void delivered(Duration sinceFinished);

        /// A callback was sent, or could not be.
        ///
        /// @param outcome `delivered`, `repeated` (SpiffArena had the result already), `retried`, `held` or `given_up`
        void attempted(String origin, String outcome);

        /// A problem for the log, in one line.
        void warning(String message);
    }

    /// Sends the callback of that invocation, if it is still due.
    ///
    /// @return what db-scheduler does with the row
    public CompletionHandler<Void> deliver(WorkQueue.WorkItem piece) {
        var id = piece.id();
        try {
            return switch (store.claim(piece)) {
                case DueCallback due -> deliver(due);
                case Claim.Finished _ -> new OnCompleteRemove<>();
                case Claim.LeaseLost _ -> WorkQueue.NO_UPDATE;
            };
        } catch (PayloadCipher.DecryptionException e) {
            listener.warning("the result of invocation %s cannot be decrypted".formatted(id));
            store.closeUnreadable(id);
            return new OnCompleteRemove<>();
        }
    }

    /// A fingerprint that differs for other credentials.
    public String credentialsFingerprint(Optional<CallbackCredentials> credentials) {
        return keys.fingerprint(credentials.map(CallbackCredentials::value).orElse(""));
    }

    private CompletionHandler<Void> deliver(DueCallback due) {
        var credentials = sender.credentials();
        return switch (sender.send(due, credentials)) {
            case LeaseLost _ -> WorkQueue.NO_UPDATE;
            case NotSent(var reason) ->
                    toCompletion(
                            retryAfterOutage(due, reason, due.mayBeDelivered(), Optional.empty()));
            case NoResponse(var reason) ->
                    toCompletion(retryAfterOutage(due, reason, true, Optional.empty()));
            case Responded response ->
                    toCompletion(
                            handleResponse(due, response, credentialsFingerprint(credentials)));
        };
    }

    private static CompletionHandler<Void> toCompletion(Optional<Instant> next) {
        return next.<CompletionHandler<Void>>map(
                        at -> (completed, operations) -> operations.reschedule(completed, at))
                .orElseGet(OnCompleteRemove::new);
    }

    /// @return the time of the next attempt; empty for none
    private Optional<Instant> handleResponse(
            DueCallback due, Responded response, String credentialsMark) {
        int status = response.status();
        var outcome = "HTTP " + status;
        if (response.isSuccess() && response.content().isPage()) {
            return retryAfterOutage(
                    due,
                    outcome + " with a page, perhaps the login page of a gateway",
                    due.mayBeDelivered(),
                    response.retryAfter());
        }
        if (response.isSuccess()) {
            return closeDelivered(due, outcome, "delivered");
        }
        if (response.isProcessFailure()) {
            return closeDelivered(due, outcome + " unexpected_workflow_exception", "delivered");
        }
        if (response.isNotWaiting()) {
            return handleNotWaiting(due, outcome + " not_waiting_for_callback");
        }
        if (status == 401 || status == 403) {
            store.hold(due, credentialsMark, outcome);
            outages.failed(
                    OutageLog.callbacksTo(due.origin()),
                    outcome + ", it refuses the credentials; callbacks are held until they change");
            listener.attempted(due.origin(), "held");
            return Optional.empty();
        }
        if (status == 408 || status == 425 || status == 429 || status >= 500) {
            // the response may come from a gateway, while SpiffArena has accepted the callback
            boolean mayBeDelivered = due.mayBeDelivered() || status >= 500 || status == 408;
            return retryAfterOutage(due, outcome, mayBeDelivered, response.retryAfter());
        }
        return giveUp(due, outcome);
    }

    /// Within the first seconds SpiffArena may not have processed our 202 yet, so the callback is retried; later, or
    /// after an attempt with an unknown outcome, it means that SpiffArena has the result.
    private Optional<Instant> handleNotWaiting(DueCallback due, String outcome) {
        boolean early = clock.millis() - due.acknowledgedAt() < EARLY_WINDOW.toMillis();
        if (early && !due.mayBeDelivered()) {
            return retryOrGiveUp(due, outcome, false, Optional.empty());
        }
        return closeDelivered(due, outcome, "repeated");
    }

    private Optional<Instant> closeDelivered(DueCallback due, String outcome, String event) {
        retries.outageRecovery().recordDelivery(due.origin());
        outages.succeeded(OutageLog.callbacksTo(due.origin()));
        listener.attempted(due.origin(), event);
        if (store.close(due, InvocationState.DELIVERED, outcome)) {
            listener.delivered(Duration.ofMillis(clock.millis() - due.finishedAt()));
        }
        return Optional.empty();
    }

    private Optional<Instant> retryAfterOutage(
            DueCallback due,
            String outcome,
            boolean mayBeDelivered,
            Optional<Duration> retryAfter) {
        outages.failed(OutageLog.callbacksTo(due.origin()), outcome);
        return retryOrGiveUp(due, outcome, mayBeDelivered, retryAfter);
    }

    private Optional<Instant> retryOrGiveUp(
            DueCallback due,
            String outcome,
            boolean mayBeDelivered,
            Optional<Duration> retryAfter) {
        var retry = retries.after(due, outcome, mayBeDelivered, retryAfter);
        if (retry.isEmpty()) {
            return giveUp(due, outcome);
        }
        store.retry(due, retry.get());
        listener.attempted(due.origin(), "retried");
        return Optional.of(retry.get().schedule().nextAt());
    }

    private Optional<Instant> giveUp(DueCallback due, String outcome) {
        listener.attempted(due.origin(), "given_up");
        if (store.close(due, InvocationState.DEAD, outcome)) {
            listener.warning(
                    "the callback of invocation %s is given up: %s".formatted(due.id(), outcome));
        }
        return Optional.empty();
    }
}
