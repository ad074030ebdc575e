package dev.connectorproxy.bench;

import java.io.IOException;
import java.util.Arrays;
import java.util.Collection;
import java.util.function.ToDoubleFunction;

/// What one subject did in one round of load.
///
/// @param cpuMicros of its process tree per right response
record Round(Tally tally, double cpuMicros) {

    static Round measure(Load load, Subject subject, Plan plan) throws IOException {
        long before = Usage.cpuMicros(subject.child());
        var tally = load.run(plan);
        long used = Usage.cpuMicros(subject.child()) - before;
        return new Round(tally, (double) used / Math.max(1, tally.right()));
    }

    /// The number of wrong responses and failed calls.
    long bad() {
        return tally.wrong() + tally.failed();
    }

    static double median(Collection<Round> rounds, ToDoubleFunction<Round> figure) {
        return median(rounds.stream().mapToDouble(figure).toArray());
    }

    static double median(double... values) {
        var sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
