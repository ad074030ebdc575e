package dev.connectorproxy.provider.dummypay;

import dev.connectorproxy.spi.payment.ConfigSchema;
import dev.connectorproxy.spi.payment.PaymentError;
import dev.connectorproxy.spi.payment.PaymentException;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;

/// A directory of JSON files. Only regular files inside it are opened, and only up to a maximum size.
final class Directory {
    static final String FIELD = "directory";
    static final int MOST_BYTES = 10 << 20;

    /// Locks of writers, striped by path, because several connectors may share a directory.
    private static final ReentrantLock[] LOCKS =
            IntStream.range(0, 64).mapToObj(_ -> new ReentrantLock()).toArray(ReentrantLock[]::new);

    private final Path path;

    private Directory(Path path) {
        this.path = path;
    }

    /// @param text an existing directory, or a path that ends in a separator
    /// @throws PaymentException [PaymentError#INVALID_CONFIG]
    static Directory of(String text) {
        var path = path(text);
        if (StreamSupport.stream(path.spliterator(), false).anyMatch(it -> it.endsWith(".."))) {
            throw invalid("must not lead upwards with ..");
        }
        boolean toCome =
                Files.notExists(path) && (text.endsWith("/") || text.endsWith(File.separator));
        if (!toCome && !Files.isDirectory(path)) {
            throw invalid("must be a directory, or end in a slash if it does not exist yet");
        }
        return new Directory(path.toAbsolutePath().normalize());
    }

    /// The content of a file; empty if there is none.
    Optional<byte[]> read(Table table) {
        try {
            var file = inside(table);
            try (var in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
                return Optional.of(bounded(table, in.readNBytes(MOST_BYTES + 1)));
            }
        } catch (NoSuchFileException _) {
            return Optional.empty();
        } catch (IOException e) {
            throw failed(table, "cannot be read", e);
        }
    }

    /// Replaces the content of a file atomically.
    void write(Table table, byte[] content) {
        bounded(table, content);
        try {
            Files.createDirectories(path);
            var target = target(table);
            var draft = Files.createTempFile(target.getParent(), ".dummypay", ".tmp");
            try {
                Files.write(draft, content);
                Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Files.deleteIfExists(draft);
            }
        } catch (IOException e) {
            throw failed(table, "cannot be written", e);
        }
    }

    /// Runs a read-modify-write of files under the lock of the directory. The files are small and local.
    <T> T alone(Supplier<T> work) {
        var lock = LOCKS[Math.floorMod(path.hashCode(), LOCKS.length)];
        try {
            lock.lockInterruptibly();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw PaymentException.of(PaymentError.TIMEOUT, "the files are in use", e);
        }
        try {
            return work.get();
        } finally {
            lock.unlock();
        }
    }

    private Path target(Table table) throws IOException {
        try {
            return inside(table);
        } catch (NoSuchFileException _) {
            return path.toRealPath().resolve(table.fileName());
        }
    }

    /// The file with all links resolved; it must be a regular file inside the directory.
    private Path inside(Table table) throws IOException {
        var file = path.resolve(table.fileName()).toRealPath();
        if (!file.startsWith(path.toRealPath())) {
            throw failed(table, "is a link that leads out of the directory");
        }
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            throw failed(table, "is no regular file");
        }
        return file;
    }

    private static byte[] bounded(Table table, byte[] content) {
        if (content.length > MOST_BYTES) {
            throw failed(table, "is longer than " + (MOST_BYTES >> 20) + " MiB");
        }
        return content;
    }

    private static Path path(String text) {
        try {
            return Path.of(text);
        } catch (InvalidPathException _) {
            throw invalid("is no path");
        }
    }

    private static PaymentException invalid(String why) {
        return PaymentException.of(
                PaymentError.INVALID_CONFIG, new ConfigSchema.Problem(FIELD, why).text());
    }

    private static PaymentException failed(Table table, String why) {
        return PaymentException.of(PaymentError.UPSTREAM_ERROR, table.fileName() + " " + why);
    }

    private static PaymentException failed(Table table, String why, IOException cause) {
        return PaymentException.of(
                PaymentError.UPSTREAM_ERROR, table.fileName() + " " + why, cause);
    }
}
