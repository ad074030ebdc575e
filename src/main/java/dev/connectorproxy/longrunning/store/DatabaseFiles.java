package dev.connectorproxy.longrunning.store;

import dev.connectorproxy.toolkit.OwnerOnly;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;

/// The files of the embedded database, which only their owner may read.
final class DatabaseFiles {
    private DatabaseFiles() {}

    /// Creates the directory and the file of the database, unless they exist.
    ///
    /// @throws StoreException they cannot be created
    static void prepare(Path directory) {
        try {
            OwnerOnly.createDirectories(directory);
            restrict(directory);
        } catch (IOException e) {
            throw new StoreException(
                    "long-running.data-dir (%s) cannot be made, or not written: %s"
                            .formatted(directory, e.getClass().getSimpleName()),
                    e);
        }
    }

    /// Only the owner may read the database, also where the directory is open to others. H2 creates its file with the
    /// permissions that the umask leaves, but accepts an empty one.
    private static void restrict(Path directory) throws IOException {
        try {
            Files.createFile(
                    directory.resolve(PoolConfig.FILE_NAME + ".mv.db"), OwnerOnly.fileAttributes());
        } catch (FileAlreadyExistsException _) {
            // restricted below
        }
        try (var files = Files.newDirectoryStream(directory, PoolConfig.FILE_NAME + ".*")) {
            files.forEach(OwnerOnly::restrict);
        }
    }
}
