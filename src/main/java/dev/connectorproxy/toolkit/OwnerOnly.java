package dev.connectorproxy.toolkit;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/// Files and directories that only their owner may read and write: modes 0600 and 0700 of POSIX. On a system without
/// these modes, the defaults of the directory apply. Thread-safe.
public final class OwnerOnly {
    private static final boolean POSIX =
            FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
    private static final String FILE = "rw-------";
    private static final String DIRECTORY = "rwx------";

    private OwnerOnly() {}

    /// The attributes with which to create a file; not changed by the umask, which can only remove permissions.
    public static FileAttribute<?>[] fileAttributes() {
        return attributes(FILE);
    }

    /// Creates a directory and its missing parents; leaves those that exist as they are.
    ///
    /// @throws IOException one of them cannot be created
    public static void createDirectories(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            Files.createDirectories(directory, attributes(DIRECTORY));
        }
    }

    /// Takes the permissions of everybody else from a file that exists. Does nothing where that is not possible, because
    /// another user owns the file.
    public static void restrict(Path file) {
        if (!POSIX) {
            return;
        }
        try {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(FILE));
        } catch (IOException _) {
            // its permissions are the affair of its owner
        }
    }

    private static FileAttribute<?>[] attributes(String permissions) {
        return POSIX
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }
}
