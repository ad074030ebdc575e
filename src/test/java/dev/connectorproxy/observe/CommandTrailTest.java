package dev.connectorproxy.observe;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import dev.connectorproxy.observe.CommandTrail.Snapshot;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

class CommandTrailTest {
    @Test
    void isEmptyAtFirst() {
        assertThat(new CommandTrail().snapshot(), is(new Snapshot("", 0, 0, 0)));
    }

    @Test
    void countsAttemptsAndBytesAndKeepsTheLastTarget() {
        var trail = new CommandTrail();

        trail.attempt("http://one.example:80");
        trail.bytes(10, 20);
        trail.attempt("https://two.example:443");
        trail.bytes(1, 2);

        assertThat(trail.snapshot(), is(new Snapshot("https://two.example:443", 2, 11, 22)));
    }

    @Test
    void losesNothingToConcurrentThreads() {
        var trail = new CommandTrail();

        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var i = 0; i < 1_000; i++) {
                threads.submit(() -> {
                    trail.attempt("https://api.example:443");
                    trail.bytes(3, 5);
                });
            }
        }

        assertThat(
                trail.snapshot(), is(new Snapshot("https://api.example:443", 1_000, 3_000, 5_000)));
    }
}
