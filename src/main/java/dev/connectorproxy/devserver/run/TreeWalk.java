package dev.connectorproxy.devserver.run;

import dev.connectorproxy.devserver.api.DevServerException;
import dev.connectorproxy.devserver.connector.ConnectorInstance;
import dev.connectorproxy.devserver.connector.ProviderCalls;
import dev.connectorproxy.devserver.fetch.CommittedPage;
import dev.connectorproxy.devserver.fetch.FetchParameters;
import dev.connectorproxy.devserver.state.FetchKind;
import dev.connectorproxy.devserver.state.PayloadIdentity;
import dev.connectorproxy.devserver.state.StateKey;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Walks the install tree of a connector depth-first as the engine does: each page of a list is stored, then the tasks
/// that follow run for each of its rows, then the next page is fetched. A list continues from its kept state, and the
/// tasks that follow it also run for the rows that earlier fetches brought. What fails ends its own task only. Used by
/// the thread of one run.
final class TreeWalk {
    private final RunService service;
    private final Run run;
    private final RunProgress progress;
    private final ParentRows parents;
    private final WalkChecks checks;

    TreeWalk(RunService service, Run run) {
        this.service = service;
        this.run = run;
        this.progress = run.progress();
        this.checks = new WalkChecks(run.findings());
        this.parents =
                run.options().fromStart()
                        ? ParentRows.NONE
                        : ParentRows.of(service.fetches().rows().all(run.connectorId()));
    }

    /// A task and its payload.
    private record Visit(RunTask task, Optional<JsonValue> payload) {
        StateKey key(FetchKind kind) {
            return new StateKey(kind, task.node().fetchName(), PayloadIdentity.of(payload));
        }
    }

    /// @throws DevServerException there is no install tree
    /// @throws InterruptedException the run was cancelled
    void run() throws InterruptedException {
        var nodes = install();
        progress.begin(nodes);
        checks.tree(nodes, service.providers().get(instance().provider()).capabilities());
        var roots = new ArrayList<Visit>();
        for (var node : nodes) {
            add(0, node, Optional.empty()).ifPresent(roots::add);
        }
        for (var root : roots) {
            visit(root);
        }
        checks.end(run.connectorId(), service.fetches().rows());
    }

    private List<TaskNode> install() {
        var instance = instance();
        return service.fetches()
                .calls()
                .run(
                        ProviderCalls.Operation.of(instance, "install"),
                        call -> TaskNode.of(instance.connector().install(call)));
    }

    private ConnectorInstance instance() {
        return service.connectors().get(run.connectorId());
    }

    private Optional<Visit> add(int parent, TaskNode node, Optional<JsonValue> payload) {
        return progress.add(parent, node, PayloadIdentity.of(payload).text())
                .map(task -> new Visit(task, payload));
    }

    private void visit(Visit visit) throws InterruptedException {
        var task = visit.task();
        if (!progress.mayCall()) {
            return;
        }
        if (task.node().kind().isEmpty()) {
            skip(task, "only POST /connectors/{connectorId}/webhooks creates webhooks");
            return;
        }
        if (!task.node().leadsTo(run.options().kinds())) {
            skip(task, "not among the kinds of this run");
            return;
        }
        var kind = task.node().kind().get();
        var visited = new HashSet<String>();
        if (hasRun(task, visit.key(kind))) {
            skip(task, "runs once, and has run");
        } else {
            fetchPages(visit, kind, visited);
        }
        visitKnown(visit, kind, visited);
    }

    private void skip(RunTask task, String why) {
        progress.change(task, before -> before.skipped(why, service.clock().instant()));
    }

    private boolean hasRun(RunTask task, StateKey key) {
        return !task.node().task().periodically() && isAtEnd(key);
    }

    /// Whether the list was read to its end before, and is not to be read from its start.
    private boolean isAtEnd(StateKey key) {
        return !run.options().fromStart()
                && instance().states().get(key).filter(entry -> !entry.hasMore()).isPresent();
    }

    private void fetchPages(Visit visit, FetchKind kind, Set<String> visited)
            throws InterruptedException {
        var task = visit.task();
        var fetches = new PageFetches(service, run, task, checks);
        boolean polls = isAtEnd(visit.key(kind));
        progress.change(task, before -> before.started(service.clock().instant()));
        boolean more = true;
        for (boolean first = true; more; first = false) {
            var page = fetches.next(kind, parameters(visit, first));
            if (page.isEmpty()) {
                return; // failed, or a cap was hit
            }
            checks.page(task, polls, page.get());
            visitRows(visit, page.get(), visited);
            more = page.get().page().hasMore();
        }
        progress.change(task, before -> before.ended(TaskStatus.DONE, service.clock().instant()));
    }

    private FetchParameters parameters(Visit visit, boolean first) {
        return new FetchParameters(
                visit.task().node().fetchName(),
                visit.payload(),
                Optional.empty(),
                run.options().pageSize(),
                !(first && run.options().fromStart()),
                false);
    }

    private void visitRows(Visit visit, CommittedPage page, Set<String> visited)
            throws InterruptedException {
        if (visit.task().node().next().isEmpty()) {
            return;
        }
        var next = new ArrayList<Visit>();
        for (var row : page.rows()) {
            if (visited.add(row.key().text())) {
                next.addAll(addNext(visit, ParentRows.payload(row.row())));
            }
        }
        visitAll(next);
    }

    private void visitKnown(Visit visit, FetchKind kind, Set<String> visited)
            throws InterruptedException {
        if (visit.task().node().next().isEmpty()) {
            return;
        }
        var next = new ArrayList<Visit>();
        for (var row : parents.of(visit.key(kind))) {
            if (visited.add(row.key().text())) {
                next.addAll(addNext(visit, ParentRows.payload(row)));
            }
        }
        visitAll(next);
    }

    private List<Visit> addNext(Visit visit, JsonValue payload) {
        var next = new ArrayList<Visit>();
        for (var node : visit.task().node().next()) {
            add(visit.task().number(), node, Optional.of(payload)).ifPresent(next::add);
        }
        return next;
    }

    private void visitAll(List<Visit> visits) throws InterruptedException {
        for (var visit : visits) {
            visit(visit);
        }
    }
}
