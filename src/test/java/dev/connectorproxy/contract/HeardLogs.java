package dev.connectorproxy.contract;

import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/// Everything that goes through `java.util.logging` meanwhile, `System.Logger` included.
final class HeardLogs extends Handler implements AutoCloseable {
    private final StringBuffer heard = new StringBuffer();
    private final Logger root = Logger.getLogger("");

    HeardLogs() {
        setLevel(Level.ALL);
        root.addHandler(this);
    }

    String text() {
        return heard.toString();
    }

    @Override
    public void publish(LogRecord entry) {
        heard.append(new SimpleFormatter().format(entry)).append('\n');
    }

    @Override
    public void flush() {}

    @Override
    public void close() {
        root.removeHandler(this);
    }
}
