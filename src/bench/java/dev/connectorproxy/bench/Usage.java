package dev.connectorproxy.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/// What the kernel says a process tree has used, from `/proc`.
final class Usage {
    private static final long MICROS_PER_TICK =
            10_000; // USER_HZ is 100 on every Linux that runs a JVM
    private static final Pattern KIB = Pattern.compile("(?m)^(VmRSS|VmHWM):\\s+(\\d+) kB$");
    private static final Pattern TOTAL = Pattern.compile("(?m)^Total\\s+\\d+\\s+(\\d+)");
    private static final Pattern FILLER =
            Pattern.compile("(?m)^ *\\d+: +\\d+ +(\\d+) +\\S*FillerElement;");

    private Usage() {}

    /// User and system time so far, in microseconds.
    static long cpuMicros(Child child) {
        long ticks = 0;
        for (var process : child.tree()) {
            var stat = read(process.pid(), "stat");
            if (!stat.isEmpty()) {
                ticks += ticks(stat);
            }
        }
        return ticks * MICROS_PER_TICK;
    }

    /// What of it the compiler of a JVM used, in microseconds; its threads must not come and go.
    static long compilerMicros(Child jvm) throws IOException {
        long ticks = 0;
        try (var threads = Files.list(proc(jvm.pid(), "task"))) {
            for (var thread : threads.toList()) {
                if (Files.readString(thread.resolve("comm")).matches("C[12] Compiler.*\\s*")) {
                    ticks += ticks(Files.readString(thread.resolve("stat")));
                }
            }
        }
        return ticks * MICROS_PER_TICK;
    }

    private static long ticks(String stat) {
        var fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        return Long.parseLong(fields[11]) + Long.parseLong(fields[12]);
    }

    /// Resident memory now, in MB (10^6 bytes).
    static double rssMb(Child child) {
        return mb(child, "VmRSS");
    }

    /// The most memory that was ever resident, in MB.
    static double peakMb(Child child) {
        return mb(child, "VmHWM");
    }

    /// Open file descriptors of the process itself.
    static int descriptors(Child child) throws IOException {
        try (var entries = Files.list(proc(child.pid(), "fd"))) {
            return (int) entries.count();
        }
    }

    /// Bytes of live objects in a JVM's heap, after a full collection. What the collector leaves between them as
    /// filler, up to 10 MB that come and go, is no object.
    static long liveHeap(Child jvm) throws IOException {
        var jcmd = Child.javaHome().resolve("bin/jcmd").toString();
        var process =
                new ProcessBuilder(jcmd, Long.toString(jvm.pid()), "GC.class_histogram")
                        .redirectErrorStream(true)
                        .start();
        var text = new String(process.getInputStream().readAllBytes());
        var total = TOTAL.matcher(text);
        if (!total.find()) {
            throw new IOException("no total from jcmd: " + text.lines().findFirst().orElse(""));
        }
        long filler =
                FILLER.matcher(text)
                        .results()
                        .mapToLong(match -> Long.parseLong(match.group(1)))
                        .sum();
        return Long.parseLong(total.group(1)) - filler;
    }

    private static double mb(Child child, String key) {
        long kib = 0;
        for (var process : child.tree()) {
            var fields = KIB.matcher(read(process.pid(), "status"));
            while (fields.find()) {
                kib += fields.group(1).equals(key) ? Long.parseLong(fields.group(2)) : 0;
            }
        }
        return kib * 1024 / 1e6;
    }

    /// The file's text, empty when the process is gone.
    private static String read(long pid, String file) {
        try {
            return Files.readString(proc(pid, file));
        } catch (IOException _) {
            return "";
        }
    }

    private static Path proc(long pid, String file) {
        return Path.of("/proc", Long.toString(pid), file);
    }
}
