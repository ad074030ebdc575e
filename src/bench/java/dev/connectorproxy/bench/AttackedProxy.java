package dev.connectorproxy.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;

/// `make chaos ARGS=--attackers`: a caller that behaves, alone and then beside three that attack with API keys of their
/// own. It must not be refused; its latencies and those of the liveness check are printed. `--seconds 10` sets the
/// duration of each of the two parts, `--rate 50` the calls per second.
final class AttackedProxy {
    private static final int CONNECTIONS = 8;
    private static final Duration WARM_UP = Duration.ofSeconds(3);
    private static final Duration LIVENESS_INTERVAL = Duration.ofMillis(20);
    private static final Duration LIVENESS_BOUND = Duration.ofMillis(50);
    private static final String SETTINGS =
            """
            egress: {allow: ["127.0.0.0/8"]}
            security:
              keys:
                - {name: floods, value: %s}
                - {name: heads-only, value: %s}
                - {name: hangs, value: %s}
            """
                    .formatted(Attackers.FLOODS, Attackers.HEADS_ONLY, Attackers.HANGS);

    private final Subject proxy;
    private final String target;
    private final Duration interval;

    /// @param target the origin of the upstream
    private AttackedProxy(Subject proxy, String target, int rate) {
        this.proxy = proxy;
        this.target = target;
        this.interval = Duration.ofSeconds(CONNECTIONS).dividedBy(rate);
    }

    static void main(String[] args) throws Exception {
        Locale.setDefault(Locale.ROOT);
        int seconds = 10;
        int rate = 50;
        for (int i = 1; i + 1 < args.length; i += 2) { // behind --attackers
            int value = Integer.parseInt(args[i + 1]);
            switch (args[i]) {
                case "--seconds" -> seconds = value;
                case "--rate" -> rate = value;
                default -> throw new IllegalArgumentException("unknown option: " + args[i]);
            }
        }
        var directory = Files.createTempDirectory("connector-proxy-attackers");
        try (var upstream = BenchUpstream.start(List.of("127.0.1.1"));
                var proxy = new Jar(Path.of("target"), directory).start(SETTINGS)) {
            var target = "http://127.0.1.1:" + upstream.ports().getFirst();
            boolean clean = new AttackedProxy(proxy, target, rate).run(Duration.ofSeconds(seconds));
            System.exit(clean ? 0 : 1);
        }
    }

    /// @return whether no call of the caller that behaves was refused
    private boolean run(Duration duration) throws InterruptedException, ExecutionException {
        runAttacked(WARM_UP); // the code of every path is compiled before anything is measured
        var alone = caller().run(duration);
        report("alone", alone);
        var parts = runAttacked(duration);
        System.out.println(parts.attackers());
        report("attacked", parts.caller());
        System.out.printf(
                "p99 attacked / alone: %.2f%n", parts.caller().millis(0.99) / alone.millis(0.99));
        report("liveness meanwhile", parts.liveness());
        System.out.printf(
                "liveness: %d of %d checks took longer than %d ms%n",
                parts.liveness().slowerThan(LIVENESS_BOUND),
                parts.liveness().micros().length,
                LIVENESS_BOUND.toMillis());
        return alone.refused() + parts.caller().refused() == 0;
    }

    /// What was seen during an attack.
    private record Attacked(
            SteadyCaller.Result caller, SteadyCaller.Result liveness, String attackers) {}

    private Attacked runAttacked(Duration duration)
            throws InterruptedException, ExecutionException {
        try (var attackers = new Attackers(proxy.port())) {
            attackers.start(target + "/json", target + "/slow?ms=60000");
            var liveness = CompletableFuture.supplyAsync(() -> checkLiveness(duration));
            var caller = caller().run(duration);
            return new Attacked(caller, liveness.join(), attackers.report());
        }
    }

    private SteadyCaller caller() {
        var exchange = Messages.getCommand(target + "/json", Bodies.small(""));
        return new SteadyCaller(proxy.port(), exchange, CONNECTIONS, interval);
    }

    private SteadyCaller.Result checkLiveness(Duration duration) {
        try {
            var exchange = Messages.own("/v1/liveness", "");
            return new SteadyCaller(proxy.port(), exchange, 1, LIVENESS_INTERVAL).run(duration);
        } catch (InterruptedException | ExecutionException e) {
            throw new CompletionException(e);
        }
    }

    private static void report(String part, SteadyCaller.Result result) {
        System.out.printf(
                "%s: %d calls, %d refused, half within %.1f ms, p99 %.1f ms, longest %.1f ms%n",
                part,
                result.micros().length,
                result.refused(),
                result.millis(0.5),
                result.millis(0.99),
                result.millis(1));
        if (!result.sample().isEmpty()) {
            System.out.println("  the first one refused: " + result.sample());
        }
    }
}
