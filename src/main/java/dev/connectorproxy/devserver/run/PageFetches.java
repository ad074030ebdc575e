package dev.connectorproxy.devserver.run;

import dev.connectorproxy.devserver.api.DevErrorHandler;
import dev.connectorproxy.devserver.api.DevServerException;
import dev.connectorproxy.devserver.fetch.CommittedPage;
import dev.connectorproxy.devserver.fetch.FetchParameters;
import dev.connectorproxy.devserver.rows.KeptRow.Change;
import dev.connectorproxy.devserver.state.FetchKind;
import jakarta.json.JsonArray;
import java.time.Duration;
import java.util.Optional;

/// Fetches the pages of one task: pauses before each call if the run is to, repeats calls that failed, and counts what
/// the pages brought. Used by the thread of its run.
record PageFetches(RunService service, Run run, RunTask task) {

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
        var now = service.clock().instant();
        run.progress().change(task, before -> before.failed(DevErrorHandler.body(e), now));
    }

    private CommittedPage counted(CommittedPage page) {
        var counts = counts(page);
        run.progress().count(task, counts, before -> before.withPage(counts, page.page().call()));
        return page;
    }

    private static TaskCounts counts(CommittedPage page) {
        var json = page.page().json();
        return new TaskCounts(
                1,
                json.getJsonArray(page.fetch().key().kind().field()).size(),
                changes(page, Change.NEW),
                changes(page, Change.CHANGED),
                json.getOrDefault("paymentsToDelete", JsonArray.EMPTY_JSON_ARRAY)
                        .asJsonArray()
                        .size(),
                json.getJsonArray("skipped").size(),
                json.getJsonArray("warnings").size(),
                0);
    }

    private static long changes(CommittedPage page, Change change) {
        return page.rows().stream().filter(row -> row.change() == change).count();
    }
}
