package dev.connectorproxy.catalogue;

import dev.connectorproxy.spi.ConnectorException;
import dev.connectorproxy.spi.ErrorCode;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/// Keeps calls whose result comes later, by callback, and sees to it that each has one. Thread-safe.
public interface LongRunning {

    /// Takes no call: there is nowhere a callback may go to.
    LongRunning NONE = new NoLongRunning();

    /// After how long a command that still runs is answered for with "accepted"; empty for never.
    Optional<Duration> after();

    /// How long such a command may take in all.
    Duration deadline();

    /// Whether a result may be sent there.
    boolean allows(String callbackUrl);

    /// A new id.
    String newId();

    /// Takes the call, or finds the same call of the same task that is under way already. When this returns, it is safely
    /// on disk.
    ///
    /// @return the id of the invocation
    /// @throws ConnectorException `CallbackNotAllowed`, `InvalidParameters`, `StoreUnavailable`
    String accept(LongCall call);

    /// The id under which the same call of the same task is under way already.
    ///
    /// @throws ConnectorException `StoreUnavailable`
    Optional<String> underWay(LongCall call);

    /// Takes a call whose command runs already.
    ///
    /// @param id from [#newId()], the command's idempotency key
    /// @throws ConnectorException `StoreUnavailable`
    Running adopt(String id, LongCall call);

    /// A command that runs, of a call that was taken.
    interface Running {

        /// Hands over how it ended; once.
        void ended(LongCall.Outcome outcome);
    }

    /// See [#NONE].
    final class NoLongRunning implements LongRunning {
        private NoLongRunning() {}

        @Override
        public Optional<Duration> after() {
            return Optional.empty();
        }

        @Override
        public Duration deadline() {
            return Duration.ZERO;
        }

        @Override
        public boolean allows(String callbackUrl) {
            return false;
        }

        @Override
        public String newId() {
            throw refused();
        }

        @Override
        public String accept(LongCall call) {
            throw refused();
        }

        @Override
        public Optional<String> underWay(LongCall call) {
            return Optional.empty();
        }

        @Override
        public Running adopt(String id, LongCall call) {
            throw refused();
        }

        private static ConnectorException refused() {
            return new ConnectorException(
                    ErrorCode.CALLBACK_NOT_ALLOWED,
                    "this command answers by callback, and long-running.callback.allow names no origin that may be called");
        }
    }

    /// Runs the commands of calls that were taken; never throws.
    @FunctionalInterface
    interface Runner {

        /// Runs the command on this thread, which is interrupted when nobody waits for the outcome any more.
        ///
        /// @param id the command's idempotency key
        LongCall.Outcome run(String id, LongCall call);
    }

    /// How a failure of that command is told.
    @FunctionalInterface
    interface Failing {
        LongCall.Outcome failed(String command, ConnectorException failure);
    }

    /// Both.
    record Commands(Runner runner, Failing failing) {
        public Commands {
            Objects.requireNonNull(runner, "runner");
            Objects.requireNonNull(failing, "failing");
        }
    }
}
