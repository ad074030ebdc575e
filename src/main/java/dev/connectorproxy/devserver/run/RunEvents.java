package dev.connectorproxy.devserver.run;

import dev.connectorproxy.devserver.event.ConnectorEvents;
import jakarta.json.spi.JsonProvider;
import java.time.Instant;

/// The events of one run: `run` when its status or its totals change, and `task` when one of its tasks changes.
record RunEvents(ConnectorEvents log, String connectorId, long run) {
    private static final JsonProvider JSON = JsonProvider.provider();

    void run(RunStatus status, TaskCounts totals) {
        var json = JSON.createObjectBuilder().add("run", run).add("status", status.text());
        log.add(connectorId, "run", totals.addTo(json).build());
    }

    void task(RunTask task, Instant now) {
        log.add(
                connectorId,
                "task",
                JSON.createObjectBuilder(task.toJson(now)).add("run", run).build());
    }
}
