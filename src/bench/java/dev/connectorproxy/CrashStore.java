package dev.connectorproxy;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;

/// The databases of all lanes of [CrashRuns].
final class CrashStore implements AutoCloseable {
    private final EmbeddedPostgres postgres;

    CrashStore(String kind) throws IOException {
        postgres = kind.equals("h2") ? null : EmbeddedPostgres.builder().start();
    }

    String settings(Path folder, int lane) throws Exception {
        if (postgres == null) {
            return "data-dir: '%s', ".formatted(folder.resolve("data"));
        }
        try (var connection = postgres.getPostgresDatabase().getConnection();
                var statement = connection.createStatement()) {
            statement.execute("create database lane" + lane);
        }
        return "key: AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=, data-dir: '%s', database: '%s', database-user: postgres, "
                .formatted(
                        folder.resolve("none"),
                        "jdbc:postgresql://127.0.0.1:%d/lane%d"
                                .formatted(postgres.getPort(), lane));
    }

    @Override
    public void close() throws IOException {
        if (postgres != null) {
            postgres.close();
        }
    }
}
