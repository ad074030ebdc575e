package dev.connectorproxy.devserver.run;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.connectorproxy.devserver.api.DevServerException;
import dev.connectorproxy.spi.payment.PaymentError;
import dev.connectorproxy.spi.payment.PaymentException;
import dev.connectorproxy.spi.payment.Task;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Runs are paused, repeated, capped and cancelled.
class RunControlTest {
    private static final Duration LONG = Duration.ofSeconds(60);

    private final TreeConnector connector =
            new TreeConnector(
                    Task.periodically(Task.Type.FETCH_ACCOUNTS),
                    Task.periodically(Task.Type.FETCH_PAYMENTS));

    @Test
    void inStepModeARunPausesBeforeEachCall() {
        try (var runs = new RunningRuns(connector)) {
            var run = runs.run("{\"step\":true,\"pageSize\":2}");
            assertThat(connector.calls, is(empty()));
            assertThat(
                    RunningRuns.json(run)
                            .getJsonObject("next")
                            .getJsonObject("task")
                            .getString("kind"),
                    is("accounts"));

            assertThat(run.step(), is(true));
            run.awaitRest(LONG);
            assertThat(connector.calls, contains("accounts 0"));
            assertThat(RunningRuns.status(run), is(RunStatus.PAUSED));

            assertThat(run.proceed(), is(true));
            run.awaitRest(LONG);
            assertThat(connector.calls, contains("accounts 0", "accounts 2", "payments 0"));
            assertThat(RunningRuns.status(run), is(RunStatus.DONE));
            assertThat(run.step(), is(false));
            assertThat(run.proceed(), is(false));
        }
    }

    @Test
    void aRunPausesAtItsBreakpoints() {
        try (var runs = new RunningRuns(connector)) {
            var run = runs.run("{\"pauseAt\":[\"payments\"],\"pageSize\":9}");
            assertThat(RunningRuns.status(run), is(RunStatus.PAUSED));
            assertThat(connector.calls, contains("accounts 0"));

            run.proceed();
            run.awaitRest(LONG);

            assertThat(RunningRuns.status(run), is(RunStatus.DONE));
        }
    }

    @Test
    void aRunThatIsPausedCanBeCancelled() {
        try (var runs = new RunningRuns(connector)) {
            var run = runs.run("{\"step\":true}");

            assertThat(run.cancel(LONG), is(true));

            assertThat(RunningRuns.status(run), is(RunStatus.CANCELLED));
            assertThat(RunningRuns.tasks(run).getFirst().status(), is(TaskStatus.CANCELLED));
            assertThat(run.cancel(LONG), is(false));
            assertThat(RunningRuns.status(runs.run("{}")), is(RunStatus.DONE));
        }
    }

    @Test
    void cancellingCutsOffTheCallThatIsUnderWay() throws Exception {
        var entered = new CountDownLatch(1);
        connector.before(_ -> {
            entered.countDown();
            new CountDownLatch(1).await();
        });
        try (var runs = new RunningRuns(connector)) {
            var run = runs.start("{}");
            entered.await();

            run.cancel(LONG);

            assertThat(RunningRuns.status(run), is(RunStatus.CANCELLED));
        }
    }

    @Test
    void aConnectorHasOneRunAtATime() {
        try (var runs = new RunningRuns(connector)) {
            runs.run("{\"step\":true}");

            var failure = assertThrows(DevServerException.class, () -> runs.start("{}"));

            assertThat(failure.status().code(), is(409));
            assertThat(failure.details().orElseThrow(), is("cancel run 1, or wait for its end"));
        }
    }

    @Test
    void deletingAConnectorCancelsAndForgetsItsRuns() {
        try (var runs = new RunningRuns(connector)) {
            runs.run("{}");
            var run = runs.run("{\"step\":true}");

            runs.connectors.delete(RunningRuns.ID);
            run.cancel(LONG);

            assertThat(RunningRuns.status(run), is(RunStatus.CANCELLED));
            assertThat(runs.history.all(RunningRuns.ID), is(empty()));
        }
    }

