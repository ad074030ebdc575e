package dev.connectorproxy.chaos;

import dev.connectorproxy.chaos.EventLog.FaultKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;

/// A replica: a sequence of processes of the built jar. Changed by one thread, read by many.
final class Replica implements AutoCloseable {
    private static final Pattern LISTENING =
            Pattern.compile("listening on (http://127.0.0.1:\\d+)");
    private static final long START_TIMEOUT = TimeUnit.SECONDS.toNanos(60);
    private static final Path TARGET = Path.of("target").toAbsolutePath();

    private final int number;
    private final Path folder;
    private final String settings;
    private final ChaosPeers peers;
    private final EventLog eventLog;
    private volatile Instance instance;
    private volatile boolean paused;

    /// One process of the replica.
    ///
    /// @param address the loopback address at which it reaches its peers
    private record Instance(int generation, String address, Process process, Path log) {}

    Replica(int number, Path folder, String settings, ChaosPeers peers, EventLog eventLog)
            throws IOException {
        this.number = number;
        this.folder = folder;
        this.settings = settings;
        this.peers = peers;
        this.eventLog = eventLog;
        this.instance = start(0);
    }

    /// Its URL, once it listens; also while it is paused.
    Optional<String> url() {
        try {
            var matcher = LISTENING.matcher(Files.readString(instance.log()));
            return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
        } catch (IOException _) {
            return Optional.empty();
        }
    }

    /// The address of the current process at its peers.
    String address() {
        return instance.address();
    }

    boolean isPaused() {
        return paused;
    }

    boolean isUp() {
        return !paused && url().isPresent();
    }

    void awaitUp() {
        long end = System.nanoTime() + START_TIMEOUT;
        while (!isUp()) {
            if (System.nanoTime() - end > 0 || !instance.process().isAlive()) {
                throw new IllegalStateException("a replica did not start: see " + instance.log());
            }
            LockSupport.parkNanos(20_000_000);
        }
    }

    /// Kills the process and starts a new one.
    void kill() throws IOException, InterruptedException {
        eventLog.fault(instance.address(), FaultKind.KILLED);
        instance.process().destroyForcibly().waitFor();
        instance = start(instance.generation() + 1);
    }

    void pause() throws IOException, InterruptedException {
        paused = true;
        eventLog.fault(instance.address(), FaultKind.PAUSED);
        signal("STOP");
    }

    void wake() throws IOException, InterruptedException {
        eventLog.fault(instance.address(), FaultKind.WOKEN);
        signal("CONT");
        paused = false;
    }

    @Override
    public void close() {
        instance.process().destroyForcibly();
    }

    private void signal(String name) throws IOException, InterruptedException {
        var pid = Long.toString(instance.process().pid());
        int status = new ProcessBuilder("kill", "-" + name, pid).start().waitFor();
        if (status != 0) {
            throw new IOException("kill -" + name + " failed");
        }
    }

    private Instance start(int generation) throws IOException {
        var address = "127.1.%d.%d".formatted(generation, number);
        peers.expect(address);
        var file = "replica-%d-%d".formatted(number, generation);
        var hosts =
                "127.0.0.1 localhost\n%s %s %s\n"
                        .formatted(address, ChaosPeers.UPSTREAM, ChaosPeers.ARENA);
        var hostsFile = Files.writeString(folder.resolve(file + ".hosts"), hosts);
        var config = Files.writeString(folder.resolve("replica.yaml"), settings);
        var log = folder.resolve(file + ".log");
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:+UseSerialGC", "-Xmx512m", "-XX:+ExitOnOutOfMemoryError"));
        var cache = TARGET.resolve("connector-proxy.aot");
        if (Files.exists(cache)) {
            command.addAll(List.of("-XX:AOTCache=" + cache, "-Xlog:aot*=error"));
        }
        command.add("-Djdk.net.hosts.file=" + hostsFile);
        command.addAll(List.of("-jar", TARGET.resolve("connector-proxy.jar").toString()));
        command.addAll(List.of("--config", config.toString()));
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.redirectOutput(log.toFile());
        builder.environment()
                .keySet()
                .removeIf(name ->
                        name.startsWith("CONNECTOR_")
                                || name.equals("PORT")
                                || name.equals("HOST"));
        builder.environment().put("CONNECTOR_DEV_ADDR", "127.0.0.1:0");
        return new Instance(generation, address, builder.start(), log);
    }
}
