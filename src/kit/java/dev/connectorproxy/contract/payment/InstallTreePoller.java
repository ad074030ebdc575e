package dev.connectorproxy.contract.payment;

import dev.connectorproxy.spi.payment.PaymentConnector;
import dev.connectorproxy.spi.payment.SkippedRow;
import dev.connectorproxy.spi.payment.Task;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// Polls a complete install tree as the engine does: every task for every row that its parent ever fetched, each with
/// its own state, which is stored as text between two pages. A page limit stops endless walks.
final class InstallTreePoller {
    private final ProviderHarness harness;
    private final PaymentConnector connector;
    private final int pageSize;
    private final Map<TaskRun, String> states = new LinkedHashMap<>();
    private final Map<TaskRun, Map<String, FetchedRow>> parents = new LinkedHashMap<>();
    private final Set<TaskRun> taskRuns = new LinkedHashSet<>();

    InstallTreePoller(ProviderHarness harness, PaymentConnector connector, int pageSize) {
        this.harness = harness;
        this.connector = connector;
        this.pageSize = pageSize;
    }

    /// The result of one poll.
    ///
    /// @param rows the rows by task run, in the order in which they were fetched
    /// @param skipped the rows that were left out
    record Poll(Map<TaskRun, List<FetchedRow>> rows, List<SkippedRow> skipped) {

        /// All rows of a kind.
        List<FetchedRow> of(Task.Type kind) {
            return rows.entrySet().stream()
                    .filter(entry -> entry.getKey().kind() == kind)
                    .flatMap(entry -> entry.getValue().stream())
                    .toList();
        }

        Set<String> references(Task.Type kind) {
            var references = new TreeSet<String>();
            of(kind).forEach(row -> references.add(row.reference()));
            return references;
        }

        /// The times of creation of all rows of a kind that have one, by reference.
        Map<String, String> times(Task.Type kind) {
            var times = new TreeMap<String, String>();
            of(kind).stream()
                    .filter(row -> row.json().containsKey("createdAt"))
                    .forEach(row -> times.put(row.reference(), row.json().getString("createdAt")));
            return times;
        }

        /// All rows of a kind as they read, by reference.
        Map<String, String> texts(Task.Type kind) {
            var texts = new TreeMap<String, String>();
            of(kind).forEach(row -> texts.put(row.reference(), row.json().toString()));
            return texts;
        }
    }

    /// Polls once, continuing from the states of the previous poll.
    Poll poll() {
        var poll = new Poll(new LinkedHashMap<>(), new ArrayList<>());
        for (var task : connector.install(harness.call())) {
            visit(TaskRun.root(task), poll);
        }
        return poll;
    }

    /// All task runs that were visited, including those of [Task.Type#CREATE_WEBHOOKS].
    List<TaskRun> taskRuns() {
        return List.copyOf(taskRuns);
    }

    /// The task runs that fetch rows.
    List<TaskRun> fetching() {
        return taskRuns.stream().filter(taskRun -> FetchedRow.fetches(taskRun.task())).toList();
    }

    /// One task run of each path: the one with the most rows in that poll.
    List<TaskRun> oneOfEachPath(Poll poll) {
        var best = new LinkedHashMap<String, TaskRun>();
        for (var taskRun : fetching()) {
            best.merge(taskRun.path(), taskRun, (one, other) -> more(poll, one, other));
        }
        return List.copyOf(best.values());
    }

    Optional<String> state(TaskRun taskRun) {
        return Optional.ofNullable(states.get(taskRun));
    }

    private static TaskRun more(Poll poll, TaskRun one, TaskRun other) {
        return poll.rows().get(other).size() > poll.rows().get(one).size() ? other : one;
    }

    private void visit(TaskRun taskRun, Poll poll) {
        taskRuns.add(taskRun);
        if (!FetchedRow.fetches(taskRun.task())) {
            return;
        }
        var found = new ArrayList<FetchedRow>();
        var walked =
                harness.walk(connector, taskRun, pageSize)
                        .walk(
                                state(taskRun),
                                step -> {
                                    found.addAll(step.page().items());
                                    poll.skipped().addAll(step.page().skipped());
                                    return true;
                                });
        walked.state().ifPresent(it -> states.put(taskRun, it));
        poll.rows().put(taskRun, found);
        var known = parents.computeIfAbsent(taskRun, _ -> new LinkedHashMap<>());
        found.forEach(row -> known.putIfAbsent(row.reference(), row));
        for (var next : taskRun.task().nextTasks()) {
            List.copyOf(known.values()).forEach(row -> visit(taskRun.child(next, row), poll));
        }
    }
}
