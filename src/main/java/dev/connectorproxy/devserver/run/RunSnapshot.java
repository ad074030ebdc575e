package dev.connectorproxy.devserver.run;

import jakarta.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The progress of a run at one moment.
///
/// @param tasks in the order of their numbers
/// @param hit the caps that ended it
/// @param error why it has no tasks
record RunSnapshot(
        RunStatus status,
        List<TaskNode> tree,
        List<RunTask> tasks,
        TaskCounts totals,
        Set<RunCap> hit,
        Optional<Wait> waiting,
        Instant startedAt,
        Optional<Instant> endedAt,
        Optional<JsonObject> error) {

    /// What a run that is paused or waiting waits for.
    ///
    /// @param task the task whose fetch comes next
    /// @param until when it is repeated; empty if it is paused
    record Wait(RunTask task, Instant since, Optional<Instant> until) {}
}
