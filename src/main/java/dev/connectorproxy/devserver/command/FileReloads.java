package dev.connectorproxy.devserver.command;

import dev.connectorproxy.devserver.api.DevServerException;
import dev.connectorproxy.devserver.api.JsonBodyReader;
import dev.connectorproxy.devserver.api.JsonResponses;
import dev.connectorproxy.devserver.memory.ConnectorHistory;
import dev.connectorproxy.spi.payment.Times;
import jakarta.json.JsonObject;
import jakarta.json.spi.JsonProvider;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicLong;

/// Loads connector files when they have changed, one after the other on a thread of its own, and makes the last calls again.
/// Thread-safe.
final class FileReloads implements AutoCloseable {
    private static final JsonProvider JSON = JsonProvider.provider();

    private final FileConnectors files;
    private final CommandRerun rerun;
    private final ConnectorHistory<Long, byte[]> reports;
    private final InstantSource clock;
    private final AtomicLong numbers = new AtomicLong();
    private final ExecutorService thread =
            Executors.newSingleThreadExecutor(Thread.ofVirtual().name("file-reload").factory());

    /// @param reports receives what came of each reload
    FileReloads(
            FileConnectors files,
            CommandRerun rerun,
            ConnectorHistory<Long, byte[]> reports,
            InstantSource clock) {
        this.files = files;
        this.rerun = rerun;
        this.reports = reports;
        this.clock = clock;
    }

    /// Looks at the files, and returns when those that have changed are in use, and what came of each.
    ///
    /// @throws DevServerException 503 when the server is stopping
    List<JsonObject> look(boolean automatic) {
        try {
            return thread.submit(() -> reload(automatic)).get();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw stopping();
        } catch (RejectedExecutionException _) {
            throw stopping();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof DevServerException failure
                    ? failure
                    : new IllegalStateException("a reload failed unexpectedly", e.getCause());
        }
    }

    private List<JsonObject> reload(boolean automatic) {
        var changed = files.replace(files.runtime().look());
        return changed.stream().map(connector -> rerun(connector, automatic)).toList();
    }

    private JsonObject rerun(LoadedConnector connector, boolean automatic) {
        var begin = clock.instant();
        var again = rerun.run(connector);
        var report =
                JSON.createObjectBuilder()
                        .add("reload", numbers.incrementAndGet())
                        .add("connector", connector.name())
                        .add("automatic", automatic)
                        .add("startedAt", Times.text(begin))
                        .add("millis", clock.instant().toEpochMilli() - begin.toEpochMilli())
                        .add("calls", JSON.createArrayBuilder(again))
                        .build();
        var bytes = JsonResponses.toBytes(report);
        long number = report.getJsonNumber("reload").longValue();
        reports.put(connector.id(), number, bytes, bytes.length);
        return report;
    }

    /// What came of the latest reloads of a connector, the oldest first.
    List<JsonObject> of(LoadedConnector connector) {
        return reports.all(connector.id()).stream()
                .map(report -> JsonBodyReader.parse(report).asJsonObject())
                .toList();
    }

    private static DevServerException stopping() {
        return DevServerException.busy("reload failed", "the server is stopping");
    }

    /// Interrupts a running reload.
    @Override
    public void close() {
        thread.shutdownNow();
    }
}
