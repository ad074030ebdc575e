package dev.connectorproxy.devserver;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;

import dev.connectorproxy.devserver.state.FetchKind;
import dev.connectorproxy.devserver.state.PayloadIdentity;
import dev.connectorproxy.devserver.state.StateEntry;
import dev.connectorproxy.devserver.state.StateKey;
import dev.connectorproxy.devserver.state.StateQuota;
import dev.connectorproxy.devserver.state.StateStore;
import dev.connectorproxy.devserver.state.StateStore.Acquisition;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import org.junit.jupiter.api.RepeatedTest;

/// Checks all commits of a random run: many threads fetch, set, clear and replace at the same time, and every commit
/// must continue exactly the commit before it.
class StateSequenceTest {
    private static final StateKey KEY = new StateKey(FetchKind.PAYMENTS, "", PayloadIdentity.NONE);
    private static final Duration LONG = Duration.ofSeconds(30);

    /// A committed page.
    ///
    /// @param generation the states of one connector; a replaced connector has others
    /// @param from the state before; empty for none
    /// @param to the state after
    private record Commit(StateStore generation, String from, String to) {}

    private final StateQuota quota = new StateQuota(1_000);
    private final AtomicReference<StateStore> current =
            new AtomicReference<>(new StateStore(quota));
    private final ConcurrentLinkedQueue<Commit> commits = new ConcurrentLinkedQueue<>();

    @RepeatedTest(3)
    void everyPageOfAGenerationIsCommittedOnceUntilItIsCleared() throws Exception {
        var work = new ArrayList<Future<?>>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 32; i++) {
                var random = new Random(i);
                int thread = i;
                work.add(threads.submit(() -> work(thread, random)));
            }
            for (var future : work) {
                future.get(50, TimeUnit.SECONDS);
            }
        }
        current.get().close();

        // every state has a unique name, so a page that was committed twice shows as two commits
        // from
        // one state
        var twice =
                commits.stream()
                        .filter(commit -> !commit.from().isEmpty())
                        .filter(commit ->
                                commits.stream()
                                                .filter(other -> other.from().equals(commit.from()))
                                                .count()
                                        > 1)
                        .toList();
        assertThat(twice, is(empty()));
        assertThat(strangers(), is(empty()));
        assertThat(commits.size(), greaterThan(1_000));
        assertThat(quota.used(), is(0));
    }

    /// Commits that continue a page of another generation.
    private List<Commit> strangers() {
        return commits.stream()
                .filter(commit -> !commit.from().isEmpty())
                .filter(commit ->
                        commits.stream()
                                .noneMatch(other ->
                                        other.to().equals(commit.from())
                                                && other.generation() == commit.generation()))
                .toList();
    }

    private void work(int thread, Random random) {
        for (int i = 0; i < 100; i++) {
            var states = current.get();
            switch (random.nextInt(20)) {
                case 0 -> {
                    var old = current.getAndSet(new StateStore(quota));
                    old.close();
                }
                case 1 -> states.clear(KEY::equals);
                default -> fetch(states, thread + "-" + i, random.nextInt(10) == 0);
            }
        }
    }

    private void fetch(StateStore states, String name, boolean reset) {
        try {
            if (states.acquire(KEY, cleared(reset), LONG)
                    instanceof Acquisition.Acquired(var ticket)) {
                Thread.yield();
                var from = ticket.before().flatMap(StateEntry::text).orElse("");
                if (states.commit(
                        ticket,
                        new StateEntry(Optional.of("\"" + name + "\""), true, 1, Instant.EPOCH))) {
                    commits.add(new Commit(states, from, "\"" + name + "\""));
                }
                states.release(ticket);
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static Optional<Predicate<StateKey>> cleared(boolean reset) {
        return reset ? Optional.of(KEY::equals) : Optional.empty();
    }
}
