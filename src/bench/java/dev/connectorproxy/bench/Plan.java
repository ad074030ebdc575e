package dev.connectorproxy.bench;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/// One stretch of load, closed loop: every connection sends its next request when it has read the last response.
///
/// @param port of the server on 127.0.0.1
/// @param calls how many each connection makes; 0 for as many as the time allows
/// @param millis when no further call begins
record Plan(int port, int connections, int calls, int millis, LoadExchange exchange) {
    Plan {
        if (connections < 1 || calls < 0 || millis < 1) {
            throw new IllegalArgumentException("an empty plan");
        }
    }

    void write(DataOutputStream out) throws IOException {
        for (int number : new int[] {port, connections, calls, millis}) {
            out.writeInt(number);
        }
        exchange.write(out);
        out.flush();
    }

    static Plan read(DataInputStream in) throws IOException {
        return new Plan(
                in.readInt(), in.readInt(), in.readInt(), in.readInt(), LoadExchange.read(in));
    }
}
