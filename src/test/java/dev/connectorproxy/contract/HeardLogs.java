package dev.connectorproxy.contract;

import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/// Everything that the proxy would write down meanwhile: what goes through `java.util.logging`, as `System.Logger` does, from
/// `INFO` on. Several may listen at once.
final class HeardLogs extends Handler implements AutoCloseable {
    /// One for all listeners, since there is one root: it stays as talkative as it was made.
    private static final Logger ROOT = Logger.getLogger("");

    private final StringBuffer heard = new StringBuffer();

    HeardLogs() {
        setLevel(Level.ALL);
        if (ROOT.getLevel().intValue() > Level.INFO.intValue()) {
            for (var other : ROOT.getHandlers()) {
                if (other.getLevel().intValue() < ROOT.getLevel().intValue()) {
                    other.setLevel(ROOT.getLevel()); // says no more than before
                }
            }
            ROOT.setLevel(Level.INFO);
        }
        ROOT.addHandler(this);
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
        ROOT.removeHandler(this);
    }
}
