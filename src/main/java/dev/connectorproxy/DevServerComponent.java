package dev.connectorproxy;

import dev.connectorproxy.devserver.DevServer;
import dev.connectorproxy.devserver.api.DevLog;
import dev.connectorproxy.egress.HttpEgress;
import dev.connectorproxy.observe.LogWriter;
import java.util.Optional;

/// The development server and its own egress.
record DevServerComponent(HttpEgress egress, DevServer server) implements AutoCloseable {

    /// Starts the development server, unless it is disabled.
    ///
    /// @param files whose commands it runs, too
    static Optional<DevServerComponent> start(
            AllSettings settings, LogWriter log, ConnectorFileReload files) {
        if (!settings.devServer().enabled()) {
            return Optional.empty();
        }
        var egress = HttpEgress.create(settings.devEgress());
        try {
            var server =
                    DevServer.start(
                            settings.devServer(),
                            new DevServer.Code(
                                    AllSettings.builtInProviders(),
                                    settings.plugins()::takeProviderSources,
                                    DevCommands.create(settings, egress, files)),
                            egress,
                            new DevServerLog(log));
            log.addMask(server::mask); // a plugin may log by other means than its context
            return Optional.of(new DevServerComponent(egress, server));
        } catch (RuntimeException e) {
            egress.close();
            throw e;
        }
    }

    @Override
    public void close() {
        server.close();
        egress.close();
    }

    /// Passes the log lines of the development server on to the log of the process.
    private record DevServerLog(LogWriter log) implements DevLog {
        @Override
        public void info(String message) {
            log.info(message);
        }

        @Override
        public void warning(String message) {
            log.warning(message);
        }

        @Override
        public void providerFailure(String message, String trace) {
            log.error(message, trace);
        }

        @Override
        public void error(String message, Throwable failure) {
            log.error(message, failure);
        }
    }
}
