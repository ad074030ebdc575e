package dev.connectorproxy.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/// How many connections a listener may hold, so that the process never runs out of file descriptors: `accept` would fail,
/// and the server then ends the listener for good. Half of the limit, since the other half is for the way out and for files,
/// and no more than the heap can hold the buffers of.
final class Descriptors {
    private static final Path LIMITS = Path.of("/proc/self/limits");
    private static final Pattern OPEN_FILES = Pattern.compile("(?m)^Max open files +(\\d+) ");
    private static final int NO_LIMIT = -1;
    private static final long HEAP_EACH = 32 << 10;

    private Descriptors() {}

    static int forConnections() {
        int most = (int) Math.min(1 << 20, Runtime.getRuntime().maxMemory() / HEAP_EACH);
        try {
            int half = Files.isReadable(LIMITS) ? half(Files.readString(LIMITS)) : NO_LIMIT;
            return half == NO_LIMIT ? most : Math.min(half, most);
        } catch (IOException _) {
            return most;
        }
    }

    /// @param limits as the Linux kernel tells them
    static int half(String limits) {
        var soft = OPEN_FILES.matcher(limits);
        return soft.find()
                ? (int) Math.min(Integer.MAX_VALUE, Long.parseLong(soft.group(1)) / 2)
                : NO_LIMIT;
    }
}
