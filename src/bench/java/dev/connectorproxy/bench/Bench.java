package dev.connectorproxy.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// `make bench`: upstream, load generator and servers as separate processes on loopback, one report. Nothing is
/// asserted; the figures depend on the machine, so read the ratios to nginx and the CPU time per request. `--quick`
/// takes a minute and a half, `--starts` measures only how the program starts, and `--files` only the commands of connector
/// files.
final class Bench {
    private static final String SETTINGS =
            """
            egress:
              allow: [ "127.0.0.1/32" ]
            """;
    private static final int CROWD = 5000;
    private static final Path TARGET = Path.of("target");

    private final Report report = new Report();
    private final Pace pace;
    private final Load load;
    private final Jar jar;
    private final int upstream;

    private Bench(Pace pace, Load load, Jar jar, int upstream) {
        this.pace = pace;
        this.load = load;
        this.jar = jar;
        this.upstream = upstream;
    }

    static void main(String[] args) throws Exception {
        Locale.setDefault(Locale.ROOT);
        var parts = List.of(args);
        var quick = parts.contains("--quick");
        var pace = quick ? Pace.QUICK : Pace.FULL;
        endAfter(Duration.ofSeconds(pace.limitSeconds()));
        var directory = Files.createTempDirectory("connector-proxy-bench");
        try (var load = new Load();
                var far = BenchUpstream.start(List.of("127.0.0.1"))) {
            var bench = new Bench(pace, load, new Jar(TARGET, directory), far.ports().getFirst());
            if (parts.contains("--files")) {
                bench.files(directory);
                return;
            }
            var start = new ColdStart(bench.jar, bench.report); // while the machine is calm
            start.run(pace.starts());
            start.runAgainst(Slimmed.write(TARGET, directory), pace.starts());
            start.runWithFiles(pace.starts());
            if (parts.contains("--starts")) {
                return;
            }
            bench.loads(far, directory);
            bench.files(directory);
            new InFlightBench(load, bench.report)
                    .run(bench.jar, bench.upstream, CROWD, pace.bursts());
            bench.report.write(
                    TARGET.resolve("bench.md"), quick ? "make bench ARGS=--quick" : "make bench");
        }
    }

    private void loads(BenchUpstream far, Path directory) throws Exception {
        var subjects = new ArrayList<Subject>();
        try {
            var program = Nginx.program();
            if (program.isPresent()) {
                subjects.add(Nginx.start(program.get(), directory, upstream));
            } else {
                report.say(
                        "nginx is not installed (Debian: apt-get install nginx-light): no ratios to it.");
            }
            var proxy = jar.start(SETTINGS);
            subjects.add(proxy);
            var throughput = new Throughput(load, report, pace);
            alone(far);
            throughput.run(Scenario.get(upstream), pace.roundSeconds(), subjects);
            rss(proxy, "after %d s of GETs at 64 connections".formatted(pace.secondsOfGets()));
            throughput.run(Scenario.post(upstream), pace.halfRoundSeconds(), subjects);
            throughput.run(Scenario.large(upstream), pace.halfRoundSeconds(), subjects);
            rss(proxy, "after all three kinds of load");
            catalogue(proxy, 8, "", Messages.own("/v1/commands", "[{\"id\":\""));
            longCatalogue();
        } finally {
            subjects.forEach(Subject::close);
        }
    }

    private void files(Path directory) throws Exception {
        new FileBench(load, report, pace).run(jar, directory, upstream);
    }

    /// The upstream without anything between: it must be well above what is measured through a server.
    private void alone(BenchUpstream far) throws IOException {
        var subject = new Subject("upstream alone", upstream, false, far.child());
        new Throughput(load, report, new Pace(1, 2, 0, 0, 0, 0))
                .run(Scenario.get(upstream), 2, List.of(subject));
    }

    private void rss(Subject proxy, String when) {
        report.figure(
                "RSS " + when,
                "%.0f MB, peak %.0f MB"
                        .formatted(Usage.rssMb(proxy.child()), Usage.peakMb(proxy.child())));
    }

    /// 500 commands of another proxy among them, for which the upstream stands.
    private void longCatalogue() throws Exception {
        var settings =
                "federation: [{name: upstream, url: '%s'}]\n".formatted(Scenario.url(upstream, ""));
        try (var proxy = jar.start(settings)) {
            var exchange = Messages.own("/v1/commands", "[{\"id\":\"a-bench/C000\"");
            var once = new Plan(proxy.port(), 1, 1, 1000, exchange);
            for (int i = 0; i < 100 && load.run(once).right() == 0; i++) {
                Thread.sleep(50); // the list comes in the background
            }
            catalogue(proxy, 2, " of more than 500 commands", exchange);
        }
    }

    private void catalogue(Subject proxy, int connections, String of, LoadExchange exchange)
            throws IOException {
        load.run(new Plan(proxy.port(), connections, 0, 2000, exchange));
        var round =
                Round.measure(load, proxy, new Plan(proxy.port(), connections, 0, 3000, exchange));
        report.figure(
                "GET /v1/commands%s, %d connections".formatted(of, connections),
                "p50 %.2f ms, p99 %.2f ms, %,.0f/s, CPU %.0f µs, %d wrong"
                        .formatted(
                                round.tally().p50() / 1e3,
                                round.tally().p99() / 1e3,
                                round.tally().perSecond(),
                                round.cpuMicros(),
                                round.bad()));
        if (round.bad() > 0) {
            report.say("  not as expected: " + round.tally().sample());
        }
    }

    private static void endAfter(Duration limit) {
        Thread.ofPlatform()
                .daemon()
                .start(() -> {
                    try {
                        Thread.sleep(limit);
                    } catch (InterruptedException _) {
                        return;
                    }
                    System.err.println("The bench was cut off after " + limit);
                    System.exit(1);
                });
    }
}
