package dev.connectorproxy.provider.wise;

import dev.connectorproxy.spi.Call;
import java.math.BigInteger;
import java.time.Duration;

/// The point in a fetch at which it had better hand out what it has than go on until the deadline cuts it off: once it
/// got somewhere and half of its time is gone.
record Haste(Call call, Duration reserve, BigInteger start) {

    /// @param start the last row that was read before this fetch
    static Haste of(Call call, BigInteger start) {
        return new Haste(call, call.left().dividedBy(2), start);
    }

    /// @param last the last row that was read by now
    boolean isDue(BigInteger last) {
        return !last.equals(start) && call.left().compareTo(reserve) < 0;
    }
}
