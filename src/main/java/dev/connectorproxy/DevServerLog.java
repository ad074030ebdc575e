package dev.connectorproxy;

import dev.connectorproxy.devserver.DevLog;
import dev.connectorproxy.observe.LogWriter;

/// Passes the log lines of the development server on to the log of the process.
record DevServerLog(LogWriter log) implements DevLog {

    @Override
    public void warning(String message) {
        log.warning(message);
    }

    @Override
    public void error(String message, Throwable failure) {
        log.error(message, failure);
    }
}
