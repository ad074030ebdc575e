package dev.connectorproxy.devserver.command;

import dev.connectorproxy.spi.JsonText;
import java.util.Map;

/// The last call of a command. Its `toString` contains no arguments.
///
/// @param sent the arguments, which may contain secrets
/// @param envelope the JSON of the response, masked; nobody may change it
record LastCall(String command, Map<String, JsonText> sent, byte[] envelope) {
    private static final int OVERHEAD = 512;

    LastCall {
        sent = Map.copyOf(sent);
    }

    /// About how many bytes of memory it takes.
    long size() {
        return OVERHEAD
                + envelope.length
                + sent.entrySet().stream()
                        .mapToLong(one -> OVERHEAD + one.getValue().length())
                        .sum();
    }

    @Override
    public String toString() {
        return "LastCall[" + command + "]";
    }
}
