package dev.connectorproxy.provider.dummypay;

import dev.connectorproxy.spi.payment.PaymentError;
import dev.connectorproxy.spi.payment.PaymentException;
import dev.connectorproxy.toolkit.OwnerOnly;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.stream.StreamSupport;

/// A directory of JSON files. Only regular files inside it are opened, and only up to a maximum size.
final class DummypayDirectory {
    static final String FIELD = "directory";
    static final int MAX_BYTES = 10 << 20;

    /// The lock of writers; several connectors may share a directory.
    private static final Lock LOCK = new ReentrantLock();

    private final Path path;

    private DummypayDirectory(Path path) {
        this.path = path;
    }

    /// @param text an existing directory, or a path that ends in a separator
    /// @throws PaymentException [PaymentError#INVALID_CONFIG]
    static DummypayDirectory of(String text) {
        var path = path(text);
        if (StreamSupport.stream(path.spliterator(), false).anyMatch(it -> it.endsWith(".."))) {
            throw invalid("must not lead upwards with ..");
        }
        boolean toCome =
                Files.notExists(path) && (text.endsWith("/") || text.endsWith(File.separator));
        if (!toCome && !Files.isDirectory(path)) {
            throw invalid("must be a directory, or end in a slash if it does not exist yet");
        }
        return new DummypayDirectory(path.toAbsolutePath().normalize());
    }

    /// The content of a file; empty if there is none.
    Optional<byte[]> read(DummypayFile file) {
        try {
            var real = resolveInside(file);
            try (var in = Files.newInputStream(real, LinkOption.NOFOLLOW_LINKS)) {
                return Optional.of(requireSize(file, in.readNBytes(MAX_BYTES + 1)));
            }
        } catch (NoSuchFileException _) {
            return Optional.empty();
        } catch (IOException e) {
            throw failed(file, "cannot be read", e);
        }
    }

    /// Replaces the content of a file atomically.
    void write(DummypayFile file, byte[] content) {
        requireSize(file, content);
        try {
            OwnerOnly.createDirectories(path);
            var target = target(file);
            var draft = Files.createTempFile(target.getParent(), ".dummypay", ".tmp");
            try {
                Files.write(draft, content);
                Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Files.deleteIfExists(draft);
            }
        } catch (IOException e) {
            throw failed(file, "cannot be written", e);
        }
    }

    /// Runs a read-modify-write of files under the lock. The files are small and local.
    <T> T exclusively(Supplier<T> work) {
        try {
            LOCK.lockInterruptibly();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw PaymentException.of(PaymentError.TIMEOUT, "the files are in use", e);
        }
        try {
            return work.get();
        } finally {
            LOCK.unlock();
        }
    }

    private Path target(DummypayFile file) throws IOException {
        try {
            return resolveInside(file);
        } catch (NoSuchFileException _) {
            return path.toRealPath().resolve(file.fileName());
        }
    }

    /// The file with all links resolved; it must be a regular file inside the directory.
    private Path resolveInside(DummypayFile file) throws IOException {
        var real = path.resolve(file.fileName()).toRealPath();
        if (!real.startsWith(path.toRealPath())) {
            throw failed(file, "is a link that leads out of the directory");
        }
        if (!Files.isRegularFile(real, LinkOption.NOFOLLOW_LINKS)) {
            throw failed(file, "is no regular file");
        }
        return real;
    }

    private static byte[] requireSize(DummypayFile file, byte[] content) {
        if (content.length > MAX_BYTES) {
            throw failed(file, "is longer than " + (MAX_BYTES >> 20) + " MiB");
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
        return PaymentException.invalidConfig(FIELD, why);
    }

    private static PaymentException failed(DummypayFile file, String why) {
        return PaymentException.of(PaymentError.UPSTREAM_ERROR, file.fileName() + " " + why);
    }

    private static PaymentException failed(DummypayFile file, String why, IOException cause) {
        return PaymentException.of(PaymentError.UPSTREAM_ERROR, file.fileName() + " " + why, cause);
    }
}
