package dev.connectorproxy.contract.payment.memory.code;

import dev.connectorproxy.contract.payment.memory.MemoryProvider;

/// Polls on a thread of its own.
public final class SchedulingProvider extends MemoryProvider {

    static void schedule() {
        Thread.startVirtualThread(() -> {});
    }
}
