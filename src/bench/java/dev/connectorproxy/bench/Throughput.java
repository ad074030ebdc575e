package dev.connectorproxy.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/// The same load on each subject in turn, round by round, so that a noisy minute hits all of them; figures are medians
/// of the rounds, and ratios are taken within each round first.
final class Throughput {
    private final Load load;
    private final Report report;
    private final Pace pace;

    Throughput(Load load, Report report, Pace pace) {
        this.load = load;
        this.report = report;
        this.pace = pace;
    }

    /// @param subjects the proxy last
    void run(Scenario scenario, int seconds, List<Subject> subjects) throws IOException {
        Map<Subject, List<Round>> rounds = new LinkedHashMap<>();
        for (var subject : subjects) {
            rounds.put(subject, new ArrayList<>());
            load.run(scenario.plan(subject, subject.envelopes() ? pace.warmUpMillis() : 1000));
        }
        for (int i = 0; i < pace.rounds(); i++) {
            for (var subject : subjects) {
                var plan = scenario.plan(subject, seconds * 1000);
                rounds.get(subject).add(Round.measure(load, subject, plan));
            }
        }
        rounds.forEach((subject, its) -> row(scenario, subject, its));
        if (subjects.size() > 1) {
            ratios(scenario, rounds.get(subjects.getFirst()), rounds.get(subjects.getLast()));
        }
    }

    private void row(Scenario scenario, Subject subject, List<Round> rounds) {
        long bad = rounds.stream().mapToLong(Round::bad).sum();
        report.load(
                scenario.name() + ", " + scenario.connections() + " connections",
                subject.name(),
                "%,.0f".formatted(Round.median(rounds, round -> round.tally().perSecond())),
                millis(Round.median(rounds, round -> round.tally().p50())),
                millis(Round.median(rounds, round -> round.tally().p99())),
                cpu(scenario, Round.median(rounds, Round::cpuMicros)),
                Long.toString(bad));
        rounds.stream()
                .filter(it -> it.bad() > 0)
                .findFirst()
                .ifPresent(round -> report.say("  not as expected: " + round.tally().sample()));
    }

    private void ratios(Scenario scenario, List<Round> limit, List<Round> proxy) {
        report.load(
                scenario.name() + ", " + scenario.connections() + " connections",
                "ratio",
                ratio(limit, proxy, round -> round.tally().perSecond()),
                ratio(limit, proxy, round -> round.tally().p50()),
                ratio(limit, proxy, round -> round.tally().p99()),
                ratio(limit, proxy, Round::cpuMicros),
                "");
    }

    private static String ratio(
            List<Round> limit, List<Round> proxy, ToDoubleFunction<Round> figure) {
        var each =
                IntStream.range(0, proxy.size())
                        .mapToDouble(i ->
                                figure.applyAsDouble(proxy.get(i))
                                        / figure.applyAsDouble(limit.get(i)));
        return "%.2f ×".formatted(Round.median(each.toArray()));
    }

    private static String cpu(Scenario scenario, double micros) {
        return scenario.mebibytes() == 0
                ? "%.0f µs".formatted(micros)
                : "%.0f µs/MiB".formatted(micros / scenario.mebibytes());
    }

    private static String millis(double micros) {
        return "%.2f ms".formatted(micros / 1000);
    }
}
