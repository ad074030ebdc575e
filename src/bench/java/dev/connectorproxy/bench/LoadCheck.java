package dev.connectorproxy.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;

/// `make load`: what a few dead and slow targets do to the calls that go to healthy ones, and what is left behind
/// afterwards. Half of the healthy traffic alone, then all of it beside the bad targets, then the other half alone, so
/// that a drift of the machine weighs on both sides; the same connections and the same timetable every time.
public final class LoadCheck {
    private static final String SETTINGS =
            """
            egress:
              allow: [ "127.0.0.0/8" ]
              idle-timeout: PT2S
            """;
    private static final Duration SETTLED =
            Duration.ofSeconds(6); // above idle-timeout and its period
    private static final Duration MAX_SETTLE_TIME = Duration.ofSeconds(60);

    private final Options options;
    private final Consumer<String> log;

    /// @param log receives a line when a part is over
    public LoadCheck(Options options, Consumer<String> log) {
        this.options = options;
        this.log = log;
    }

    static void main(String[] args) throws Exception {
        Locale.setDefault(Locale.ROOT);
        var options = Options.parse(args);
        System.out.println(options);
        var outcome = new LoadCheck(options, System.out::println).run(Path.of("target"));
        System.out.println();
        outcome.lines().forEach(System.out::println);
        System.exit(outcome.clean() ? 0 : 1);
    }

    /// Starts everything, loads it, and ends everything.
    ///
    /// @param target where the built jar is
    public LoadOutcome run(Path target)
            throws IOException, InterruptedException, ExecutionException {
        var directory = Files.createTempDirectory("connector-proxy-load");
        try (var targets = new Targets();
                var proxy = new Jar(target, directory).start(SETTINGS)) {
            var everyone = new ArrayList<>(options.healthy());
            everyone.addAll(options.bad());
            traffic(proxy, targets).run(everyone, options.warmUp());
            var before = remains(proxy);
            log.accept("warmed up: " + before);

            var half = options.duration().dividedBy(2);
            var alone = traffic(proxy, targets);
            var aloneLatencies = new ArrayList<>(alone.run(options.healthy(), half));
            log.accept("healthy targets alone, first half: " + alone.calls() + " calls");
            var beside = traffic(proxy, targets);
            var besideLatencies =
                    beside.run(everyone, options.duration()).subList(0, options.healthy().size());
            log.accept("beside bad targets: " + beside.calls() + " calls");
            aloneLatencies.addAll(alone.run(options.healthy(), half));
            log.accept("healthy targets alone, second half: " + alone.calls() + " calls");

            var after = remains(proxy);
            return new LoadOutcome(
                    LoadOutcome.Counts.of(alone, aloneLatencies),
                    LoadOutcome.Counts.of(beside, besideLatencies),
                    before,
                    after);
        }
    }

    private Traffic traffic(Subject proxy, Targets targets) {
        return new Traffic(proxy, targets, options.interval());
    }

    /// What the proxy holds when it has come to rest: its descriptors have not changed for a while.
    private static LoadOutcome.Remains remains(Subject proxy)
            throws IOException, InterruptedException {
        long limit = System.nanoTime() + MAX_SETTLE_TIME.toNanos();
        int descriptors = Usage.descriptors(proxy.child());
        long since = System.nanoTime();
        while (System.nanoTime() - since < SETTLED.toNanos() && System.nanoTime() < limit) {
            Thread.sleep(Duration.ofMillis(250));
            int now = Usage.descriptors(proxy.child());
            if (now != descriptors) {
                descriptors = now;
                since = System.nanoTime();
            }
        }
        return new LoadOutcome.Remains(
                descriptors, Usage.liveHeap(proxy.child()), Usage.rssMb(proxy.child()));
    }

    /// How much load.
    ///
    /// @param connections in all; a tenth to dead targets, a tenth to slow ones
    /// @param rate of healthy calls per second, well below what the machine can do, or the latencies tell of the
    ///     machine
    public record Options(int connections, Duration duration, int rate) {
        public Options {
            if (connections < 20 || !duration.isPositive() || rate < 1) {
                throw new IllegalArgumentException("at least 20 connections, 1 s and 1 call/s");
            }
        }

        /// `--connections N --seconds S --rate R`, by default 256, 60 and 1000.
        static Options parse(String[] args) {
            int connections = 256;
            int seconds = 60;
            int rate = 1000;
            for (int i = 0; i + 1 < args.length; i += 2) {
                int value = Integer.parseInt(args[i + 1]);
                switch (args[i]) {
                    case "--connections" -> connections = value;
                    case "--seconds" -> seconds = value;
                    case "--rate" -> rate = value;
                    default -> throw new IllegalArgumentException("unknown option: " + args[i]);
                }
            }
            return new Options(connections, Duration.ofSeconds(seconds), rate);
        }

        List<Targets.Kind> healthy() {
            return Collections.nCopies(
                    connections - 2 * Math.round(connections / 10f), Targets.Kind.HEALTHY);
        }

        List<Targets.Kind> bad() {
            int tenth = Math.round(connections / 10f);
            var all = new ArrayList<>(Collections.nCopies(tenth, Targets.Kind.SLOW));
            for (int i = 0; i < tenth; i++) {
                all.add(i % 2 == 0 ? Targets.Kind.REFUSING : Targets.Kind.SWALLOWING);
            }
            return all;
        }

        Duration interval() {
            return Duration.ofNanos(1_000_000_000L * healthy().size() / rate);
        }

        Duration warmUp() {
            return Duration.ofSeconds(Math.clamp(duration.toSeconds() / 4, 2, 15));
        }
    }
}