    @ParameterizedTest
    @CsvSource({"RATE_LIMITED, 5, 5", "RETRY_LATER, 5, 5", "UPSTREAM_ERROR, 1, 2"})
    void aCallIsRepeatedAsTheEngineRepeatsIt(PaymentError error, int first, int second) {
        var failures = new AtomicInteger(2);
        connector.before(_ -> {
            if (failures.getAndDecrement() > 0) {
                throw PaymentException.of(error);
            }
        });
        try (var runs = new RunningRuns(connector)) {
            var run = runs.run("{}");

            assertThat(runs.slept, contains(Duration.ofSeconds(first), Duration.ofSeconds(second)));
            assertThat(RunningRuns.status(run), is(RunStatus.DONE));
            assertThat(RunningRuns.json(run).getInt("retries"), is(2));
        }
    }

    @Test
    void aRunGivesUpAfterItsRetries() {
        connector.before(_ -> {
            throw PaymentException.of(PaymentError.RATE_LIMITED);
        });
        try (var runs = new RunningRuns(connector)) {
            var run = runs.run("{\"retries\":1,\"kinds\":[\"accounts\"]}");

            assertThat(runs.slept, hasSize(1));
            assertThat(
                    RunningRuns.tasks(run).getFirst().error().orElseThrow().getString("code"),
                    is("RATE_LIMITED"));
        }
    }

    @Test
    void aBugIsNotRepeated() {
        connector.before(_ -> {
            throw new IllegalStateException("a bug");
        });
        try (var runs = new RunningRuns(connector)) {
            runs.run("{}");

            assertThat(runs.slept, is(empty()));
        }
    }

    @Test
    void aRunThatWaitsForARetryShowsUntilWhenAndCanBeCancelled() throws Exception {
        connector.before(_ -> {
            throw PaymentException.of(PaymentError.RATE_LIMITED);
        });
        var asleep = new CountDownLatch(1);
        try (var runs =
                new RunningRuns(
                        connector,
                        _ -> {
                            asleep.countDown();
                            new CountDownLatch(1).await();
                        })) {
            var run = runs.start("{}");
            asleep.await();

            assertThat(RunningRuns.status(run), is(RunStatus.WAITING));
            assertThat(
                    RunningRuns.json(run).getJsonObject("next").getString("until"),
                    is("1970-01-01T00:00:05Z"));
            run.cancel(LONG);

            assertThat(RunningRuns.status(run), is(RunStatus.CANCELLED));
        }
    }

    @ParameterizedTest
    @CsvSource({"maxPages, 1, 1", "maxRows, 2, 2", "maxTasks, 1, 3"})
    void aCapEndsTheRunAndIsShown(String cap, int max, int calls) {
        try (var runs = new RunningRuns(connector)) {
            var run = runs.run("{\"pageSize\":1,\"%s\":%d}".formatted(cap, max));

            assertThat(connector.calls, hasSize(calls));
            assertThat(RunningRuns.status(run), is(RunStatus.CAPPED));
            var hit = RunningRuns.json(run).getJsonArray("hitCaps").getJsonObject(0);
            assertThat(hit.getString("cap"), is(cap));
            assertThat(hit.getInt("max"), is(max));
        }
    }

    @Test
    void theTimeOfARunIsCappedWithoutItsPauses() {
        try (var runs = new RunningRuns(connector)) {
            var run = runs.run("{\"maxSeconds\":60,\"step\":true,\"pageSize\":1}");
            runs.now.updateAndGet(now -> now.plusSeconds(3_600));
            run.step();
            run.awaitRest(LONG);
            assertThat(RunningRuns.status(run), is(RunStatus.PAUSED));

            connector.before(_ -> runs.now.updateAndGet(now -> now.plusSeconds(60)));
            run.proceed();
            run.awaitRest(LONG);

            assertThat(RunningRuns.status(run), is(RunStatus.CAPPED));
            assertThat(connector.calls, contains("accounts 0", "accounts 1"));
        }
    }

    @ParameterizedTest
    @CsvSource({"maxPages, 0", "maxTasks, 50001", "retries, 21", "retries, -1"})
    void anOptionOutOfBoundsIsRefused(String option, int value) {
        try (var runs = new RunningRuns(connector)) {
            var failure =
                    assertThrows(
                            DevServerException.class,
                            () -> runs.start("{\"%s\":%d}".formatted(option, value)));

            assertThat(failure.getMessage(), is("invalid " + option));
        }
    }
}
