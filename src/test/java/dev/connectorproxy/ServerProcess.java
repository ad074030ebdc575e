package dev.connectorproxy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;

/// A server in a Java process of its own, on a free loopback port, for tests. The build puts its jars into
/// `target/servers`.
final class ServerProcess implements AutoCloseable {
    private static final Path SERVERS = Path.of("target", "servers").toAbsolutePath();
    private static final int MAX_STARTS = 3;
    private static final long START_TIMEOUT_NANOS = TimeUnit.SECONDS.toNanos(60);

    private final Process process;
    private final int port;

    private ServerProcess(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /// DynamoDB Local, in memory.
    static ServerProcess dynamoDb() throws IOException {
        var classPath = Files.readString(SERVERS.resolve("dynamodb-local.classpath")).strip();
        var natives = new ArrayList<String>();
        for (var jar : classPath.split(java.io.File.pathSeparator)) {
            if (jar.matches(".*\\.(so|dylib|dll)")) {
                natives.add(Path.of(jar).getParent().toString());
            }
        }
        return start(port ->
                List.of(
                        "--enable-native-access=ALL-UNNAMED",
                        "-Dsqlite4java.library.path="
                                + String.join(java.io.File.pathSeparator, natives),
                        "-cp",
                        classPath,
                        "com.amazonaws.services.dynamodbv2.local.main.ServerRunner",
                        "-inMemory",
                        "-port",
                        Integer.toString(port)));
    }

    /// S3Proxy, which keeps buckets as directories and checks signatures (`AKIATEST`, `test-secret`).
    static ServerProcess s3(Path buckets) throws IOException {
        return start(port -> {
            var settings =
                    """
                    s3proxy.endpoint=http://127.0.0.1:%d
                    s3proxy.authorization=aws-v4
                    s3proxy.identity=AKIATEST
                    s3proxy.credential=test-secret
                    jclouds.provider=filesystem-nio2
                    jclouds.filesystem.basedir=%s
                    """
                            .formatted(port, buckets.toString().replace("\\", "\\\\"));
            try {
                var file = buckets.resolveSibling("s3-" + port + ".properties");
                Files.writeString(file, settings);
                return List.of(
                        "-jar",
                        SERVERS.resolve("s3proxy.jar").toString(),
                        "--properties",
                        file.toString());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    String url() {
        return "http://127.0.0.1:" + port;
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().orTimeout(10, TimeUnit.SECONDS).exceptionally(_ -> kill()).join();
    }

    private Process kill() {
        return process.destroyForcibly();
    }

    /// If another process takes the port first, the server ends and is started again with another port.
    private static ServerProcess start(IntFunction<List<String>> arguments) throws IOException {
        for (int i = 0; i < MAX_STARTS; i++) {
            int port = freePort();
            var command = new ArrayList<String>();
            command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
            command.addAll(List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
            command.addAll(arguments.apply(port));
            var process =
                    new ProcessBuilder(command)
                            .directory(
                                    SERVERS.toFile()) // it writes files into its working directory
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start();
            if (listens(process, port)) {
                return new ServerProcess(process, port);
            }
            process.destroyForcibly();
        }
        throw new IOException("the server did not start");
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static boolean listens(Process process, int port) throws IOException {
        long end = System.nanoTime() + START_TIMEOUT_NANOS;
        while (process.isAlive() && System.nanoTime() < end) {
            try (var socket = new Socket()) {
                socket.connect(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1_000);
                return true;
            } catch (IOException _) {
                pause(process);
            }
        }
        return false;
    }

    /// Waits a moment for the process to end.
    private static void pause(Process process) throws IOException {
        try {
            process.waitFor(50, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            throw new IOException("interrupted while a server started", e);
        }
    }
}
