package dev.connectorproxy.walk;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.is;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The short form of `make walk`.
class LongWalkTest {
    @TempDir private Path directory;

    @ParameterizedTest
    @CsvSource({
        "generic, 60, 1", "generic, 200, 7", "generic, 450, 100", "generic, 300, 1000",
        "stripe, 60, 1", "stripe, 200, 7", "stripe, 450, 100", "stripe, 300, 1000",
        "wise, 60, 1", "wise, 200, 7", "wise, 450, 100", "wise, 300, 1000",
        "dummypay, 60, 1", "dummypay, 200, 7", "dummypay, 450, 100", "dummypay, 300, 1000"
    })
    void noPaymentIsLostOrDuplicatedByCrashes(String provider, int payments, int size)
            throws Exception {
        try (var world = WalkedProvider.of(provider, payments, directory)) {
            var outcome = new LongWalk(world, size, 4).run();

            assertThat(outcome.toString(), outcome.clean(), is(true));
            assertThat(outcome.payments(), greaterThanOrEqualTo(payments));
            assertThat(outcome.restarts() > 0, is(size < outcome.payments()));
        }
    }

    @Test
    void aLostPaymentIsFound() throws Exception {
        try (var world = WalkedProvider.of("dummypay", 20, directory)) {
            var more = new ArrayList<>(world.references());
            more.add("p20");

            var outcome = new LongWalk(expecting(world, more), 7, 2).run();

            assertThat(outcome.lost(), is(1L));
            assertThat(outcome.clean(), is(false));
        }
    }

    @Test
    void anUnknownPaymentIsFound() throws Exception {
        try (var world = WalkedProvider.of("dummypay", 20, directory)) {
            var outcome =
                    new LongWalk(expecting(world, world.references().subList(1, 20)), 7, 2).run();

            assertThat(outcome.errors().getFirst(), is("an unknown payment: p0"));
        }
    }

    private static WalkedProvider expecting(WalkedProvider world, List<String> references) {
        return new WalkedProvider(
                world.provider(),
                world.config(),
                world.payload(),
                references,
                world.egress(),
                world.closing());
    }
}
