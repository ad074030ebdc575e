package dev.connectorproxy.devserver.run;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.util.Optional;

/// A part of the tasks of a run.
///
/// @param status the status of the tasks; empty for all
/// @param path the path of their node in the install tree; empty for all
/// @param after the number of the task after which the list begins
/// @param limit the maximum number of tasks
record TaskListing(Optional<String> status, Optional<String> path, int after, int limit) {
    private static final JsonProvider JSON = JsonProvider.provider();

    JsonObject of(RunJson run) {
        var matching = run.snapshot().tasks().stream().filter(this::matches).toList();
        var page = matching.stream().filter(task -> task.number() > after).limit(limit).toList();
        boolean last = page.isEmpty() || page.getLast() == matching.getLast();
        return JSON.createObjectBuilder()
                .add("tasks", run.tasks(page))
                .add("count", matching.size())
                .add("next", last ? JsonValue.NULL : JSON.createValue(page.getLast().number()))
                .build();
    }

    private boolean matches(RunTask task) {
        return status.filter(text -> !text.equals(task.status().text())).isEmpty()
                && path.filter(text -> !text.equals(task.node().path())).isEmpty();
    }
}
