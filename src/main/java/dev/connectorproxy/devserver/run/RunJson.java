package dev.connectorproxy.devserver.run;

import dev.connectorproxy.devserver.run.RunSnapshot.Wait;
import dev.connectorproxy.spi.payment.Times;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Runs as JSON, not yet masked.
///
/// @param now ends the duration of what has not ended
record RunJson(Run run, RunSnapshot snapshot, Instant now) {
    private static final JsonProvider JSON = JsonProvider.provider();

    /// The run without its tree.
    JsonObject summary() {
        return summaryBuilder().build();
    }

    /// The run with its tree.
    JsonObject whole() {
        var byPath =
                snapshot.tasks().stream()
                        .collect(Collectors.groupingBy(task -> task.node().path()));
        return summaryBuilder()
                .add("options", run.options().toJson())
                .add("checks", run.findings().toJson())
                .add("tree", tree(snapshot.tree(), byPath))
                .build();
    }

    /// Its tasks.
    JsonArrayBuilder tasks(List<RunTask> tasks) {
        var array = JSON.createArrayBuilder();
        tasks.forEach(task -> array.add(task.toJson(now)));
        return array;
    }

    private JsonObjectBuilder summaryBuilder() {
        var json =
                JSON.createObjectBuilder()
                        .add("run", run.number())
                        .add("status", snapshot.status().text())
                        .add("startedAt", Times.text(snapshot.startedAt()))
                        .add("endedAt", RunTask.time(snapshot.endedAt()))
                        .add(
                                "durationMillis",
                                Duration.between(
                                                snapshot.startedAt(),
                                                snapshot.endedAt().orElse(now))
                                        .toMillis())
                        .add("tasks", statuses(snapshot.tasks()));
        return snapshot.totals()
                .addTo(json)
                .add("hitCaps", hitCaps())
                .add("error", orNull(snapshot.error()))
                .add("next", orNull(snapshot.waiting().map(this::next)));
    }

    private JsonArrayBuilder hitCaps() {
        var caps = JSON.createArrayBuilder();
        snapshot.hit().stream()
                .sorted()
                .forEach(cap ->
                        caps.add(
                                JSON.createObjectBuilder()
                                        .add("cap", cap.field())
                                        .add("max", run.options().caps().get(cap))));
        return caps;
    }

    /// What a run that is paused or waiting does next.
    private JsonObject next(Wait waiting) {
        return JSON.createObjectBuilder()
                .add("task", waiting.task().toJson(now))
                .add("since", Times.text(waiting.since()))
                .add("until", RunTask.time(waiting.until()))
                .build();
    }

    private JsonArrayBuilder tree(List<TaskNode> nodes, Map<String, List<RunTask>> byPath) {
        var array = JSON.createArrayBuilder();
        nodes.forEach(node -> array.add(node(node, byPath)));
        return array;
    }

    /// A task of the install tree, with what its tasks brought together.
    private JsonObject node(TaskNode node, Map<String, List<RunTask>> byPath) {
        var tasks = byPath.getOrDefault(node.path(), List.of());
        var json = JSON.createObjectBuilder().add("path", node.path());
        RunTask.addDescription(json, node)
                .add("status", status(tasks).text())
                .add("tasks", statuses(tasks));
        return tasks.stream()
                .map(RunTask::counts)
                .reduce(TaskCounts.NONE, TaskCounts::plus)
                .addTo(json)
                .add(
                        "durationMillis",
                        tasks.stream().mapToLong(task -> task.durationMillis(now)).sum())
                .add("note", orNull(first(tasks, RunTask::note).map(JSON::createValue)))
                .add("error", orNull(first(tasks, RunTask::error)))
                .add("next", tree(node.next(), byPath))
                .build();
    }

    /// The status that matters before the others; of a node without tasks, because no rows lead there.
    private TaskStatus status(List<RunTask> tasks) {
        var without = snapshot.status().ended() ? TaskStatus.SKIPPED : TaskStatus.PENDING;
        return tasks.stream().map(RunTask::status).min(TaskStatus::compareTo).orElse(without);
    }

    private static <T> Optional<T> first(
            List<RunTask> tasks, Function<RunTask, Optional<T>> field) {
        return tasks.stream().map(field).flatMap(Optional::stream).findFirst();
    }

    /// How many tasks have each status.
    private static JsonObjectBuilder statuses(List<RunTask> tasks) {
        var counts = new TreeMap<TaskStatus, Integer>();
        tasks.forEach(task -> counts.merge(task.status(), 1, Integer::sum));
        var json = JSON.createObjectBuilder();
        counts.forEach((status, count) -> json.add(status.text(), count));
        return json;
    }

    private static JsonValue orNull(Optional<? extends JsonValue> value) {
        return value.<JsonValue>map(present -> present).orElse(JsonValue.NULL);
    }
}
