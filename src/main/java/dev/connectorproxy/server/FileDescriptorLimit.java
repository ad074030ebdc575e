package dev.connectorproxy.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/// The maximum number of connections of a listener, so that the process never runs out of file descriptors: `accept`
/// would fail, and the server would stop the listener for good. Half of the limit of open files, because egress and
/// files need the rest, and at most as many as the heap has room for their buffers.
final class FileDescriptorLimit {
    private static final Path LIMITS = Path.of("/proc/self/limits");
    private static final Pattern OPEN_FILES = Pattern.compile("(?m)^Max open files +(\\d+) ");
    private static final int NO_LIMIT = -1;
    private static final long HEAP_BYTES_PER_CONNECTION = 32 << 10;

    private FileDescriptorLimit() {}

    static int maxConnections() {
        int max =
                (int)
                        Math.min(
                                1 << 20,
                                Runtime.getRuntime().maxMemory() / HEAP_BYTES_PER_CONNECTION);
        try {
            int half = Files.isReadable(LIMITS) ? halfOfLimit(Files.readString(LIMITS)) : NO_LIMIT;
            return half == NO_LIMIT ? max : Math.min(half, max);
        } catch (IOException _) {
            return max;
        }
    }

    /// Three quarters of the maximum: above it, waiting connections are closed for new ones; see [OpenConnections].
    static int maxUnchecked() {
        return maxConnections() / 4 * 3;
    }

    /// @param limits the text of `/proc/self/limits`
    static int halfOfLimit(String limits) {
        var soft = OPEN_FILES.matcher(limits);
        return soft.find()
                ? (int) Math.min(Integer.MAX_VALUE, Long.parseLong(soft.group(1)) / 2)
                : NO_LIMIT;
    }
}
