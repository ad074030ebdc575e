package dev.connectorproxy.longrunning;

import dev.connectorproxy.settings.Section;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Settings of the store, under `long-running:`.
///
/// @param directory `data-dir`, where the embedded database and a generated key are (`data`)
/// @param database `h2`, the embedded one, or a URL `jdbc:postgresql://…` (`h2`)
/// @param user of PostgreSQL
/// @param password of PostgreSQL, from `database-password` or `database-password-file`
/// @param key what arguments and results are encrypted with, from `key` or `key-file`: 32 bytes in base64; none: one is made
/// @param oldKeys what they may be encrypted with from before
public record StoreSettings(
        Path directory,
        String database,
        String user,
        String password,
        Optional<SealingKey> key,
        List<SealingKey> oldKeys) {
    private static final String POSTGRES = "jdbc:postgresql:";

    public StoreSettings {
        oldKeys = List.copyOf(oldKeys);
    }

    static StoreSettings create(Section section) {
        var database = section.text("database", "h2");
        if (!database.equals("h2") && !database.startsWith(POSTGRES)) {
            throw section.invalid("database", "must be h2 or a URL jdbc:postgresql://host/name");
        }
        var key = one(section, "key", "key-file").map(it -> key(section, "key", it));
        var old = new ArrayList<SealingKey>();
        section.texts("old-keys").forEach(it -> old.add(key(section, "old-keys", it)));
        section.texts("old-key-files")
                .forEach(it ->
                        old.add(key(section, "old-key-files", file(section, "old-key-files", it))));
        var settings =
                new StoreSettings(
                        directory(section, section.text("data-dir", "data")),
                        database,
                        section.text("database-user", ""),
                        one(section, "database-password", "database-password-file").orElse(""),
                        key,
                        old);
        if (settings.isPostgres() && key.isEmpty()) {
            throw section.invalid(
                    "key-file",
                    "must be set, or long-running.key, where the database is PostgreSQL: all replicas share the key");
        }
        return settings;
    }

    /// Whether many processes may work on it.
    boolean isPostgres() {
        return database.startsWith(POSTGRES);
    }

    @Override
    public String toString() {
        return "StoreSettings[" + directory + "]";
    }

    /// The text under the one key, or in the file named by the other.
    static Optional<String> one(Section section, String value, String file) {
        var given = section.text(value).filter(it -> !it.isEmpty());
        var named = section.text(file).filter(it -> !it.isEmpty());
        if (given.isPresent() && named.isPresent()) {
            throw section.invalid(file, "must not be set beside " + value);
        }
        return given.or(() -> named.map(it -> file(section, file, it)));
    }

    private static String file(Section section, String key, String path) {
        try {
            return Files.readString(Path.of(path)).strip();
        } catch (IOException | InvalidPathException _) {
            throw section.invalid(key, "must name a readable text file");
        }
    }

    private static SealingKey key(Section section, String key, String text) {
        return SealingKey.parse(text)
                .orElseThrow(() ->
                        section.invalid(
                                key, "must be 32 bytes in base64, as of openssl rand -base64 32"));
    }

    private static Path directory(Section section, String text) {
        try {
            if (!text.isEmpty() && !text.contains(";")) {
                return Path.of(text).toAbsolutePath();
            }
        } catch (InvalidPathException _) {
            // told below
        }
        throw section.invalid("data-dir", "must name a directory");
    }
}
