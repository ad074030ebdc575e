package dev.connectorproxy.contract.payment;

import dev.connectorproxy.spi.payment.FetchRequest;
import dev.connectorproxy.spi.payment.Task;
import jakarta.json.JsonValue;
import java.util.Optional;

/// A run of a task of the install tree for one row of its parent.
///
/// @param path the names of the tasks that lead to it, with slashes
/// @param parent the reference of that row; an empty string for a root task
/// @param payload that row
record TaskRun(String path, Task task, String parent, Optional<JsonValue> payload) {

    static TaskRun root(Task task) {
        return new TaskRun("/" + task.name(), task, "", Optional.empty());
    }

    TaskRun child(Task next, FetchedRow row) {
        return new TaskRun(
                path + "/" + next.name(), next, row.reference(), Optional.of(row.payload()));
    }

    Task.Type kind() {
        return task.type();
    }

    boolean isRoot() {
        return payload.isEmpty();
    }

    FetchRequest request(Optional<JsonValue> state, int pageSize) {
        return new FetchRequest(payload, state, pageSize);
    }

    @Override
    public String toString() {
        return parent.isEmpty() ? path : path + " of " + parent;
    }
}
