package dev.connectorproxy.contract.payment.memory.code;

import dev.connectorproxy.contract.payment.memory.MemoryProvider;

/// Keeps its cursor in a static variable.
public final class RememberingProvider extends MemoryProvider {
    private static String cursor = "";

    static String next() {
        cursor = cursor + "1";
        return cursor;
    }
}
