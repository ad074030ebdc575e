package dev.connectorproxy.longrunning.store;

import dev.connectorproxy.settings.SecretText;
import dev.connectorproxy.settings.Section;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.postgresql.Driver;

/// Settings of the database under `long-running:`.
///
/// @param directory `data-dir`, the directory of the embedded database and the generated key (`data`)
/// @param database `h2` for the embedded one, or a URL `jdbc:postgresql://…` (`h2`)
/// @param user of PostgreSQL
/// @param password of PostgreSQL, from `database-password` or `database-password-file`
/// @param key encrypts arguments and results, from `key` or `key-file`: 32 bytes in Base64; none: a key is generated
/// @param oldKeys decrypt what was encrypted with earlier keys
public record StoreSettings(
        Path directory,
        String database,
        String user,
        String password,
        Optional<EncryptionKey> key,
        List<EncryptionKey> oldKeys) {
    private static final String POSTGRES = "jdbc:postgresql:";

    public StoreSettings {
        oldKeys = List.copyOf(oldKeys);
    }

    public static StoreSettings create(Section section) {
        var database = section.text("database", "h2");
        if (!database.equals("h2") && !isPostgresUrl(database)) {
            throw section.invalid("database", "must be h2 or a URL jdbc:postgresql://host/name");
        }
        var key =
                section.filledSecret("key").map(secret -> parseKey(section, "key", secret.value()));
        var old = new ArrayList<EncryptionKey>();
        section.texts("old-keys").forEach(text -> old.add(parseKey(section, "old-keys", text)));
        section.texts("old-key-files")
                .forEach(path ->
                        old.add(
                                parseKey(
                                        section,
                                        "old-key-files",
                                        section.contents("old-key-files", path))));
        var settings =
                new StoreSettings(
                        parseDirectory(section, section.text("data-dir", "data")),
                        database,
                        section.text("database-user", ""),
                        section.filledSecret("database-password").map(SecretText::value).orElse(""),
                        key,
                        old);
        if (settings.isPostgres() && key.isEmpty()) {
            throw section.invalid(
                    "key-file",
                    "must be set, or long-running.key, where the database is PostgreSQL: all replicas share the key");
        }
        return settings;
    }

    /// Whether it is PostgreSQL, which several processes may share.
    public boolean isPostgres() {
        return database.startsWith(POSTGRES);
    }

    @Override
    public String toString() {
        return "StoreSettings[" + directory + "]";
    }

    /// Whether the driver can read the URL, too.
    private static boolean isPostgresUrl(String text) {
        return text.startsWith(POSTGRES) && new Driver().acceptsURL(text);
    }

    private static EncryptionKey parseKey(Section section, String key, String text) {
        return EncryptionKey.parse(text)
                .orElseThrow(() ->
                        section.invalid(
                                key, "must be 32 bytes in base64, as of openssl rand -base64 32"));
    }

    private static Path parseDirectory(Section section, String text) {
        try {
            if (!text.isEmpty() && !text.contains(";")) {
                return Path.of(text).toAbsolutePath();
            }
        } catch (InvalidPathException _) {
            // refused below
        }
        throw section.invalid("data-dir", "must name a directory");
    }
}
