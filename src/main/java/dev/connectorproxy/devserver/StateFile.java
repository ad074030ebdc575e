package dev.connectorproxy.devserver;

import dev.connectorproxy.settings.SettingsException;
import dev.connectorproxy.spi.payment.PaymentException;
import dev.connectorproxy.toolkit.OwnerOnly;
import jakarta.json.JsonObject;
import jakarta.json.JsonReaderFactory;
import jakarta.json.spi.JsonProvider;
import java.io.IOException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/// The file that keeps connectors and states across restarts. It is never incomplete: a new version is written to a
/// temporary file, forced to the disk and renamed. It contains secrets, so only its owner may read it. The response
/// to a change is sent after the change is on the disk; changes that arrive during a write share the next one.
/// Thread-safe.
final class StateFile implements AutoCloseable {
    /// A state may be nested as deeply as a request, up to 1000 levels, and the file adds some levels around it.
    private static final JsonReaderFactory READERS =
            JsonProvider.provider()
                    .createReaderFactory(Map.of("org.eclipse.parsson.maxDepth", 1_100));

    private final Path file;
    private final StateSnapshots snapshots;
    private final DevLog log;
    private final AtomicLong changeCount = new AtomicLong();
    private final Lock writeLock = new ReentrantLock(); // held during I/O; guards only the file
    private long writtenCount; // guarded by writeLock; the value of changeCount that is on the disk
    private Optional<FileChannel> fileLock =
            Optional.empty(); // guarded by writeLock; present while the file is open

    StateFile(Path file, StateSnapshots snapshots, DevLog log) {
        this.file = file.toAbsolutePath();
        this.snapshots = snapshots;
        this.log = log;
    }

    /// The content of the file, if it exists.
    ///
    /// @throws SettingsException it cannot be read
    Optional<JsonObject> read() {
        try {
            return Optional.of(toObject(Files.readString(file)));
        } catch (NoSuchFileException _) {
            return Optional.empty();
        } catch (IOException e) {
            throw toSettingsException("cannot be read: " + e.getMessage());
        } catch (
                RuntimeException
                        _) { // Parsson throws a plain RuntimeException when the nesting is too deep
            throw toSettingsException("is not a state file of this program");
        }
    }

    private static JsonObject toObject(String text) {
        try (var reader = READERS.createReader(new StringReader(text))) {
            return reader.readValue().asJsonObject();
        }
    }

    /// Locks the file, restores its connectors and writes it, so that a file that cannot be written stops the start.
    ///
    /// @throws SettingsException it cannot be locked, read or written
    void open() {
        writeLock.lock();
        try {
            fileLock = Optional.of(acquireFileLock());
            read().ifPresent(snapshots::restore);
            write();
        } catch (IOException e) {
            throw toSettingsException("cannot be written: " + e);
        } catch (DevServerException
                | PaymentException
                | IllegalArgumentException
                | ClassCastException e) {
            throw toSettingsException("is not a state file of this program: " + e.getMessage());
        } finally {
            writeLock.unlock();
        }
    }

    /// Writes no more, and lets others use the file.
    @Override
    public void close() {
        writeLock.lock();
        try {
            if (fileLock.isPresent()) {
                fileLock.get().close();
            }
        } catch (IOException e) {
            log.warning("dev-server.state-file cannot be released: " + e);
        } finally {
            fileLock = Optional.empty();
            writeLock.unlock();
        }
    }

    /// Writes the file after a change, and returns when the change is on the disk.
    void save() {
        long change = changeCount.incrementAndGet();
        writeLock.lock();
        try {
            if (writtenCount < change && fileLock.isPresent()) {
                long upTo = changeCount.get();
                write();
                writtenCount = upTo;
            }
        } catch (IOException e) {
            log.warning("dev-server.state-file cannot be written: " + e);
        } finally {
            writeLock.unlock();
        }
    }

    /// Locks the file, because two processes would overwrite each other's changes.
    private FileChannel acquireFileLock() throws IOException {
        var lockFile = file.resolveSibling(file.getFileName() + ".lock");
        var channel =
                FileChannel.open(
                        lockFile,
                        Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE),
                        OwnerOnly.fileAttributes());
        try {
            if (channel.tryLock() != null) {
                OwnerOnly.restrict(lockFile); // an older version left it readable
                return channel;
            }
        } catch (OverlappingFileLockException _) {
            // another server in this process holds the lock
        }
        channel.close();
        throw toSettingsException("is used by another process");
    }

    private void write() throws IOException {
        var temporary = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(temporary);
        var bytes = ByteBuffer.wrap(snapshots.take().toString().getBytes(StandardCharsets.UTF_8));
        try (var out =
                FileChannel.open(
                        temporary,
                        Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                        OwnerOnly.fileAttributes())) {
            while (bytes.hasRemaining()) {
                out.write(bytes);
            }
            out.force(true);
        }
        Files.move(
                temporary,
                file,
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
        forceDirectory();
    }

    /// Forces the rename itself to the disk, so that it survives a power failure. Not every operating system supports
    /// it.
    private void forceDirectory() {
        try (var directory = FileChannel.open(file.getParent(), StandardOpenOption.READ)) {
            directory.force(true);
        } catch (IOException _) {
            // the file is complete in any case
        }
    }

    private SettingsException toSettingsException(String why) {
        return new SettingsException("dev-server.state-file " + file + " " + why);
    }
}
