package dev.connectorproxy.bench;

import java.io.IOException;

/// Thousands of calls at once to an upstream that takes two seconds for each: are all answered, when, and what does it hold?
final class InFlight {
    private static final String SETTINGS =
            """
            limits:
              in-flight: %1$d
            egress:
              allow: [ "127.0.0.1/32" ]
              per-host: %1$d
            """;

    private final Load load;
    private final Report report;

    InFlight(Load load, Report report) {
        this.load = load;
        this.report = report;
    }

    /// The load runs on a process of its own, warmed up with short calls; then all calls at once, some times over.
    void run(Jar jar, int upstream, int calls, int bursts)
            throws IOException, InterruptedException {
        try (var proxy = jar.start(SETTINGS.formatted(calls))) {
            load.run(Scenario.get(upstream).plan(proxy, 3000));
            for (int i = 1; i <= bursts; i++) {
                burst(proxy, upstream, calls, i);
            }
        }
    }

    private void burst(Subject proxy, int upstream, int calls, int which) throws IOException {
        var url = Scenario.url(upstream, "/slow?ms=2000");
        var exchange = Messages.getCommand(url, Bodies.small(""));
        var tally = load.run(new Plan(proxy.port(), calls, 1, 60_000, exchange));
        report.figure(
                "%,d calls in flight to a 2 s upstream, burst %d".formatted(calls, which),
                "%,d answered right, %d wrong, %d failed; %.2f s; RSS %.0f MB, peak %.0f MB"
                        .formatted(
                                tally.right(),
                                tally.wrong(),
                                tally.failed(),
                                tally.nanos() / 1e9,
                                Usage.rssMb(proxy.child()),
                                Usage.peakMb(proxy.child())));
        if (!tally.sample().isEmpty()) {
            report.say("  not as expected: " + tally.sample());
        }
    }
}
