package dev.connectorproxy.bench;

import java.util.Collection;
import java.util.List;

/// The result of the load check.
///
/// @param alone with healthy targets only
/// @param beside with dead and slow targets beside them
/// @param before at rest after the warm-up, which had them all
/// @param after at rest in the end
public record LoadOutcome(Counts alone, Counts beside, Remains before, Remains after) {
    private static final int DESCRIPTOR_SLACK = 8;
    private static final long HEAP_SLACK = 4 << 20;

    /// Whether every call got the right response, and no resources leaked. Latencies are reported, not checked.
    public boolean clean() {
        return alone.clean() && beside.clean() && !grown();
    }

    /// Whether descriptors or live heap have grown by more than a little.
    public boolean grown() {
        return after.descriptors() > before.descriptors() + DESCRIPTOR_SLACK
                || after.heapBytes() > before.heapBytes() + HEAP_SLACK;
    }

    /// p99 of healthy targets beside bad ones, over p99 without them.
    public double p99Ratio() {
        return (double) beside.p99Micros() / Math.max(1, alone.p99Micros());
    }

    List<String> lines() {
        return List.of(
                "| traffic | calls | wrong | failed | refused (bad targets) | p50 healthy | p99 healthy |",
                "|---|--:|--:|--:|--:|--:|--:|",
                alone.row("healthy targets alone"),
                beside.row("beside 10 % dead and 10 % slow"),
                "",
                "p99 of healthy targets beside bad ones / alone: %.2f ×".formatted(p99Ratio()),
                "before: " + before,
                "after:  " + after,
                clean() ? "clean" : "NOT CLEAN " + alone.sample() + " " + beside.sample());
    }

    /// The counts of one part; the latencies are those of healthy targets, from when the timetable said.
    ///
    /// @param refused calls to bad targets that the proxy refused with `ProxyOverloaded`
    /// @param sample the first wrong or failed call, or empty
    public record Counts(
            long calls,
            long wrong,
            long failed,
            long refused,
            int p50Micros,
            int p99Micros,
            String sample) {

        static Counts of(Traffic traffic, Collection<Latencies> healthy) {
            var sorted = Latencies.sorted(healthy);
            return new Counts(
                    traffic.calls(),
                    traffic.wrong(),
                    traffic.failed(),
                    traffic.overloaded(),
                    Latencies.quantile(sorted, 0.5),
                    Latencies.quantile(sorted, 0.99),
                    traffic.sample());
        }

        boolean clean() {
            return calls > 0 && wrong == 0 && failed == 0;
        }

        private String row(String name) {
            return "| %s | %,d | %d | %d | %d | %.2f ms | %.2f ms |"
                    .formatted(
                            name, calls, wrong, failed, refused, p50Micros / 1e3, p99Micros / 1e3);
        }
    }

    /// What the proxy holds at rest.
    public record Remains(int descriptors, long heapBytes, double rssMb) {
        @Override
        public String toString() {
            return "%d descriptors, %.1f MB live heap, %.0f MB RSS"
                    .formatted(descriptors, heapBytes / 1e6, rssMb);
        }
    }
}
