package dev.connectorproxy.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/// A process of ours; none outlives this one.
final class Child implements AutoCloseable {
    private static final Set<Child> ALIVE = ConcurrentHashMap.newKeySet();

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> ALIVE.forEach(Child::kill)));
    }

    private final Process process;

    private Child(Process process) {
        this.process = process;
        ALIVE.add(this);
    }

    /// Starts a process that speaks over pipes; its error output is ours.
    static Child piped(List<String> command) throws IOException {
        return new Child(new ProcessBuilder(command).redirectError(Redirect.INHERIT).start());
    }

    /// Starts a process as prepared by the caller.
    static Child start(ProcessBuilder builder) throws IOException {
        return new Child(builder.start());
    }

    /// The command line of a JVM that runs a main class of this package.
    static List<String> java(Class<?> main, String... arguments) {
        var command =
                new ArrayList<>(
                        List.of(
                                javaHome().resolve("bin/java").toString(),
                                "-XX:+UseSerialGC",
                                "-Xmx1g",
                                "-cp",
                                classes().toString(),
                                main.getName()));
        command.addAll(List.of(arguments));
        return command;
    }

    static Path javaHome() {
        return Path.of(System.getProperty("java.home"));
    }

    long pid() {
        return process.pid();
    }

    boolean alive() {
        return process.isAlive();
    }

    OutputStream input() {
        return process.getOutputStream();
    }

    InputStream output() {
        return process.getInputStream();
    }

    BufferedReader lines() {
        return process.inputReader();
    }

    /// This process and all below it.
    List<ProcessHandle> tree() {
        var all = new ArrayList<>(process.descendants().toList());
        all.add(process.toHandle());
        return all;
    }

    /// Asks it to end, and insists after a while.
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(15, TimeUnit.SECONDS)) {
                kill();
            }
        } catch (InterruptedException _) {
            kill();
            Thread.currentThread().interrupt();
        }
        ALIVE.remove(this);
    }

    private void kill() {
        tree().forEach(ProcessHandle::destroyForcibly);
    }

    /// Where this package's classes are: children need no more than them and the JDK.
    private static Path classes() {
        try {
            return Path.of(Child.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new UncheckedIOException(new IOException(e));
        }
    }
}
