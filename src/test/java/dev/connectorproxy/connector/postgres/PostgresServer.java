package dev.connectorproxy.connector.postgres;

import dev.connectorproxy.connector.postgres.session.TestTls;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;

/// A real PostgreSQL server, started once for all test classes and stopped with the JVM. Connections need a password,
/// except those of the tests' superuser.
public final class PostgresServer {
    public static final TestTls TLS = TestTls.create();
    private static final EmbeddedPostgres POSTGRES = start();

    private PostgresServer() {}

    public static int port() {
        return POSTGRES.getPort();
    }

    /// A connection string for the user of the tests.
    public static String dsn() {
        return "host=localhost port=" + port() + " user=tester password=tester dbname=tests";
    }

    /// Runs a query as the superuser and returns the first column of the first row.
    public static String queryText(String sql) {
        try (var connection = POSTGRES.getDatabase("postgres", "tests").getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            return rows.next() ? String.valueOf(rows.getString(1)) : "";
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    /// Creates a closed gate.
    public static Gate gate() throws SQLException {
        return new Gate(POSTGRES.getDatabase("postgres", "tests").getConnection());
    }

    /// Runs statements as the superuser.
    public static void execute(String... statements) {
        execute("tests", statements);
    }

    private static void execute(String database, String... statements) {
        run(POSTGRES, database, statements);
    }

    private static EmbeddedPostgres start() {
        try {
            var postgres =
                    EmbeddedPostgres.builder()
                            .setServerConfig("password_encryption", "scram-sha-256")
                            .setServerConfig("ssl", "on")
                            .setServerConfig("max_connections", "300")
                            .setDataDirectoryCustomizer(PostgresServer::customize)
                            .start();
            run(
                    postgres,
                    "postgres",
                    "CREATE ROLE tester LOGIN PASSWORD 'tester'",
                    "CREATE DATABASE tests OWNER tester");
            return postgres;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static void run(EmbeddedPostgres postgres, String database, String... statements) {
        try (var connection = postgres.getDatabase("postgres", database).getConnection();
                var statement = connection.createStatement()) {
            for (var sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    private static void customize(File data) {
        TLS.install(data.toPath());
        var rules =
                """
                local   all all          trust
                host    all postgres all trust
                hostnossl all tlsonly all reject
                host    all all      all scram-sha-256
                """;
        try {
            Files.writeString(Path.of(data.getPath(), "pg_hba.conf"), rules);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
