package dev.connectorproxy.longrunning.store;

import dev.connectorproxy.toolkit.OwnerOnly;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.Consumer;

/// The generated key, used where no key is configured: a file beside the database that only its owner may read.
public final class KeyFile {
    private static final String NAME = "long-running.key";

    private KeyFile() {}

    /// Reads the key, after creating it where there is none.
    ///
    /// @param warning receives one line when a key is created
    /// @throws StoreException the file cannot be read or written, or holds no key
    public static EncryptionKey loadOrCreate(Path directory, Consumer<String> warning) {
        var file = directory.resolve(NAME);
        try {
            create(file, warning);
            return EncryptionKey.parse(Files.readString(file))
                    .orElseThrow(() -> new StoreException(file + " holds no key", null));
        } catch (IOException e) {
            throw new StoreException(file + " cannot be read or written", e);
        }
    }

    /// The file is synced before anything is encrypted with the key, and appears complete or not at all.
    private static void create(Path file, Consumer<String> warning) throws IOException {
        if (Files.exists(file)) {
            return;
        }
        var temporary =
                Files.createTempFile(file.getParent(), "key", ".new", OwnerOnly.fileAttributes());
        try {
            try (var out = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
                out.write(StandardCharsets.US_ASCII.encode(EncryptionKey.generate() + "\n"));
                out.force(true);
            }
            Files.createLink(file, temporary);
            warning.accept(
                    "long-running.key is not set: created %s; without this file the stored data cannot be read"
                            .formatted(file));
        } catch (FileAlreadyExistsException _) {
            // another process has created it
        } finally {
            Files.delete(temporary);
        }
    }
}
