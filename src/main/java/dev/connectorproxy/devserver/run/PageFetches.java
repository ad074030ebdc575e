package dev.connectorproxy.devserver.run;

import dev.connectorproxy.devserver.api.DevErrorHandler;
import dev.connectorproxy.devserver.api.DevServerException;
import dev.connectorproxy.devserver.fetch.CommittedPage;
import dev.connectorproxy.devserver.fetch.FetchParameters;
import dev.connectorproxy.devserver.fetch.FetchService;
import dev.connectorproxy.devserver.fetch.FetchService.EndlessList;
import dev.connectorproxy.devserver.rows.KeptRow.Change;
import dev.connectorproxy.devserver.state.FetchKind;
import jakarta.json.JsonValue;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/// Fetches the pages of one task: pauses before each call if the run is to, repeats calls that failed, and counts what
/// the pages brought. Used by the thread of its run.
record PageFetches(
        RunService service, Run run, RunTask task, WalkChecks checks, Set<String> states) {

    private static final int MAX_STATES = 10_000;

    PageFetches(RunService service, Run run, RunTask task, WalkChecks checks) {
        this(service, run, task, checks, new HashSet<>());
    }

    /// The next page; empty if the task has failed or a cap was hit.
    ///
    /// @throws InterruptedException the run was cancelled
    Optional<CommittedPage> next(FetchKind kind, FetchParameters parameters)
            throws InterruptedException {
        var policy = new RetryPolicy(run.options().retries());
        for (int retries = 0; run.progress().mayCall(); retries++) {
            pauseBefore(kind);
            try {
                return Optional.of(
                        counted(service.fetches().fetchNext(run.connectorId(), kind, parameters)));
            } catch (DevServerException e) {
                throwIfCancelled();
                var delay = policy.delay(e, retries);
                if (delay.isEmpty()) {
                    fail(e);
                    return Optional.empty();
                }
                waitFor(delay.get());
            }
        }
        return Optional.empty();
    }

    private void pauseBefore(FetchKind kind) throws InterruptedException {
        run.gate()
                .await(
                        kind,
                        () -> run.progress().waits(task, Optional.empty()),
                        run.progress()::resumes);
        throwIfCancelled();
    }

    private void throwIfCancelled() throws InterruptedException {
        if (run.cancelled() || Thread.interrupted()) {
            throw new InterruptedException();
        }
    }

    private void waitFor(Duration delay) throws InterruptedException {
        run.progress()
                .count(task, TaskCounts.ONE_RETRY, before -> before.with(TaskCounts.ONE_RETRY));
        run.progress().waits(task, Optional.of(service.clock().instant().plus(delay)));
        service.sleeper().sleep(delay);
        run.progress().resumes();
    }

    private void fail(DevServerException e) {
        if (e.getCause() instanceof EndlessList) {
            checks.endless(task, e.details().orElse(""));
        }
        var now = service.clock().instant();
        run.progress().change(task, before -> before.failed(DevErrorHandler.body(e), now));
    }

    private CommittedPage counted(CommittedPage page) {
        var counts = counts(page);
        run.progress().count(task, counts, before -> before.withPage(counts, page.page().call()));
        checkMovesOn(page);
        return page;
    }

    /// A list that returns to a state that it had would be read until a cap ends the run.
    private void checkMovesOn(CommittedPage page) {
        if (states.size() >= MAX_STATES) {
            return;
        }
        page.fetch().request().state().map(JsonValue::toString).ifPresent(states::add);
        if (page.page().hasMore() && !states.add(page.page().state().orElse(""))) {
            var kind = page.fetch().key().kind();
            throw FetchService.endless(
                    kind, "the list of %s returns to a state that it had".formatted(kind.path()));
        }
        checks.moved();
    }

    private static TaskCounts counts(CommittedPage page) {
        return new TaskCounts(
                1,
                page.page().counts().rows(),
                page.changes(Change.NEW),
                page.changes(Change.CHANGED),
                page.size("paymentsToDelete"),
                page.page().counts().skipped(),
                page.size("warnings"),
                0);
    }
}
