package dev.connectorproxy.contract.payment.memory.code;

import dev.connectorproxy.contract.payment.memory.MemoryProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Keeps its cursor in a file.
public final class StoringProvider extends MemoryProvider {

    static void store() throws IOException {
        Files.writeString(Path.of("cursor"), "1");
    }
}
