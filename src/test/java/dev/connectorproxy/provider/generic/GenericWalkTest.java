package dev.connectorproxy.provider.generic;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThanOrEqualTo;

import dev.connectorproxy.spi.payment.Fetched;
import dev.connectorproxy.spi.payment.Payment;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.util.BitSet;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// 100,000 payments: none lost, none doubled, and no page kept.
class GenericWalkTest {
    private static final int ALL = 100_000;
    private static GenericWorld world;

    @BeforeAll
    static void start() throws IOException {
        world = GenericWorld.of(5, new GenericPsp.Size(0, 0, ALL));
    }

    @AfterAll
    static void stop() {
        world.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {100, 1_000})
    void readsAHundredThousandPayments(int size) {
        var seen = new BitSet(ALL);
        var doubled = new AtomicInteger();
        var longest = new AtomicInteger();
        var early = new AtomicReference<WeakReference<Fetched<Payment>>>();

        GenericWorld.walk(
                world.connector()::fetchPayments,
                size,
                Optional.empty(),
                page -> {
                    early.compareAndSet(null, new WeakReference<>(page));
                    longest.accumulateAndGet(page.items().size(), Math::max);
                    for (var payment : page.items()) {
                        int number = PspRows.number(payment.reference());
                        if (seen.get(number)) {
                            doubled.incrementAndGet();
                        }
                        seen.set(number);
                    }
                });

        assertThat(seen.cardinality(), is(ALL));
        assertThat(doubled.get(), is(0));
        assertThat(longest.get(), is(lessThanOrEqualTo(size)));
        assertThat("a page of long ago is kept", collected(early.get()), is(true));
    }

    private static boolean collected(WeakReference<?> page) {
        long end = System.nanoTime() + 10_000_000_000L;
        while (page.get() != null && System.nanoTime() - end < 0) {
            System.gc();
        }
        return page.get() == null;
    }
}
