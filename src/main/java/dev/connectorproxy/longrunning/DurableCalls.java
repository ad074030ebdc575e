package dev.connectorproxy.longrunning;

import dev.connectorproxy.catalogue.DeferredCall;
import dev.connectorproxy.catalogue.DeferredCallService;
import dev.connectorproxy.longrunning.store.AcceptStore;
import dev.connectorproxy.longrunning.store.StoreException;
import dev.connectorproxy.spi.ConnectorException;
import dev.connectorproxy.spi.ErrorCode;
import dev.connectorproxy.toolkit.HttpOrigin;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/// Accepts deferred calls: stores them and wakes the queue that runs them. Thread-safe.
///
/// @param onDue called when a command is due
record DurableCalls(
        LongRunningSettings settings,
        AcceptStore acceptStore,
        InvocationRunner runner,
        Clock clock,
        EngineListener listener,
        Runnable onDue)
        implements DeferredCallService {
    /// The lease of an adopted command; other processes take it for crashed when the lease expires. Renewed every few
    /// seconds.
    static final Duration LEASE_DURATION = Duration.ofSeconds(12);

    @Override
    public Optional<Duration> deferAfter() {
        return settings.after();
    }

    @Override
    public Duration deadline() {
        return settings.deadline();
    }

    @Override
    public boolean allowsCallbackTo(String callbackUrl) {
        return HttpOrigin.ofUrl(callbackUrl)
                .filter(settings.callback().allow()::contains)
                .isPresent();
    }

    @Override
    public String newId() {
        return acceptStore.newId();
    }

    @Override
    public String accept(DeferredCall call) {
        var origin = origin(call);
        try {
            var id = acceptStore.accept(call, origin.toString());
            onDue.run();
            return id;
        } catch (StoreException e) {
            throw unavailable(e);
        }
    }

    @Override
    public Optional<String> findRunning(DeferredCall call) {
        try {
            return acceptStore.joinExisting(call);
        } catch (StoreException e) {
            throw unavailable(e);
        }
    }

    @Override
    public Running adopt(String id, DeferredCall call, Runnable cancellation) {
        var origin = origin(call);
        runner.adopt(id, cancellation);
        try {
            acceptStore.adopt(id, call, origin.toString(), leaseExpiry());
        } catch (StoreException e) {
            runner.forget(id);
            throw unavailable(e);
        }
        return outcome -> runner.finishAdopted(id, outcome);
    }

    /// The ids of adopted commands: they run here without a lease of the work queue.
    Set<String> adopted() {
        return runner.adopted();
    }

    /// Interrupts commands of this process that were cancelled through another one.
    void interruptCancelled() {
        runner.interruptCancelled();
    }

    Instant leaseExpiry() {
        return clock.instant().plus(LEASE_DURATION);
    }

    private HttpOrigin origin(DeferredCall call) {
        var url =
                call.callbackUrl()
                        .orElseThrow(() ->
                                new ConnectorException(
                                        ErrorCode.INVALID_PARAMETERS,
                                        call.command()
                                                + " answers by callback, and the call has no spiff__callback_url"));
        var origin =
                HttpOrigin.ofUrl(url)
                        .orElseThrow(() ->
                                new ConnectorException(
                                        ErrorCode.INVALID_PARAMETERS,
                                        "spiff__callback_url is not a URL that can be called"));
        if (!settings.callback().allow().contains(origin)) {
            throw new ConnectorException(
                    ErrorCode.CALLBACK_NOT_ALLOWED,
                    "spiff__callback_url leads to %s, which long-running.callback.allow does not list"
                            .formatted(origin));
        }
        return origin;
    }

    private ConnectorException unavailable(StoreException cause) {
        if (!cause.isKnown()) {
            listener.warning("a call was not accepted: " + cause.getMessage());
        }
        return new ConnectorException(
                ErrorCode.STORE_UNAVAILABLE,
                "the call could not be kept on disk, so it was not accepted; try again shortly",
                cause);
    }
}
