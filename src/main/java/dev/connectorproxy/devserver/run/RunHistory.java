package dev.connectorproxy.devserver.run;

import dev.connectorproxy.devserver.api.DevServerException;
import dev.connectorproxy.devserver.memory.ConnectorHistory;
import dev.connectorproxy.devserver.memory.ConnectorMemory;
import dev.connectorproxy.devserver.memory.CopyingMap;
import dev.connectorproxy.spi.payment.PaymentError;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The runs in progress, at most one of each connector and eight of all, and the latest 200 that have ended, up to
/// 16 MiB. Thread-safe.
public final class RunHistory implements ConnectorMemory, AutoCloseable {
    private static final int MAX_LIVE = 8;
    private static final int MAX_PAST = 200;
    private static final long MAX_BYTES = 16 << 20;

    private final CopyingMap<String, Run> live = new CopyingMap<>(); // by connector id
    private final ConnectorHistory<Long, Run> past = new ConnectorHistory<>(MAX_PAST, MAX_BYTES);

    /// Adds a run.
    ///
    /// @throws DevServerException 409 while its connector has one, 503 while there are too many
    void add(Run run) {
        live.change(all -> {
            Optional.ofNullable(all.get(run.connectorId()))
                    .filter(other -> !other.ended())
                    .ifPresent(other -> {
                        throw DevServerException.conflict(
                                "a run is under way",
                                "cancel run %d, or wait for its end".formatted(other.number()),
                                PaymentError.RETRY_LATER);
                    });
            if (all.size() >= MAX_LIVE) {
                throw DevServerException.busy("too many runs", "cancel one, or try again later");
            }
            all.put(run.connectorId(), run);
        });
    }

    /// Ends a run that has done its work: from now on it is one of the past ones.
    ///
    /// @param end sets its status; the run can be found before and after
    void end(Run run, Runnable end) {
        past.put(run.connectorId(), run.number(), run, run.size());
        end.run();
        live.change(all -> all.remove(run.connectorId(), run));
    }

    /// The runs of a connector, the oldest first.
    List<Run> all(String connectorId) {
        var ended = past.all(connectorId);
        return Stream.concat(
                        ended.stream(),
                        live(connectorId).stream().filter(run -> !ended.contains(run)))
                .toList();
    }

    Optional<Run> find(String connectorId, long number) {
        return live(connectorId)
                .filter(run -> run.number() == number)
                .or(() -> past.get(connectorId, number));
    }

    /// The calls of a run, the oldest first: of each of its tasks the latest 20.
    public Optional<List<Long>> calls(String connectorId, long number) {
        return find(connectorId, number)
                .map(run ->
                        run.progress().snapshot().tasks().stream()
                                .flatMap(task -> task.calls().stream())
                                .sorted()
                                .toList());
    }

    private Optional<Run> live(String connectorId) {
        return live.update(all -> Optional.ofNullable(all.get(connectorId)));
    }

    /// Removes a run that has ended.
    void remove(Run run) {
        past.remove(run.connectorId(), run.number());
    }

    @Override
    public void forget(String connectorId) {
        live(connectorId).ifPresent(Run::cancel);
        past.forget(connectorId);
    }

    /// Cancels all runs.
    @Override
    public void close() {
        live.all().values().forEach(Run::cancel);
    }
}
