package dev.connectorproxy.database.session;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.connectorproxy.spi.ConnectorException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// Slots of the pool, without connections.
class BorrowedSlotTest {
    @Test
    void doesNotWaitWithoutTime() throws Exception {
        try (var pool = new ConnectionPool<>(new PoolLimits(1, 1, Duration.ofMinutes(1)))) {
            var key = new PoolKey("key");
            var slot = pool.borrow(key, Duration.ZERO);

            var failure =
                    assertThrows(
                            ConnectorException.class,
                            () -> pool.borrow(key, Duration.ofMillis(-1)));
            pool.giveBack(key, slot);

            assertThat(failure.code(), is("ProxyOverloaded"));
            assertThat(pool.borrow(key, Duration.ofMillis(-1)), is(slot));
        }
    }
}
