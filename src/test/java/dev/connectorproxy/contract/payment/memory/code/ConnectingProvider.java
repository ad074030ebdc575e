package dev.connectorproxy.contract.payment.memory.code;

import dev.connectorproxy.contract.payment.memory.MemoryProvider;
import java.io.IOException;
import java.net.Socket;

/// Opens a connection of its own.
public final class ConnectingProvider extends MemoryProvider {

    static void connect() throws IOException {
        new Socket("127.0.0.1", 1).close();
    }
}
