package dev.connectorproxy.observe;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;

import dev.connectorproxy.observe.LogSettings.Format;
import dev.connectorproxy.observe.LogSettings.Level;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringReader;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LogWriterTest {
    private static final LogSettings JSON = new LogSettings(Format.JSON, Level.INFO);

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    @Test
    void writesWhatWasHandedOverBeforeItIsClosedInOrder() {
        var log = new LogWriter(bytes, JSON);
        IntStream.range(0, 1_000).forEach(it -> log.info("line " + it));

        log.close();

        assertThat(messages(), is(IntStream.range(0, 1_000).mapToObj(it -> "line " + it).toList()));
        assertThat(log.dropped(), is(0L));
    }

    @Test
    void writesALineSoonWithoutBeingClosed() throws Exception {
        var written = new CountDownLatch(1);
        try (var log = new LogWriter(watched(written), JSON)) {
            log.warning("soon");

            assertThat(written.await(10, TimeUnit.SECONDS), is(true));
        }
    }

    @Test
    void leavesOutWhatIsBelowItsLevel() {
        var log = new LogWriter(bytes, new LogSettings(Format.JSON, Level.WARNING));
        log.info("info");
        log.warning("warning");
        log.error("error", new IllegalStateException());

        log.close();

        assertThat(messages(), contains("warning", "error"));
        assertThat(
                lines().stream().map(it -> it.getString("level")).toList(),
                contains("WARNING", "ERROR"));
    }

    @Test
    void masksMessagesAndTracesWithEachOfItsMasks() {
        var log = new LogWriter(bytes, JSON);
        log.setMask(text -> text.replace("one", "***"));
        log.addMask(text -> text.replace("two", "+++"));
        log.error("of one and two", "Bug: two\n\tat one");

        log.close();

        assertThat(messages(), contains("of *** and +++"));
        assertThat(bytes.toString(UTF_8), containsString("Bug: +++\\n\\tat ***"));
    }

    @Test
    void losesNothingToManyThreadsThatLogAtOnce() {
        var log = new LogWriter(bytes, JSON);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var i = 0; i < 100; i++) {
                threads.submit(() -> IntStream.range(0, 50).forEach(it -> log.info("a line")));
            }
        }

        log.close();

        assertThat(messages(), hasSize(5_000));
    }

    @Test
    void dropsAndCountsInsteadOfBlockingAndLogsTheCountLater() throws Exception {
        var out = new StuckStream();
        var log = new LogWriter(out, JSON);
        log.info("line");
        out.stuck.await();
        var begin = System.nanoTime();

        IntStream.range(0, MaskingLogQueue.CAPACITY + 2_000).forEach(_ -> log.info("line"));
        var took = Duration.ofNanos(System.nanoTime() - begin);
        var dropped = log.dropped();
        out.release.countDown();
        log.close();

        assertThat(dropped, is(2_000L));
        assertThat(took, lessThan(Duration.ofSeconds(30)));
        assertThat(
                messages().stream().filter("line"::equals).count(),
                is(MaskingLogQueue.CAPACITY + 1L));
        assertThat(
                messages().getLast(),
                is("2000 log lines were dropped: the queue was full or the output failed"));
    }

    @Test
    void closesInTimeThoughNobodyReads() {
        var out = new StuckStream();
        var log = new LogWriter(out, JSON, Duration.ofMillis(50));
        log.info("line");
        var begin = System.nanoTime();

        log.close();

        assertThat(Duration.ofNanos(System.nanoTime() - begin), lessThan(Duration.ofSeconds(10)));
        out.release.countDown();
    }

    @Test
    void survivesAStreamThatFails() {
        var failures = new AtomicInteger(1);
        var log =
                new LogWriter(
                        new OutputStream() {
                            @Override
                            public void write(int b) {
                                throw new AssertionError("one byte at a time");
                            }

                            @Override
                            public void write(byte[] b) throws IOException {
                                if (failures.getAndDecrement() > 0) {
                                    throw new IOException("gone");
                                }
                                bytes.writeBytes(b);
                            }
                        },
                        JSON);
        log.info("lost");
        while (log.dropped() == 0) {
            Thread.onSpinWait();
        }
        log.info("kept");

        log.close();

        assertThat(messages().getFirst(), is("kept"));
        assertThat(log.dropped(), is(1L));
    }

    @Test
    void dropsWhatComesAfterItsEnd() {
        var log = new LogWriter(bytes, JSON);
        log.close();

        log.info("too late");

        assertThat(messages(), is(empty()));
        assertThat(log.dropped(), is(1L));
    }

    @Test
    void writesManyLinesAtOnce() {
        var writes = new AtomicInteger();
        var log =
                new LogWriter(
                        new OutputStream() {
                            @Override
                            public void write(int b) {
                                bytes.write(b);
                            }

                            @Override
                            public void write(byte[] b) {
                                writes.incrementAndGet();
                                bytes.writeBytes(b);
                            }
                        },
                        JSON);
        IntStream.range(0, 4_000).forEach(it -> log.info("a line"));

        log.close();

        assertThat(messages(), hasSize(4_000));
        assertThat(writes.get(), lessThan(400));
    }

    @Test
    void writesTextForPeople() {
        var log = new LogWriter(bytes, new LogSettings(Format.TEXT, Level.INFO));
        log.error("It broke", new IllegalStateException("secret"));

        log.close();

        var text = bytes.toString(UTF_8);
        assertThat(text, containsString(" ERROR dev.connectorproxy: It broke\n    java.lang."));
        assertThat(text.indexOf("secret"), is(-1));
        assertThat(text.lines().count(), greaterThan(3L));
    }

    private List<JsonObject> lines() {
        return bytes.toString(UTF_8)
                .lines()
                .map(it -> Json.createReader(new StringReader(it)).readObject())
                .toList();
    }

    private List<String> messages() {
        return lines().stream().map(it -> it.getString("message")).toList();
    }

    private static OutputStream watched(CountDownLatch written) {
        return new OutputStream() {
            @Override
            public void write(int b) {
                written.countDown();
            }
        };
    }

    /// A stream that blocks until it is released, like a pipe that nobody reads.
    private final class StuckStream extends OutputStream {
        private final CountDownLatch stuck = new CountDownLatch(1);
        private final CountDownLatch release = new CountDownLatch(1);

        @Override
        public void write(int b) {
            throw new AssertionError("one byte at a time");
        }

        @Override
        public void write(byte[] b) throws IOException {
            stuck.countDown();
            try {
                release.await();
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
            bytes.writeBytes(b);
        }
    }
}
