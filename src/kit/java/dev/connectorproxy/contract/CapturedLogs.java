package dev.connectorproxy.contract;

import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/// Captures what the proxy would log until it is closed: records of `java.util.logging`, which `System.Logger` uses,
/// from `INFO` on. Several may capture at once.
final class CapturedLogs extends Handler implements AutoCloseable {
    /// The root logger, shared by all instances; its level is lowered once and not restored.
    private static final Logger ROOT = Logger.getLogger("");

    private final StringBuffer captured = new StringBuffer();

    CapturedLogs() {
        setLevel(Level.ALL);
        if (ROOT.getLevel().intValue() > Level.INFO.intValue()) {
            for (var other : ROOT.getHandlers()) {
                if (other.getLevel().intValue() < ROOT.getLevel().intValue()) {
                    other.setLevel(ROOT.getLevel()); // keeps the other handlers' output unchanged
                }
            }
            ROOT.setLevel(Level.INFO);
        }
        ROOT.addHandler(this);
    }

    String text() {
        return captured.toString();
    }

    @Override
    public void publish(LogRecord entry) {
        captured.append(new SimpleFormatter().format(entry)).append('\n');
    }

    @Override
    public void flush() {}

    @Override
    public void close() {
        ROOT.removeHandler(this);
    }
}
