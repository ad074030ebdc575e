package dev.connectorproxy.catalogue;

import dev.connectorproxy.spi.Arguments;
import dev.connectorproxy.spi.ConnectorException;
import dev.connectorproxy.spi.ErrorCode;
import java.time.Duration;
import java.util.Optional;

/// Stores deferred calls and delivers the result of each by callback. Thread-safe.
public interface DeferredCallService {

    /// Refuses every call: no origin is allowed for callbacks.
    DeferredCallService DISABLED = new Disabled();

    /// The time after which a command that is still running is deferred; empty for never.
    Optional<Duration> deferAfter();

    Duration deadline();

    boolean allowsCallbackTo(String callbackUrl);

    String newId();

    /// Accepts the call, or finds the same call of the same task that is running already. The call is durable when
    /// this returns.
    ///
    /// @return the invocation id
    /// @throws ConnectorException `CallbackNotAllowed`, `InvalidParameters`, `StoreUnavailable`
    String accept(DeferredCall call);

    /// The invocation id of the same call of the same task, if that is running already.
    ///
    /// @throws ConnectorException `StoreUnavailable`
    Optional<String> findRunning(DeferredCall call);

    /// Accepts a call whose command is running already.
    ///
    /// @param id from [#newId()], the idempotency key of the command
    /// @param cancellation interrupts the command
    /// @throws ConnectorException `StoreUnavailable`
    Running adopt(String id, DeferredCall call, Runnable cancellation);

    /// The running command of an accepted call.
    interface Running {

        /// Stores the outcome; called once.
        void finish(DeferredCall.Outcome outcome);
    }

    /// See [#DISABLED].
    final class Disabled implements DeferredCallService {
        private Disabled() {}

        @Override
        public Optional<Duration> deferAfter() {
            return Optional.empty();
        }

        @Override
        public Duration deadline() {
            return Duration.ZERO;
        }

        @Override
        public boolean allowsCallbackTo(String callbackUrl) {
            return false;
        }

        @Override
        public String newId() {
            throw refused();
        }

        @Override
        public String accept(DeferredCall call) {
            throw refused();
        }

        @Override
        public Optional<String> findRunning(DeferredCall call) {
            return Optional.empty();
        }

        @Override
        public Running adopt(String id, DeferredCall call, Runnable cancellation) {
            throw refused();
        }

        private static ConnectorException refused() {
            return new ConnectorException(
                    ErrorCode.CALLBACK_NOT_ALLOWED,
                    "this command answers by callback, and long-running.callback.allow names no origin that may be called");
        }
    }

    /// The commands of accepted calls. Its methods never throw.
    interface Commands {

        /// Runs the command on this thread, which is interrupted when the outcome is no longer needed.
        ///
        /// @param id the idempotency key of the command
        DeferredCall.Outcome run(String id, DeferredCall call);

        /// What the call depends on; see [dev.connectorproxy.spi.Command#target].
        String target(DeferredCall call);

        /// The outcome of a call of this command that failed without being run to its end.
        ///
        /// @param arguments none if they cannot be read any more
        DeferredCall.Outcome toOutcome(
                String command, Arguments arguments, ConnectorException failure);
    }
}
