package dev.connectorproxy.bench;

import java.io.IOException;

/// Thousands of calls at once to an upstream that takes two seconds for each: do all get a response, when, and how much
/// memory is used?
final class InFlightBench {
    private static final String SETTINGS =
            """
            limits:
              in-flight: %1$d
            egress:
              allow: [ "127.0.0.1/32" ]
              per-host: %1$d
              connections: %1$d
            """;

    private final Load load;
    private final Report report;

    InFlightBench(Load load, Report report) {
        this.load = load;
        this.report = report;
    }

    /// The load runs on a process of its own, warmed up with short calls; then all calls at once, some times over.
    void run(Jar jar, int upstream, int calls, int bursts)
            throws IOException, InterruptedException {
        try (var proxy = jar.start(SETTINGS.formatted(calls))) {
            load.run(Scenario.get(upstream).plan(proxy, 3000));
            var direct = Messages.get("/slow?ms=2000", Bodies.small(""));
            report.figure(
                    "%,d calls in flight, upstream alone".formatted(calls),
                    toText(atOnce(upstream, calls, direct)));
            for (int i = 1; i <= bursts; i++) {
                burst(proxy, upstream, calls, i);
            }
        }
    }

    private void burst(Subject proxy, int upstream, int calls, int which) throws IOException {
        var url = Scenario.url(upstream, "/slow?ms=2000");
        var tally = atOnce(proxy.port(), calls, Messages.getCommand(url, Bodies.small("")));
        report.figure(
                "%,d calls in flight to a 2 s upstream, burst %d".formatted(calls, which),
                "%s; RSS %.0f MB, peak %.0f MB"
                        .formatted(
                                toText(tally),
                                Usage.rssMb(proxy.child()),
                                Usage.peakMb(proxy.child())));
        if (!tally.sample().isEmpty()) {
            report.say("  not as expected: " + tally.sample());
        }
    }

    /// Every connection stands before the first call is sent; each makes one.
    private Tally atOnce(int port, int calls, LoadExchange exchange) throws IOException {
        return load.run(new Plan(port, calls, 1, 60_000, exchange));
    }

    private static String toText(Tally tally) {
        return "%,d right, %d wrong, %d failed; %.2f s"
                .formatted(tally.right(), tally.wrong(), tally.failed(), tally.nanos() / 1e9);
    }
}
