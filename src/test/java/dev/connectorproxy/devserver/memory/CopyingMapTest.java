package dev.connectorproxy.devserver.memory;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class CopyingMapTest {
    private static final Duration LONG = Duration.ofSeconds(30);

    private final CopyingMap<String, Integer> map = new CopyingMap<>();

    @Test
    void aCopyStaysAsItWas() {
        map.change(all -> all.put("a", 1));

        var copy = map.all();
        map.change(all -> all.put("a", 2));
        copy.put("b", 3);

        assertThat(copy, is(Map.of("a", 1, "b", 3)));
        assertThat(map.all(), is(Map.of("a", 2)));
    }

    @Test
    void concurrentUpdatesFollowOneAnother() {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 1_000; i++) {
                threads.submit(() -> map.update(all -> all.merge("a", 1, Integer::sum)));
            }
        }

        assertThat(map.all(), is(Map.of("a", 1_000)));
    }

    @Test
    void whoAwaitsAResultGetsItAfterTheUpdateThatMakesIt() throws Exception {
        var tried = new CountDownLatch(1);
        var waiting =
                new FutureTask<>(() ->
                        map.await(
                                all -> {
                                    tried.countDown();
                                    return Optional.ofNullable(all.get("a"));
                                },
                                LONG));
        Thread.ofVirtual().start(waiting);
        tried.await();

        map.change(all -> all.put("b", 1));
        map.change(all -> all.put("a", 2));

        assertThat(waiting.get(30, TimeUnit.SECONDS), is(Optional.of(2)));
    }

    @Test
    void whoAwaitsAResultThatNobodyMakesGetsNone() throws Exception {
        var result = map.await(all -> Optional.ofNullable(all.get("a")), Duration.ofMillis(20));

        assertThat(result, is(Optional.empty()));
    }
}
