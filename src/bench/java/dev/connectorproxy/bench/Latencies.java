package dev.connectorproxy.bench;

import java.util.Arrays;
import java.util.Collection;

/// The durations one worker has seen, in microseconds. Every one is kept, so percentiles are exact. Used by one thread.
final class Latencies {
    private int[] micros = new int[1024];
    private int count;

    void add(long nanos) {
        if (count == micros.length) {
            micros = Arrays.copyOf(micros, 2 * count);
        }
        micros[count++] = (int) Math.min(Integer.MAX_VALUE, nanos / 1000);
    }

    /// All of them, sorted.
    static int[] sorted(Collection<Latencies> all) {
        var merged = new int[all.stream().mapToInt(it -> it.count).sum()];
        int at = 0;
        for (var one : all) {
            System.arraycopy(one.micros, 0, merged, at, one.count);
            at += one.count;
        }
        Arrays.sort(merged);
        return merged;
    }

    /// The value that this share of the sorted ones does not exceed; 0 when there are none.
    static int quantile(int[] sorted, double share) {
        return sorted.length == 0
                ? 0
                : sorted[(int) Math.min(sorted.length - 1L, (long) (sorted.length * share))];
    }
}
