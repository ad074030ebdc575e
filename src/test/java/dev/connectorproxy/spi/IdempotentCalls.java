package dev.connectorproxy.spi;

import java.util.Map;
import java.util.Optional;

/// Calls with an idempotency key, which may be restarted after a crash.
public final class IdempotentCalls {
    private IdempotentCalls() {}

    /// @param deadline a value of [System#nanoTime()]
    /// @param key the idempotency key; empty for a call that is not durable
    public static Call call(long deadline, Optional<String> key) {
        return new Call(
                "id",
                true,
                Optional.of("trace"),
                deadline,
                Call.Trail.NONE,
                Call.Memory.UNBOUNDED,
                key,
                Optional.empty(),
                Optional.empty(),
                Call.SecretPolicy.NONE,
                Call.Authorization.NONE,
                Map.of());
    }
}
