package dev.connectorproxy.devserver.run;

import dev.connectorproxy.devserver.fetch.CommittedPage;
import dev.connectorproxy.devserver.rows.KeptRow.Change;
import dev.connectorproxy.devserver.rows.RowKey;
import dev.connectorproxy.devserver.rows.RowStore;
import dev.connectorproxy.devserver.run.RunCheck.Verdict;
import dev.connectorproxy.devserver.run.RunFindings.Finding;
import dev.connectorproxy.devserver.state.FetchKind;
import dev.connectorproxy.spi.payment.Capability;
import jakarta.json.JsonObject;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Checks what the pages of a run bring together. Knows the first 200,000 rows of a run. Used by the thread of the run.
final class WalkChecks {
    private static final int MAX_ROWS = 200_000;
    private static final String PARENT = "parentReference";

    private final RunFindings findings;
    private final Map<RowKey, Sight> sights = new HashMap<>();
    private final Map<String, Finding> parents = new HashMap<>(); // by reference, not yet seen

    WalkChecks(RunFindings findings) {
        this.findings = findings;
    }

    /// Where a row was seen first.
    ///
    /// @param content a hash of the row
    private record Sight(int task, long call, int content) {}

    /// Compares the install tree with the capabilities.
    void tree(List<TaskNode> nodes, Set<Capability> declared) {
        findings.checked(RunCheck.INSTALL_TREE);
        var used = new HashSet<Capability>();
        collect(nodes, used);
        for (var capability : Capability.values()) {
            if (used.contains(capability) && !declared.contains(capability)) {
                add(
                        Verdict.FAILED,
                        "the install tree has a task of %s, which is not declared"
                                .formatted(capability));
            } else if (declared.contains(capability)
                    && !used.contains(capability)
                    && capability.name().startsWith("FETCH_")) {
                add(Verdict.WARNING, "%s is declared, but no task is one".formatted(capability));
            }
        }
    }

    private static void collect(List<TaskNode> nodes, Set<Capability> used) {
        for (var node : nodes) {
            used.add(node.task().type().capability());
            collect(node.next(), used);
        }
    }

    private void add(Verdict verdict, String message) {
        findings.add(RunCheck.INSTALL_TREE, verdict, new Finding("", "", 0, 0, message));
    }

    /// Checks a page.
    ///
    /// @param polled whether its list had been read to its end before this run
    void page(RunTask task, boolean polled, CommittedPage page) {
        remarks(task, page);
        findings.checked(RunCheck.DOUBLES);
        for (var row : page.rows()) {
            var json = row.row().toJson();
            checkDouble(task, page.page().call(), row.key(), json);
            parent(task, page.page().call(), row.key(), json);
        }
        if (polled && page.fetch().request().state().isPresent()) {
            findings.checked(RunCheck.POLL_STABILITY);
            page.rows().stream()
                    .filter(row -> row.change() == Change.UNCHANGED)
                    .forEach(row ->
                            findings.add(
                                    RunCheck.POLL_STABILITY,
                                    Verdict.WARNING,
                                    finding(
                                            task,
                                            page.page().call(),
                                            row.key(),
                                            "came again, and has not changed")));
        }
    }

    private void checkDouble(RunTask task, long call, RowKey key, JsonObject row) {
        var sight = new Sight(task.number(), call, row.hashCode());
        var before = sights.size() < MAX_ROWS ? sights.putIfAbsent(key, sight) : sights.get(key);
        if (before == null) {
            return;
        }
        boolean same = before.content() == sight.content();
        var place =
                before.call() == call
                        ? "on one page"
                        : before.task() == task.number() ? "in one list" : "in two lists";
        boolean failed = before.call() == call || same && before.task() == task.number();
        findings.add(
                RunCheck.DOUBLES,
                failed ? Verdict.FAILED : Verdict.WARNING,
                finding(
                        task,
                        call,
                        key,
                        "twice %s, first by call %d%s"
                                .formatted(
                                        place,
                                        before.call(),
                                        same ? "" : ", with another content")));
    }

    private void parent(RunTask task, long call, RowKey key, JsonObject row) {
        if (key.kind() != FetchKind.PAYMENTS) {
            return;
        }
        findings.checked(RunCheck.PARENTS);
        parents.remove(key.text());
        var parent = row.getString(PARENT, "");
        if (!parent.isEmpty()
                && parents.size() < MAX_ROWS
                && !sights.containsKey(new RowKey(FetchKind.PAYMENTS, parent))) {
            parents.putIfAbsent(
                    parent,
                    finding(task, call, key, "its parent %s does not appear".formatted(parent)));
        }
    }

    private void remarks(RunTask task, CommittedPage page) {
        findings.checked(RunCheck.SKIPPED);
        findings.checked(RunCheck.PAGE_WARNINGS);
        for (var row : page.page().array("skipped").getValuesAs(JsonObject.class)) {
            remark(
                    RunCheck.SKIPPED,
                    task,
                    page,
                    row,
                    row.getString("reason") + ": " + row.getString("message"));
        }
        for (var row : page.page().array("warnings").getValuesAs(JsonObject.class)) {
            remark(RunCheck.PAGE_WARNINGS, task, page, row, row.getString("message"));
        }
    }

    private void remark(
            RunCheck check, RunTask task, CommittedPage page, JsonObject row, String message) {
        var reference = row.isNull("reference") ? "" : row.getString("reference");
        findings.add(
                check,
                Verdict.WARNING,
                new Finding(
                        page.fetch().key().kind().path(),
                        reference,
                        task.number(),
                        page.page().call(),
                        message));
    }

    /// A list moved on.
    void moved() {
        findings.checked(RunCheck.STATE_MOVES);
    }

    /// A list that has more returned to a state that it had.
    void endless(RunTask task, String message) {
        var kind = task.node().kind().map(FetchKind::path).orElse("");
        findings.add(
                RunCheck.STATE_MOVES,
                Verdict.FAILED,
                new Finding(kind, "", task.number(), 0, message));
    }

    /// Checks what only the end of the run shows.
    void end(String connectorId, RowStore rows) {
        parents.forEach((reference, finding) -> {
            if (rows.row(connectorId, FetchKind.PAYMENTS, reference).isEmpty()) {
                findings.add(RunCheck.PARENTS, Verdict.WARNING, finding);
            }
        });
    }

    private static Finding finding(RunTask task, long call, RowKey key, String message) {
        return new Finding(key.kind().path(), key.text(), task.number(), call, message);
    }
}
