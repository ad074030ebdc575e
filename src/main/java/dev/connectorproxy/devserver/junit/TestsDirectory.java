package dev.connectorproxy.devserver.junit;

import dev.connectorproxy.devserver.api.DevServerException;
import dev.connectorproxy.devserver.junit.TestFiles.TestFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.UUID;

/// The directory of a project, into which generated tests are written. Nothing is written outside of it, symbolic links
/// are not followed, and only generated files are replaced.
record TestsDirectory(Path root) {

    /// Writes a file, unless another one that was not generated stands there.
    ///
    /// @return whether it was written
    /// @throws DevServerException 503 when it cannot be written
    boolean write(TestFile file) {
        try {
            var directory = Files.createDirectories(root).toRealPath();
            var target = directory;
            var names = Path.of(file.path());
            for (var name : names) {
                target = target.resolve(name);
                if (Files.isSymbolicLink(target)) {
                    return false;
                }
                if (!name.equals(names.getFileName())) {
                    Files.createDirectories(target);
                }
            }
            return replace(target, file);
        } catch (IOException e) {
            throw DevServerException.busy(
                    TestRequest.FAILED,
                    "cannot write %s into dev-server.tests-directory: %s"
                            .formatted(file.path(), e.getClass().getSimpleName()));
        }
    }

    private static boolean replace(Path target, TestFile file) throws IOException {
        if (Files.exists(target, LinkOption.NOFOLLOW_LINKS) && !isGenerated(target, file)) {
            return false;
        }
        // createTempFile would make a file that only its owner may read
        var written = target.resolveSibling("." + UUID.randomUUID() + ".tmp");
        try {
            Files.writeString(written, file.content(), StandardOpenOption.CREATE_NEW);
            Files.move(
                    written,
                    target,
                    StandardCopyOption.REPLACE_EXISTING,
                    StandardCopyOption.ATOMIC_MOVE);
            return true;
        } finally {
            Files.deleteIfExists(written);
        }
    }

    private static boolean isGenerated(Path target, TestFile file) throws IOException {
        if (!Files.isRegularFile(target, LinkOption.NOFOLLOW_LINKS)) {
            return false;
        }
        byte[] mark = file.mark().getBytes(StandardCharsets.UTF_8);
        try (var in = Files.newInputStream(target)) {
            return Arrays.equals(in.readNBytes(mark.length), mark);
        }
    }
}
