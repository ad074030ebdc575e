package dev.connectorproxy;

import dev.connectorproxy.observe.LogWriter;
import dev.connectorproxy.security.CallerAuthenticator;
import dev.connectorproxy.security.SecuritySettings;
import dev.connectorproxy.server.ListenerTls;
import dev.connectorproxy.settings.Settings;
import dev.connectorproxy.settings.SettingsException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/// Reads the API keys and the files of the listener's TLS again, and logs in one line what was read, what failed, and
/// what needs a restart. Whatever fails stays as it was. Thread-safe.
final class Reload {
    private static final String SECURITY = "security";

    private final Lock lock = new ReentrantLock();
    private final CallerAuthenticator authenticator;
    private final Optional<ListenerTls> tls;
    private final LogWriter log;
    private List<String> keyNames; // guarded by lock

    /// @param keyNames of the API keys in use
    Reload(
            CallerAuthenticator authenticator,
            List<String> keyNames,
            Optional<ListenerTls> tls,
            LogWriter log) {
        this.authenticator = authenticator;
        this.keyNames = List.copyOf(keyNames);
        this.tls = tls;
        this.log = log;
    }

    /// @param started the settings of the start
    /// @param current reads the settings
    void run(Settings started, Supplier<Settings> current) {
        lock.lock();
        try {
            var report = new Report();
            try {
                var settings = current.get();
                settings.changesSince(started).stream()
                        .filter(key -> !key.startsWith(SECURITY + "."))
                        .forEach(report.needRestart::add);
                readKeys(started, settings, report);
            } catch (SettingsException e) {
                report.failed.add(e.getMessage());
            }
            tls.ifPresent(files ->
                    files.reread()
                            .ifPresentOrElse(
                                    report.failed::add, () -> report.read.add("server.tls")));
            report.write(log);
        } finally {
            lock.unlock();
        }
    }

    /// Adding the first key is allowed, removing the last one is not: a mistake in a file must not open the proxy.
    private void readKeys(Settings started, Settings settings, Report report) {
        var security =
                SecuritySettings.create(
                        settings.root().section(SECURITY), started.root().sections("callers"));
        settings.refuseUnknownBelow(SECURITY);
        if (!keyNames.isEmpty() && !security.keyRequired()) {
            throw new SettingsException(
                    "security has no API key any more, and only a restart opens the proxy to everybody");
        }
        authenticator.replaceKeys(security);
        report.read.add("API keys (%s)".formatted(String.join(", ", security.keyNames())));
        if (!keyNames.equals(security.keyNames())) {
            report.needRestart.add("the shares and metrics of added and removed keys");
        }
        keyNames = security.keyNames();
    }

    private record Report(List<String> read, List<String> failed, List<String> needRestart) {
        Report() {
            this(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        }

        void write(LogWriter log) {
            var line = new StringBuilder("reload: read again: ").append(text(read));
            line.append("; failed: ").append(text(failed));
            if (!needRestart.isEmpty()) {
                line.append("; changed, but needs a restart: ").append(text(needRestart));
            }
            if (failed.isEmpty()) {
                log.info(line.toString());
            } else {
                log.warning(line.toString());
            }
        }

        private static String text(List<String> parts) {
            return parts.isEmpty() ? "nothing" : String.join(" | ", parts);
        }
    }
}
