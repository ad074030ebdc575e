package dev.connectorproxy.pdf;

import dev.connectorproxy.spi.ConnectorException;
import dev.connectorproxy.spi.ErrorCode;

/// Ends a computation that nobody waits for any more. The libraries themselves do not look for it.
final class Interruption {
    private Interruption() {}

    /// @throws ConnectorException `ReadTimeout`: the thread is interrupted; it stays so
    static void check() {
        if (Thread.currentThread().isInterrupted()) {
            throw new ConnectorException(
                    ErrorCode.READ_TIMEOUT, "the document was not complete by the deadline");
        }
    }
}
