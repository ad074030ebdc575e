package dev.connectorproxy.complexity;

import dev.connectorproxy.spi.ConnectorException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.IntFunction;

/// Finds tasks whose CPU time grows faster than linearly with the length of their input: it more than triples when the
/// length doubles. Times below 25 ms do not count, which at these lengths no quadratic algorithm stays below. Collects
/// all findings of a test.
public final class LinearTime {
    private static final int SCREENED = 48 << 10;
    private static final int WARM_UP = 200;
    private static final int ROUNDS = 3;
    private static final double MAX_RATIO = 3;
    private static final long FLOOR = TimeUnit.MILLISECONDS.toNanos(25);
    private static final long TOO_LONG = 8 * FLOOR;

    private final CpuClock clock;
    private final List<String> findings = new ArrayList<>();

    public LinearTime(CpuClock clock) {
        this.clock = clock;
    }

    /// Asserts that the task is linear for all these inputs, whether it accepts them or not.
    public static void assertFor(List<HostileInput> inputs, Consumer<String> task) {
        var time = new LinearTime(CpuClock.CURRENT_THREAD);
        for (var input : inputs) {
            time.check(
                    input.name(),
                    length -> {
                        var text = input.ofLength().apply(length);
                        return () -> {
                            try {
                                task.accept(text);
                            } catch (ConnectorException | IllegalArgumentException _) {
                                // refused, which may not take long either
                            }
                        };
                    });
        }
        time.assertNone();
    }

    /// Checks one task.
    ///
    /// @param name what to call it in a finding
    /// @param tasks the task for an input of about this many characters, which is made beforehand
    public void check(String name, IntFunction<Runnable> tasks) {
        tasks.apply(WARM_UP).run();
        int length = SCREENED;
        long time = clock.measure(tasks.apply(length));
        if (time < FLOOR) {
            return;
        }
        for (; time > TOO_LONG && length > WARM_UP; length /= 4) {
            time = clock.measure(tasks.apply(length / 4));
        }
        for (; length <= SCREENED; length *= 2) {
            long once = best(tasks, length);
            long twice = best(tasks, 2 * length);
            if (twice > FLOOR && twice > MAX_RATIO * once) {
                findings.add(
                        "%s: %d characters take %d ms, %d take %d ms"
                                .formatted(
                                        name,
                                        length,
                                        TimeUnit.NANOSECONDS.toMillis(once),
                                        2 * length,
                                        TimeUnit.NANOSECONDS.toMillis(twice)));
                return;
            }
        }
    }

    /// @throws AssertionError there are findings
    public void assertNone() {
        if (!findings.isEmpty()) {
            throw new AssertionError(String.join("\n", findings));
        }
    }

    private long best(IntFunction<Runnable> tasks, int length) {
        long best = Long.MAX_VALUE;
        for (int i = 0; i < ROUNDS; i++) {
            best = Math.min(best, clock.measure(tasks.apply(length)));
        }
        return best;
    }
}
