package dev.connectorproxy.toolkit;

import dev.connectorproxy.spi.ConnectorException;
import dev.connectorproxy.spi.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/// A directory of the operator whose files callers may name, and no others: a path that leads outside, by `..` or by a
/// symbolic link, is refused. Messages contain neither paths nor names of files. Immutable, thread-safe.
public final class FileDirectory {
    private static final int MAX_LENGTH =
            4096; // PATH_MAX of Linux; normalizing takes quadratic time

    private final Path given;
    private final Path root; // without symbolic links

    private FileDirectory(Path given, Path root) {
        this.given = given;
        this.root = root;
    }

    /// The directory that a setting of a connector names, if it is set.
    ///
    /// @throws IllegalArgumentException it is not the absolute path of a directory
    public static Optional<FileDirectory> of(ConnectorSettings settings, String key) {
        return settings.text(key).map(text -> of(key, text));
    }

    private static FileDirectory of(String key, String text) {
        try {
            var path = Path.of(text);
            if (path.isAbsolute() && Files.isDirectory(path)) {
                return new FileDirectory(path.normalize(), path.toRealPath());
            }
        } catch (IOException | InvalidPathException _) {
            // reported below
        }
        throw ConnectorSettings.invalid(key, "must be the absolute path of a directory");
    }

    /// The directory, without symbolic links.
    public Path path() {
        return root;
    }

    /// The file at a path below the directory, without symbolic links; empty if there is no such file that can be read.
    ///
    /// @param parameter for messages
    /// @param path absolute, or relative to the directory
    /// @throws ConnectorException `InvalidParameters`: the path leads outside
    public Optional<Path> find(String parameter, String path) {
        if (path.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        try {
            var named = given.resolve(path).normalize();
            require(parameter, named.startsWith(given) || named.startsWith(root));
            var file = named.toRealPath();
            require(parameter, file.startsWith(root));
            return Optional.of(file)
                    .filter(found -> Files.isRegularFile(found) && Files.isReadable(found));
        } catch (IOException | InvalidPathException _) {
            return Optional.empty();
        }
    }

    /// The content of a file that [#find] returned.
    ///
    /// @throws ConnectorException `RequestTooLarge`: it has more bytes
    public static byte[] read(Path file, int maxBytes) throws IOException {
        try (var content =
                Files.newInputStream(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
            byte[] bytes = content.readNBytes(maxBytes + 1);
            if (bytes.length > maxBytes) {
                throw new ConnectorException(
                        ErrorCode.REQUEST_TOO_LARGE,
                        "the file has more than %d bytes".formatted(maxBytes));
            }
            return bytes;
        }
    }

    private static void require(String parameter, boolean inside) {
        if (!inside) {
            throw new ConnectorException(
                    ErrorCode.INVALID_PARAMETERS,
                    "parameter '%s' must be the path of a file below the directory that the operator has set"
                            .formatted(parameter));
        }
    }
}
