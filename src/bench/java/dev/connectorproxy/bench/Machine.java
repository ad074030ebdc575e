package dev.connectorproxy.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Facts of the machine that figures depend on.
final class Machine {
    private Machine() {}

    /// Cores, processor, kernel, JDK and how busy the machine is.
    static String describe() throws IOException {
        return "%d cores (%s), Linux %s, JDK %s, load average %s"
                .formatted(
                        Runtime.getRuntime().availableProcessors(),
                        processor(),
                        System.getProperty("os.version"),
                        Runtime.version(),
                        loadAverage());
    }

    static String loadAverage() throws IOException {
        return Files.readString(Path.of("/proc/loadavg")).split(" ")[0];
    }

    private static String processor() throws IOException {
        try (var lines = Files.lines(Path.of("/proc/cpuinfo"))) {
            return lines.filter(line -> line.startsWith("model name"))
                    .findFirst()
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .orElse(System.getProperty("os.arch"));
        }
    }
}
