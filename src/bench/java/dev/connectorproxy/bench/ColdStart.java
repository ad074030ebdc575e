package dev.connectorproxy.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// How long the jar takes from `exec` to its first 200, with and without the AOT cache in turn and with and without its
/// largest connectors, what that costs in CPU time, and what it holds when it then idles.
final class ColdStart {
    private static final Duration START_TIMEOUT = Duration.ofSeconds(30);
    private static final Duration IDLE = Duration.ofSeconds(1);

    private final Jar jar;
    private final Report report;

    ColdStart(Jar jar, Report report) {
        this.jar = jar;
        this.report = report;
    }

    void run(int starts) throws IOException, InterruptedException {
        var cache = jar.cache();
        if (cache.isEmpty()) {
            report.say(
                    "No AOT cache beside the jar that is newer than it and fits this JVM and its flags: measured without"
                            + " (make aot writes one).");
        }
        var without = new ArrayList<Start>();
        var with = new ArrayList<Start>();
        for (int i = 0; i < starts; i++) {
            without.add(start(jar, "", Optional.empty()));
            if (cache.isPresent()) {
                with.add(start(jar, "", cache));
            }
        }
        report("without the AOT cache", without);
        if (cache.isPresent()) {
            report("with the AOT cache", with);
            report.figure(
                    "start with the cache / without, median of " + starts,
                    "time %.2f ×, CPU %.2f ×"
                            .formatted(millis(with) / millis(without), cpu(with) / cpu(without)));
        }
    }

    /// What it costs to have connectors that nobody calls: the same starts, by turns with those of the program without
    /// them.
    void runAgainst(Jar slimmed, int starts) throws IOException, InterruptedException {
        var whole = new ArrayList<Start>();
        var without = new ArrayList<Start>();
        for (int i = 0; i < starts; i++) {
            whole.add(start(jar, "", Optional.empty()));
            without.add(start(slimmed, "", Optional.empty()));
        }
        report("without the AOT cache, aws and postgres_v2", without);
        report.figure(
                "start with aws and postgres_v2, uncalled / without them, median of " + starts,
                "time %.2f ×, CPU %.2f ×, RSS %.2f ×"
                        .formatted(
                                millis(whole) / millis(without),
                                cpu(whole) / cpu(without),
                                rss(whole) / rss(without)));
    }

    /// What it costs to switch all bundled connector files on, in turn with starts without them.
    void runWithFiles(int starts) throws IOException, InterruptedException {
        var none = new ArrayList<Start>();
        var all = new ArrayList<Start>();
        for (int i = 0; i < starts; i++) {
            none.add(start(jar, "", Optional.empty()));
            all.add(start(jar, "connectors: { enabled: [ '*' ] }\n", Optional.empty()));
        }
        report.figure(
                "start with all bundled connector files on, against none, median of " + starts,
                "%+.0f ms, %+.0f ms CPU, %+.0f MB RSS idle"
                        .formatted(
                                millis(all) - millis(none),
                                cpu(all) - cpu(none),
                                rss(all) - rss(none)));
    }

    private static Start start(Jar jar, String settings, Optional<Path> cache)
            throws IOException, InterruptedException {
        long begin = System.nanoTime();
        try (var subject = jar.launch(settings, cache)) {
            subject.awaitResponse("/v1/liveness", START_TIMEOUT);
            double millis = (System.nanoTime() - begin) / 1e6;
            double cpu = Usage.cpuMicros(subject.child()) / 1e3;
            Thread.sleep(IDLE);
            return new Start(millis, cpu, Usage.rssMb(subject.child()));
        }
    }

    private void report(String how, List<Start> starts) {
        report.figure(
                "cold start to first 200, " + how,
                "%.0f ms, %.0f ms CPU, %.0f MB RSS idle"
                        .formatted(millis(starts), cpu(starts), rss(starts)));
    }

    private static double millis(List<Start> starts) {
        return Round.median(starts.stream().mapToDouble(Start::millis).toArray());
    }

    private static double cpu(List<Start> starts) {
        return Round.median(starts.stream().mapToDouble(Start::cpuMillis).toArray());
    }

    private static double rss(List<Start> starts) {
        return Round.median(starts.stream().mapToDouble(Start::rssMb).toArray());
    }

    private record Start(double millis, double cpuMillis, double rssMb) {}
}
