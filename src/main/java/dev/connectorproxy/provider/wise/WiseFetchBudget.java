package dev.connectorproxy.provider.wise;

import dev.connectorproxy.spi.Call;
import java.math.BigInteger;
import java.time.Duration;

/// The time budget of one fetch: after half of its time, and if it has read at least one row, a fetch returns what it
/// has instead of risking the deadline.
record WiseFetchBudget(Call call, Duration reserve, BigInteger start) {

    /// @param start the id of the last row that was read before this fetch
    static WiseFetchBudget of(Call call, BigInteger start) {
        return new WiseFetchBudget(call, call.left().dividedBy(2), start);
    }

    /// @param last the id of the last row read so far
    boolean isUsedUp(BigInteger last) {
        return !last.equals(start) && call.left().compareTo(reserve) < 0;
    }
}
