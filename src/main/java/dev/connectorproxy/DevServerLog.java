package dev.connectorproxy;

import dev.connectorproxy.devserver.DevLog;
import dev.connectorproxy.observe.LogWriter;

/// The log as the development server knows it.
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
