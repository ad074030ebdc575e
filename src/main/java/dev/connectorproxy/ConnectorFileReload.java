package dev.connectorproxy;

import dev.connectorproxy.catalogue.CommandDirectory;
import dev.connectorproxy.declarative.ConnectorFiles;
import dev.connectorproxy.federation.Federation;
import dev.connectorproxy.observe.CommandMetrics;
import dev.connectorproxy.observe.LogWriter;
import java.util.Map;
import java.util.concurrent.locks.Lock;

/// Offers the commands of connector files that have changed, and says so in the log. Thread-safe.
///
/// @param looking so that one thread looks at a time
record ConnectorFileReload(
        ConnectorFiles files,
        LocalCatalogue catalogue,
        CommandDirectory directory,
        Federation federation,
        CommandMetrics metrics,
        LogWriter log,
        Lock looking) {

    /// Looks at the files once. Never throws, so that the next look comes.
    void look() {
        looking.lock();
        try {
            var before = files.problems();
            if (catalogue.refresh()) {
                metrics.addCommands(catalogue.errorCodes());
                directory.replaceLocal(catalogue.current());
                federation.merge();
                report(before);
            }
        } catch (RuntimeException | StackOverflowError e) {
            log.error("reading connector files failed unexpectedly", e);
        } finally {
            looking.unlock();
        }
    }

    /// The log line for a broken file.
    static String brokenFileMessage(String problem) {
        return "connector file is broken: " + problem;
    }

    private void report(Map<String, String> before) {
        files.problems()
                .forEach((file, problem) -> {
                    if (!problem.equals(before.get(file))) {
                        log.warning(brokenFileMessage(problem));
                    }
                });
        log.info(
                "connector files were read again: %d connectors, %d commands in all"
                        .formatted(files.connectors().size(), catalogue.errorCodes().size()));
    }
}
