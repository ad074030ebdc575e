package dev.connectorproxy.bench;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/// Where the proxy keeps invocations, as its settings say it, and what is read there once the proxy has ended.
interface LongStore extends AutoCloseable {
    String name();

    /// Lines of the section `long-running`.
    String settings();

    Connection connect() throws SQLException;

    @Override
    void close() throws IOException;

    /// An H2 file in a new directory below this one.
    static LongStore h2(Path directory) throws IOException {
        var data = Files.createTempDirectory(directory, "h2");
        return new LongStore() {
            @Override
            public String name() {
                return "H2";
            }

            @Override
            public String settings() {
                return "  data-dir: '%s'\n".formatted(data);
            }

            @Override
            public Connection connect() throws SQLException {
                return DriverManager.getConnection(
                        "jdbc:h2:async:" + data.resolve("invocations"), "sa", "");
            }

            @Override
            public void close() {
                // a file
            }
        };
    }

    /// A PostgreSQL of our own, on this machine.
    static LongStore postgres(Path directory) throws IOException {
        var server = EmbeddedPostgres.builder().start();
        var url = "jdbc:postgresql://127.0.0.1:%d/postgres".formatted(server.getPort());
        return new LongStore() {
            @Override
            public String name() {
                return "PostgreSQL";
            }

            @Override
            public String settings() {
                return """
                  data-dir: '%s'
                  database: '%s'
                  database-user: postgres
                  key: AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=
                """
                        .formatted(directory.resolve("none"), url);
            }

            @Override
            public Connection connect() throws SQLException {
                return DriverManager.getConnection(url, "postgres", "");
            }

            @Override
            public void close() throws IOException {
                server.close();
            }
        };
    }

    /// The sorted milliseconds that an expression over the columns of an invocation has, of those whose tasks begin so.
    default int[] sortedMillis(String expression, String tasks) throws SQLException {
        var sql =
                "select %s from lr_invocation where task like '%s-%%' order by 1"
                        .formatted(expression, tasks);
        try (var connection = connect();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            List<Integer> all = new ArrayList<>();
            while (rows.next()) {
                all.add((int) rows.getLong(1));
            }
            return all.stream().mapToInt(Integer::intValue).toArray();
        }
    }
}
