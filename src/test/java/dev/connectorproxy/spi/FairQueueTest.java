package dev.connectorproxy.spi;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.is;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;

class FairQueueTest {
    private final Deque<Runnable> started = new ArrayDeque<>();
    private final List<String> ran = new ArrayList<>();
    private final FairQueue queue = new FairQueue(started::add, 3, 2);

    @Test
    void leavesAThreadToOtherCallers() {
        submit("a", "a1", "a2", "a3");
        submit("b", "b1");

        assertThat(started.size(), is(3));
        endFirst();
        endFirst();
        endFirst();
        endFirst();
        assertThat(ran, contains("a1", "a2", "b1", "a3"));
    }

    @Test
    void prefersTheCallerWithTheFewestRunningTasks() {
        submit("a", "a1", "a2", "a3", "a4");
        submit("b", "b1", "b2");
        submit("c", "c1");

        for (int i = 0; i < 7; i++) {
            endFirst();
        }

        assertThat(ran, contains("a1", "a2", "b1", "c1", "a3", "b2", "a4"));
    }

    @Test
    void forgetsATaskThatIsRemoved() {
        Runnable first = () -> ran.add("first");
        submit("a", "a1", "a2");
        queue.submit("a", first);

        queue.remove("a", first);
        endFirst();
        endFirst();

        assertThat(ran, contains("a1", "a2"));
        assertThat(started.isEmpty(), is(true));
    }

    @Test
    void goesOnAfterATaskThatFails() {
        queue.submit(
                "a",
                () -> {
                    throw new IllegalStateException("a bug");
                });
        submit("a", "a1", "a2");

        try {
            endFirst();
        } catch (IllegalStateException _) {
            // thrown to the thread
        }
        endFirst();
        endFirst();

        assertThat(ran, contains("a1", "a2"));
    }

    private void submit(String caller, String... tasks) {
        for (var task : tasks) {
            queue.submit(caller, () -> ran.add(task));
        }
    }

    private void endFirst() {
        started.remove().run();
    }
}
