package dev.connectorproxy.devserver;

/// Where the development server tells what happens. Implementations are thread-safe and never block.
public interface DevLog {

    void warning(String message);

    /// A bug, with its stack trace but without the failure's own message, which may quote what a caller sent.
    void error(String message, Throwable failure);
}
