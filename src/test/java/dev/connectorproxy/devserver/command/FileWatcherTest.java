package dev.connectorproxy.devserver.command;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// How long the watcher of connector files waits.
class FileWatcherTest {
    @ParameterizedTest
    @CsvSource({"false,    1,  200", "false,   50, 1000", "false, 5000, 2000", "true,  5000,  200"})
    void waitsLongerWhereLookingTakesLongButNotAfterItHasLoadedSomething(
            boolean changed, long tookMillis, long waitsMillis) {
        var rest = FileWatcher.rest(changed, Duration.ofMillis(tookMillis));

        assertThat(rest, is(Duration.ofMillis(waitsMillis)));
    }
}
