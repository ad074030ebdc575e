package dev.connectorproxy.observe;

import io.helidon.logging.common.LogConfig;
import io.helidon.webserver.WebServer;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.slf4j.LoggerFactory;

/// A process that logs like the proxy, for [LoggingProcessTest]: starts a server, logs through every API, and ends on
/// SIGTERM.
final class ObservedProcess {
    private ObservedProcess() {}

    public static void main(String[] args) {
        var settings =
                new LogSettings(
                        LogSettings.Format.valueOf(args[0]),
                        LogSettings.Level.valueOf(args[1]),
                        args[3]);
        var log = LogWriter.install(settings);
        // the first steps of Helidon's shutdown hook and main class
        LogConfig.initClass();
        var metrics = new CommandMetrics(Map.of("http/GetRequest", List.of()), _ -> false, log);
        var readiness = new Readiness();
        var server =
                WebServer.builder()
                        .host("127.0.0.1")
                        .port(0)
                        .shutdownHook(false)
                        .featuresDiscoverServices(false)
                        .addFeature(ObserveEndpoints.feature(readiness, List::of, List.of()))
                        .build()
                        .start();
        Runtime.getRuntime()
                .addShutdownHook(
                        new Thread(() -> {
                            readiness.drain();
                            server.stop();
                            log.info("in flight at the end: " + metrics.inFlight());
                            log.close();
                        }));
        for (var name :
                List.of("io.helidon.webserver", "org.apache.hc.client5.http.wire", "other")) {
            speak(Logger.getLogger(name), args[2]);
        }
        var slf4j = LoggerFactory.getLogger("slf4j");
        slf4j.debug("debug of {}: {}", slf4j.getName(), args[2]);
        slf4j.info("info of {}", slf4j.getName());
        slf4j.error("error of {}", slf4j.getName(), new IllegalStateException(args[2]));
        System.getLogger("platform").log(System.Logger.Level.INFO, "info of {0}", "platform");
        readiness.ready();
        log.info("listening");
    }

    private static void speak(Logger logger, String secret) {
        logger.log(Level.FINEST, "finest of {0}: " + secret, logger.getName());
        logger.log(Level.FINE, "fine of {0}: " + secret, logger.getName());
        logger.log(Level.INFO, "info of {0}", logger.getName());
        logger.log(Level.WARNING, "warning of {0}", logger.getName());
        logger.log(
                Level.SEVERE, "severe of " + logger.getName(), new IllegalStateException(secret));
    }
}
