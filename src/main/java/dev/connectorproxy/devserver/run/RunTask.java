package dev.connectorproxy.devserver.run;

import dev.connectorproxy.spi.payment.Times;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// A task of a run: a task of the install tree for one payload.
///
/// @param number its number within the run, from 1
/// @param parent the number of the task that fetched its payload; 0 for none
/// @param payload the identity of its payload; an empty string for none
/// @param note why it was skipped
/// @param error the body of the error response that its last fetch would have been
/// @param calls the numbers of its latest calls
record RunTask(
        int number,
        int parent,
        TaskNode node,
        String payload,
        TaskStatus status,
        TaskCounts counts,
        Optional<String> note,
        Optional<JsonObject> error,
        Optional<Instant> startedAt,
        Optional<Instant> endedAt,
        List<Long> calls) {
    private static final JsonProvider JSON = JsonProvider.provider();
    private static final int MAX_CALLS = 20;

    static RunTask pending(int number, int parent, TaskNode node, String payload) {
        return new RunTask(
                number,
                parent,
                node,
                payload,
                TaskStatus.PENDING,
                TaskCounts.NONE,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of());
    }

    RunTask started(Instant now) {
        return new RunTask(
                number,
                parent,
                node,
                payload,
                TaskStatus.RUNNING,
                counts,
                note,
                error,
                Optional.of(now),
                endedAt,
                calls);
    }

    RunTask with(TaskCounts more) {
        return counted(more, calls);
    }

    RunTask withPage(TaskCounts more, long call) {
        var latest =
                Stream.concat(calls.stream(), Stream.of(call))
                        .skip(Math.max(0, calls.size() + 1 - MAX_CALLS))
                        .toList();
        return counted(more, latest);
    }

    private RunTask counted(TaskCounts more, List<Long> newCalls) {
        return new RunTask(
                number,
                parent,
                node,
                payload,
                status,
                counts.plus(more),
                note,
                error,
                startedAt,
                endedAt,
                newCalls);
    }

    RunTask ended(TaskStatus end, Instant now) {
        return ended(end, note, error, now);
    }

    RunTask skipped(String why, Instant now) {
        return ended(TaskStatus.SKIPPED, Optional.of(why), error, now);
    }

    RunTask failed(JsonObject failure, Instant now) {
        return ended(TaskStatus.FAILED, note, Optional.of(failure), now);
    }

    private RunTask ended(
            TaskStatus end, Optional<String> newNote, Optional<JsonObject> newError, Instant now) {
        return new RunTask(
                number,
                parent,
                node,
                payload,
                end,
                counts,
                newNote,
                newError,
                startedAt,
                Optional.of(now),
                calls);
    }

    /// @param now ends the duration of a task that has not ended
    JsonObject toJson(Instant now) {
        var json =
                JSON.createObjectBuilder()
                        .add("task", number)
                        .add("parent", parent == 0 ? JsonValue.NULL : JSON.createValue(parent))
                        .add("path", node.path());
        addDescription(json, node)
                .add("payload", payload.isEmpty() ? JsonValue.NULL : JSON.createValue(payload))
                .add("status", status.text());
        return counts.addTo(json)
                .add("note", note.<JsonValue>map(JSON::createValue).orElse(JsonValue.NULL))
                .add("error", error.<JsonValue>map(failure -> failure).orElse(JsonValue.NULL))
                .add("startedAt", time(startedAt))
                .add("durationMillis", durationMillis(now))
                .add("calls", JSON.createArrayBuilder(calls))
                .build();
    }

    static JsonObjectBuilder addDescription(JsonObjectBuilder json, TaskNode node) {
        return json.add("type", node.task().type().name())
                .add(
                        "kind",
                        node.kind()
                                .<JsonValue>map(kind -> JSON.createValue(kind.path()))
                                .orElse(JsonValue.NULL))
                .add("name", node.task().name())
                .add("periodically", node.task().periodically());
    }

    long durationMillis(Instant now) {
        return startedAt
                .map(start -> Duration.between(start, endedAt.orElse(now)).toMillis())
                .orElse(0L);
    }

    static JsonValue time(Optional<Instant> time) {
        return time.<JsonValue>map(present -> JSON.createValue(Times.text(present)))
                .orElse(JsonValue.NULL);
    }
}
