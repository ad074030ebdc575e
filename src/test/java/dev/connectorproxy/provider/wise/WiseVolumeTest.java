package dev.connectorproxy.provider.wise;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.connectorproxy.spi.payment.Payment;
import jakarta.json.JsonValue;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// A hundred thousand transfers, each once.
class WiseVolumeTest {
    private static final int ROWS = 100_000;

    @Test
    void aHundredThousandTransfersComeOnceEachInOrderAndNoneIsKept() {
        try (var host = WiseHost.of(100, ROWS)) {
            var expected =
                    host.data().transfers().stream()
                            .filter(WiseData.Transfer::supported)
                            .iterator();

            assertTimeoutPreemptively(
                    Duration.ofSeconds(60),
                    () -> {
                        Optional<JsonValue> state = Optional.empty();
                        boolean more = true;
                        while (more) {
                            var page = host.fetch(WiseHost.PAYMENTS, state, 1_000);
                            for (var object : page.items()) {
                                var id = "" + expected.next().id();
                                assertThat(((Payment) object).reference(), is(id));
                            }
                            state = page.newState();
                            more = page.hasMore();
                            // what goes on from page to page is this text and nothing else
                            assertThat(state.toString().length(), is(lessThan(10_000)));
                        }
                    });

            assertThat(expected.hasNext(), is(false));
        }
    }
}
