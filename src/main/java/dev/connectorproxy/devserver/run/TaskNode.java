package dev.connectorproxy.devserver.run;

import dev.connectorproxy.devserver.state.FetchKind;
import dev.connectorproxy.spi.payment.Task;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// A task of the install tree, with its place there.
///
/// @param path the indexes of its ancestors and its own, such as `0.1`
/// @param kind what it fetches; empty if it fetches nothing
record TaskNode(String path, Optional<FetchKind> kind, Task task, List<TaskNode> next) {
    private static final String FETCH = "FETCH_";
    private static final int MAX_DEPTH = 20;

    TaskNode {
        next = List.copyOf(next);
    }

    /// The nodes of a tree.
    ///
    /// @throws IllegalStateException it has more than 20 levels, which is a bug of the provider
    static List<TaskNode> of(List<Task> tasks) {
        return of(tasks, "", 1);
    }

    private static List<TaskNode> of(List<Task> tasks, String prefix, int depth) {
        if (depth > MAX_DEPTH && !tasks.isEmpty()) {
            throw new IllegalStateException(
                    "the install tree has more than " + MAX_DEPTH + " levels");
        }
        var nodes = new ArrayList<TaskNode>();
        for (int i = 0; i < tasks.size(); i++) {
            var path = prefix + i;
            var next = of(tasks.get(i).nextTasks(), path + ".", depth + 1);
            nodes.add(new TaskNode(path, kind(tasks.get(i).type()), tasks.get(i), next));
        }
        return nodes;
    }

    private static Optional<FetchKind> kind(Task.Type type) {
        return Arrays.stream(FetchKind.values())
                .filter(kind -> type.name().equals(FETCH + kind.name()))
                .findFirst();
    }

    /// Whether this or a later task fetches one of those kinds.
    boolean leadsTo(Set<FetchKind> kinds) {
        return kind.filter(kinds::contains).isPresent()
                || next.stream().anyMatch(node -> node.leadsTo(kinds));
    }

    /// The `name` of a fetch: the task's, for the kind `others` only.
    String fetchName() {
        return kind.filter(FetchKind.OTHERS::equals).map(_ -> task.name()).orElse("");
    }
}
