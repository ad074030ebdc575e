package dev.connectorproxy.observe;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.jul.LevelChangePropagator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.joran.spi.JoranException;
import ch.qos.logback.core.status.Status;
import dev.connectorproxy.settings.SettingsException;
import java.io.File;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.LogManager;
import org.slf4j.bridge.SLF4JBridgeHandler;

/// Configures a Logback context: the levels of all loggers, and appenders behind the queue. XML is read only for an
/// operator's own file.
record LogbackConfiguration(LoggerContext context, LogSettings settings) {

    /// Sets the levels, then the appenders of the operator's file or one for `out`, all behind the queue.
    ///
    /// @throws SettingsException if the file is not a good one
    void apply(MaskingLogQueue queue, OutputStream out) {
        setLevels();
        if (settings.logbackFile().isEmpty()) {
            var encoder =
                    switch (settings.format()) {
                        case JSON -> new JsonEncoder();
                        case TEXT -> new TextEncoder();
                    };
            var appender = new BatchAppender(out, encoder, queue.dropped());
            appender.start();
            root().addAppender(appender);
        } else {
            read(new File(settings.logbackFile()));
        }
        context.getLoggerList().forEach(logger -> putQueueInFront(logger, queue));
    }

    /// Routes `java.util.logging` to SLF4J, with the levels of this context: removes every handler. At JVM shutdown
    /// `java.util.logging` removes the new one again.
    void bridgeJul() {
        LogManager.getLogManager().reset();
        var propagator = new LevelChangePropagator();
        propagator.setContext(context);
        propagator.start();
        context.addListener(propagator);
        SLF4JBridgeHandler.install();
    }

    /// The defaults of all levels. Frameworks are never logged below `INFO`, whatever the level, because there they
    /// write headers and bodies. Helidon, verbose on `INFO`, is logged from `WARNING` unless the level is `DEBUG` or
    /// `TRACE`; the HTTP client only on `ERROR`, because its failures reach us as exceptions and its warnings quote
    /// headers; the driver of PostgreSQL never, because its failures are exceptions, too; Flyway on `ERROR`, because
    /// it warns about every database newer than itself; the pool of connections from `WARNING`, because it is opened again
    /// and again while the database is down; the loops of db-scheduler never, because they fail with the database, which
    /// is in the log already.
    private void setLevels() {
        var own = settings.level().toLogback();
        root().setLevel(higher(own, Level.INFO));
        setLevel(LogLine.OWN_LOGGER, own);
        setLevel(
                "io.helidon",
                higher(own, own.isGreaterOrEqual(Level.INFO) ? Level.WARN : Level.INFO));
        setLevel("com.github.kagkarlsson", higher(own, Level.WARN)); // it logs each pause
        setLevel("com.github.kagkarlsson.scheduler.RunUntilShutdown", Level.OFF);
        setLevel("com.github.kagkarlsson.scheduler.RunAndLogErrors", Level.OFF);
        setLevel("com.zaxxer", higher(own, Level.WARN));
        setLevel("org.apache.hc", Level.ERROR);
        setLevel("org.flywaydb", Level.ERROR);
        setLevel("org.postgresql", Level.OFF);
    }

    private void setLevel(String logger, Level level) {
        context.getLogger(logger).setLevel(level);
    }

    private static Level higher(Level first, Level second) {
        return first.isGreaterOrEqual(second) ? first : second;
    }

    private Logger root() {
        return context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    }

    private void read(File file) {
        var configurator = new JoranConfigurator();
        configurator.setContext(context);
        try {
            configurator.doConfigure(file);
        } catch (JoranException _) {
            // is among the statuses, which name line and column
        }
        for (var status : context.getStatusManager().getCopyOfStatusList()) {
            if (status.getEffectiveLevel() == Status.ERROR) {
                throw invalid(status.getMessage());
            }
        }
        if (!context.getCopyOfScheduledFutures().isEmpty()) {
            // a file that is read again would replace the queue
            throw invalid("scan is not supported");
        }
    }

    private SettingsException invalid(String why) {
        return new SettingsException(
                "logging.logback-file: " + settings.logbackFile() + ": " + why);
    }

    private static void putQueueInFront(Logger logger, MaskingLogQueue queue) {
        List<Appender<ILoggingEvent>> appenders = new ArrayList<>();
        logger.iteratorForAppenders().forEachRemaining(appenders::add);
        if (appenders.isEmpty()) {
            return;
        }
        appenders.forEach(logger::detachAppender);
        var front = queue.inFrontOf(appenders);
        front.start();
        logger.addAppender(front);
    }
}
