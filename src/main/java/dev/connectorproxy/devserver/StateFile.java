package dev.connectorproxy.devserver;

import dev.connectorproxy.devserver.api.DevLog;
import dev.connectorproxy.devserver.api.DevServerException;
import dev.connectorproxy.devserver.memory.ChangeSaver;
import dev.connectorproxy.settings.SettingsException;
import dev.connectorproxy.spi.payment.PaymentException;
import dev.connectorproxy.toolkit.OwnerOnly;
import jakarta.json.JsonObject;
import jakarta.json.JsonReaderFactory;
import jakarta.json.spi.JsonProvider;
import java.io.IOException;
import java.io.StringReader;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/// The file that keeps connectors and states across restarts. It contains secrets. The response to a change is sent
/// after the change is on the disk; changes that arrive during a write share the next one. When a write fails, the
/// request whose change it had fails, and the write is repeated until it succeeds. Thread-safe.
public final class StateFile implements ChangeSaver, AutoCloseable {
    private static final JsonProvider JSON = JsonProvider.provider();

    /// A state may be nested as deeply as a request, up to 1000 levels, and the file adds some levels around it.
    private static final JsonReaderFactory READERS =
            JSON.createReaderFactory(Map.of("org.eclipse.parsson.maxDepth", 1_100));

    private static final Duration RETRY_INTERVAL = Duration.ofSeconds(3);

    private final Path file;
    private final Storage storage;
    private final StateSnapshots snapshots;
    private final DevLog log;
    private final Consumer<Runnable> afterInterval;
    private final AtomicLong changeCount = new AtomicLong();
    private final Lock writeLock = new ReentrantLock(); // held during I/O; guards only the file
    private long writtenCount; // guarded by writeLock; the value of changeCount that is on the disk
    private Optional<FileChannel> fileLock =
            Optional.empty(); // guarded by writeLock; present while the file is open
    private volatile boolean failing; // written under writeLock: the last write failed

    /// Replaces the content of the file.
    public interface Storage {
        void write(byte[] content) throws IOException;
    }

    StateFile(Path file, StateSnapshots snapshots, DevLog log) {
        this(
                file.toAbsolutePath(),
                new UninterruptedStorage(new AtomicFile(file.toAbsolutePath())),
                snapshots,
                log,
                CompletableFuture.delayedExecutor(RETRY_INTERVAL.toMillis(), TimeUnit.MILLISECONDS)
                        ::execute);
    }

    /// @param afterInterval runs a task some seconds later
    StateFile(
            Path file,
            Storage storage,
            StateSnapshots snapshots,
            DevLog log,
            Consumer<Runnable> afterInterval) {
        this.file = file;
        this.storage = storage;
        this.snapshots = snapshots;
        this.log = log;
        this.afterInterval = afterInterval;
    }

    /// Whether the last write failed, so that changes since then are in memory only.
    boolean isFailing() {
        return failing;
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
        try (var lock = fileLock.orElse(null)) {
            if (lock != null && failing) {
                write();
            }
        } catch (IOException e) {
            log.warning("dev-server.state-file cannot be written or released: " + e);
        } finally {
            fileLock = Optional.empty();
            writeLock.unlock();
        }
    }

    /// Writes the file, and returns when it is on the disk.
    @Override
    public void save() {
        long change = changeCount.incrementAndGet();
        writeLock.lock();
        try {
            if (writtenCount < change && fileLock.isPresent()) {
                writeOrRetryLater();
            }
        } catch (IOException e) {
            throw DevServerException.busy(
                    "the change cannot be saved",
                    "dev-server.state-file cannot be written: " + e.getClass().getSimpleName());
        } finally {
            writeLock.unlock();
        }
    }

    /// Called while the lock is held.
    private void writeOrRetryLater() throws IOException {
        try {
            long upTo = changeCount.get();
            write();
            writtenCount = upTo;
            if (failing) {
                failing = false;
                log.warning("dev-server.state-file is written again");
            }
        } catch (IOException e) {
            if (!failing) {
                failing = true;
                log.warning("dev-server.state-file cannot be written: " + e);
                afterInterval.accept(this::retry);
            }
            throw e;
        }
    }

    private void retry() {
        writeLock.lock();
        try {
            if (failing && fileLock.isPresent()) {
                writeOrRetryLater();
            }
        } catch (IOException _) {
            afterInterval.accept(this::retry);
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
        storage.write(snapshots.take().toString().getBytes(StandardCharsets.UTF_8));
    }

    private SettingsException toSettingsException(String why) {
        return new SettingsException("dev-server.state-file " + file + " " + why);
    }
}
