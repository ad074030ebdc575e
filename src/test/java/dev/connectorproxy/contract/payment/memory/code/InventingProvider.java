package dev.connectorproxy.contract.payment.memory.code;

import dev.connectorproxy.contract.payment.memory.MemoryProvider;
import java.util.UUID;

/// Invents ids.
public final class InventingProvider extends MemoryProvider {

    static String id() {
        return UUID.randomUUID().toString();
    }
}
