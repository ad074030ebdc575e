package dev.connectorproxy.devserver.api;

/// The log of the development server. Implementations are thread-safe and never block.
public interface DevLog {

    /// What happened, in one line.
    default void info(String message) {}

    /// Something an operator should know, in one line.
    void warning(String message);

    /// A bug of a provider, or where one hung.
    ///
    /// @param message one line
    /// @param trace lines of a stack trace, in which secrets are masked
    default void providerFailure(String message, String trace) {
        warning(message);
    }

    /// A bug. Implementations write the stack trace but not the failure's message, which may quote data of the caller.
    void error(String message, Throwable failure);
}
