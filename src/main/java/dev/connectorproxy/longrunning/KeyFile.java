package dev.connectorproxy.longrunning;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.function.Consumer;

/// The key that is made where none is set, in a file beside the data that only its owner may read.
final class KeyFile {
    private static final String NAME = "long-running.key";

    private KeyFile() {}

    /// @param warning receives one line when there is none yet
    /// @throws StoreException it cannot be read or written, or is no key
    static SealingKey in(Path directory, Consumer<String> warning) {
        var file = directory.resolve(NAME);
        try {
            create(file, warning);
            return SealingKey.parse(Files.readString(file))
                    .orElseThrow(() -> new StoreException(file + " holds no key", null));
        } catch (IOException e) {
            throw new StoreException(file + " cannot be read or written", e);
        }
    }

    /// On disk before anything is sealed with it, and whole or not at all.
    private static void create(Path file, Consumer<String> warning) throws IOException {
        if (Files.exists(file)) {
            return;
        }
        var begun = Files.createTempFile(file.getParent(), "key", ".new", ownerOnly());
        try {
            try (var out = FileChannel.open(begun, StandardOpenOption.WRITE)) {
                out.write(StandardCharsets.US_ASCII.encode(SealingKey.generate() + "\n"));
                out.force(true);
            }
            Files.createLink(file, begun);
            warning.accept(
                    "long-running.key is not set: %s was made, and without it nothing that is kept there can be read"
                            .formatted(file));
        } catch (FileAlreadyExistsException _) {
            // another process was faster
        } finally {
            Files.delete(begun);
        }
    }

    private static java.nio.file.attribute.FileAttribute<?> ownerOnly() {
        return PosixFilePermissions.asFileAttribute(
                Set.copyOf(PosixFilePermissions.fromString("rw-------")));
    }
}
