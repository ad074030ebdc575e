package dev.connectorproxy.devserver;

import dev.connectorproxy.toolkit.OwnerOnly;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Set;

/// A file that only its owner may read, and that is never incomplete: a new version is written to a temporary file,
/// forced to the disk and renamed. Used by one thread at a time.
///
/// @param path absolute
public record AtomicFile(Path path) implements StateFile.Storage {

    @Override
    public void write(byte[] content) throws IOException {
        var temporary = path.resolveSibling(path.getFileName() + ".new");
        Files.deleteIfExists(temporary);
        try {
            writeNew(temporary, content);
            Files.move(
                    temporary,
                    path,
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            Files.deleteIfExists(temporary); // the disk may be full
            throw e;
        }
        forceDirectory();
    }

    private static void writeNew(Path file, byte[] content) throws IOException {
        var bytes = ByteBuffer.wrap(content);
        try (var out =
                FileChannel.open(
                        file,
                        Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                        OwnerOnly.fileAttributes())) {
            while (bytes.hasRemaining()) {
                out.write(bytes);
            }
            out.force(true);
        }
    }

    /// Forces the rename itself to the disk, so that it survives a power failure. Not every operating system supports
    /// it.
    private void forceDirectory() {
        try (var directory = FileChannel.open(path.getParent(), StandardOpenOption.READ)) {
            directory.force(true);
        } catch (IOException _) {
            // the file is complete in any case
        }
    }
}
