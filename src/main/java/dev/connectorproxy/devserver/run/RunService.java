package dev.connectorproxy.devserver.run;

import dev.connectorproxy.devserver.api.DevErrorHandler;
import dev.connectorproxy.devserver.api.DevLog;
import dev.connectorproxy.devserver.api.DevServerException;
import dev.connectorproxy.devserver.connector.ConnectorRegistry;
import dev.connectorproxy.devserver.connector.ProviderRegistry;
import dev.connectorproxy.devserver.event.ConnectorEvents;
import dev.connectorproxy.devserver.fetch.FetchService;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;

/// Starts runs, each on a virtual thread of its own. Thread-safe.
///
/// @param sleeper waits before a call is repeated
/// @param numbers the number of the latest run
public record RunService(
        RunHistory history,
        FetchService fetches,
        ConnectorEvents events,
        ProviderRegistry providers,
        DevLog log,
        Sleeper sleeper,
        AtomicLong numbers) {

    /// Waits.
    @FunctionalInterface
    public interface Sleeper {
        void sleep(Duration time) throws InterruptedException;
    }

    /// Starts a run.
    ///
    /// @throws DevServerException 400 when the page size is out of bounds, 404 without such a connector, 409 while it has a run, 503 while there are too many
    Run start(String connectorId, RunOptions options) {
        connectors().get(connectorId);
        fetches.pageSizes().check(options.pageSize());
        var run =
                new Run(
                        new RunEvents(events, connectorId, numbers.incrementAndGet()),
                        options,
                        clock());
        history.add(run);
        run.start(() -> walk(run));
        connectors().forgetIfDeleted(connectorId);
        return run;
    }

    private void walk(Run run) {
        try {
            new TreeWalk(this, run).run();
        } catch (InterruptedException _) {
            run.cancel(); // the server stops
        } catch (DevServerException e) {
            run.progress().fail(DevErrorHandler.body(e));
        } catch (RuntimeException e) {
            log.error("a run failed unexpectedly", e);
            run.progress()
                    .fail(
                            DevErrorHandler.body(
                                    DevServerException.bug("run failed", "internal error", e)));
        } finally {
            history.end(run, () -> run.progress().end(run.cancelled()));
            connectors().forgetIfDeleted(run.connectorId());
        }
    }

    ConnectorRegistry connectors() {
        return fetches.connectors();
    }

    InstantSource clock() {
        return fetches.clock();
    }
}
