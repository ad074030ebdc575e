package dev.connectorproxy.declarative.request;

import dev.connectorproxy.spi.ConnectorException;
import dev.connectorproxy.spi.ErrorCode;

/// Bounds a validation, whose duration may grow exponentially with schemas that combine alternatives, and with patterns. Used by one
/// thread.
final class StepLimit {
    private static final int INTERRUPT_MASK = (1 << 12) - 1;

    private final long max;
    private long steps;

    StepLimit(long max) {
        this.max = max;
    }

    /// For a search in the name of a property, of which there may be many.
    static StepLimit ofName(String name) {
        return new StepLimit(1_000 + 100L * name.length());
    }

    /// @throws ExceededException these are too many
    /// @throws ConnectorException `ReadTimeout`: nobody waits for the result any longer
    void count() {
        if (++steps > max) {
            throw new ExceededException();
        }
        if ((steps & INTERRUPT_MASK) == 0) {
            requireNotInterrupted();
        }
    }

    /// @throws ConnectorException `ReadTimeout`: nobody waits for the result any longer
    static void requireNotInterrupted() {
        if (Thread.currentThread().isInterrupted()) {
            throw new ConnectorException(
                    ErrorCode.READ_TIMEOUT,
                    "the parameters were not validated within the deadline");
        }
    }

    /// The validation has taken too many steps.
    static final class ExceededException extends RuntimeException {
        private ExceededException() {
            super(null, null, false, false);
        }
    }
}
