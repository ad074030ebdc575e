package dev.connectorproxy.bench;

import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// The built program as a user runs it: `java -jar target/connector-proxy.jar` with an API key, its log line per
/// command (thrown away) and, where there is one that fits, its AOT cache.
final class Jar {
    private static final List<String> FLAGS = List.of("-XX:+UseSerialGC", "-Xmx512m");
    private static final Duration START_TIMEOUT = Duration.ofSeconds(30);

    private final Path jar;
    private final Path cache;
    private final Path directory;

    /// @param target where the jar, its libraries and its cache are
    /// @param directory for settings and error output
    Jar(Path target, Path directory) {
        this.jar = target.resolve("connector-proxy.jar");
        this.cache = target.resolve("connector-proxy.aot");
        this.directory = directory;
    }

    /// The AOT cache, unless it is missing, older than the jar, or refused by this JVM. The age is compared because the
    /// JVM does not always notice that a jar has changed.
    Optional<Path> cache() throws IOException, InterruptedException {
        if (!Files.isRegularFile(cache)
                || Files.getLastModifiedTime(cache).compareTo(Files.getLastModifiedTime(jar)) < 0) {
            return Optional.empty();
        }
        var trial = command(List.of("-XX:AOTMode=on", "-XX:AOTCache=" + cache));
        trial.command().add("--version");
        var process = trial.redirectOutput(Redirect.DISCARD).start();
        boolean fits = process.waitFor(20, TimeUnit.SECONDS) && process.exitValue() == 0;
        process.destroyForcibly();
        return fits ? Optional.of(cache) : Optional.empty();
    }

    /// Starts the proxy with these settings, `server.port` aside, with its cache if there is one, and waits until it
    /// responds.
    Subject start(String settings) throws IOException, InterruptedException {
        var subject = launch(settings, cache());
        subject.awaitResponse("/v1/liveness", START_TIMEOUT);
        return subject;
    }

    /// Starts the proxy and does not wait.
    Subject launch(String settings, Optional<Path> with) throws IOException {
        return launch(Nginx.freePort(), settings, with);
    }

    /// The same, on that port.
    Subject launch(int port, String settings, Optional<Path> with) throws IOException {
        var file = Files.createTempFile(directory, "proxy", ".yaml");
        Files.writeString(file, "server:\n  host: 127.0.0.1\n  port: " + port + "\n" + settings);
        var builder = command(with.map(it -> List.of("-XX:AOTCache=" + it)).orElse(List.of()));
        builder.command().addAll(List.of("--config", file.toString()));
        return new Subject("connector-proxy", port, true, Child.start(builder));
    }

    private ProcessBuilder command(List<String> flags) {
        var command = new ArrayList<>(List.of(Child.javaHome().resolve("bin/java").toString()));
        command.addAll(FLAGS);
        command.addAll(flags);
        command.addAll(List.of("-jar", jar.toString()));
        var builder = new ProcessBuilder(command).redirectOutput(Redirect.DISCARD);
        builder.redirectError(Redirect.appendTo(errors()));
        var environment = builder.environment();
        environment.keySet().removeIf(Jar::wouldInterfere);
        environment.put("CONNECTOR_PROXY_API_KEY", Messages.KEY);
        environment.put("CONNECTOR_DEV_ADDR", "127.0.0.1:0");
        return builder;
    }

    /// Where the proxy's error output goes.
    File errors() {
        return directory.resolve("proxy.err").toFile();
    }

    private static boolean wouldInterfere(String variable) {
        return variable.startsWith("CONNECTOR_")
                || List.of("HOST", "PORT", "JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS")
                        .contains(variable);
    }
}
