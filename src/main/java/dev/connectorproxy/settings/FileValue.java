package dev.connectorproxy.settings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/// A value read from files, and read again when one of them has changed. While changed files cannot be read, the
/// previous value stays in use. Thread-safe.
public final class FileValue<T> {
    private final List<Path> files;
    private final Reader<T> reader;
    private final Lock reading = new ReentrantLock(); // of one thread; the others use what is there
    private volatile Loaded<T> loaded;

    /// Reads the value.
    ///
    /// @param <T> the value
    @FunctionalInterface
    public interface Reader<T> {

        /// @throws IOException a file cannot be read
        /// @throws RuntimeException a file does not hold what it should
        T read() throws IOException;
    }

    /// The attributes by which a change of a file is detected. Symbolic links are followed, because Kubernetes replaces
    /// those.
    private record Stamp(FileTime changed, long size, String key) {
        private static final Stamp NONE = new Stamp(FileTime.fromMillis(0), -1, "");

        static Stamp of(Path file) {
            try {
                var attributes = Files.readAttributes(file, BasicFileAttributes.class);
                return new Stamp(
                        attributes.lastModifiedTime(),
                        attributes.size(),
                        Objects.toString(attributes.fileKey()));
            } catch (IOException _) {
                return NONE;
            }
        }
    }

    private record Loaded<T>(List<Stamp> stamps, T value, Optional<String> failure) {}

    /// @param reader reads all of the files
    /// @throws IOException a file cannot be read
    public FileValue(List<Path> files, Reader<T> reader) throws IOException {
        this.files = List.copyOf(files);
        this.reader = reader;
        var stamps = stamps();
        this.loaded = new Loaded<>(stamps, reader.read(), Optional.empty());
    }

    /// The value, read again if a file has changed.
    ///
    /// @param outcomes receives the outcome if so, once for each change: why it failed, or empty
    public T get(Consumer<Optional<String>> outcomes) {
        var stamps = stamps();
        if (!stamps.equals(loaded.stamps()) && reading.tryLock()) {
            try {
                if (!stamps.equals(loaded.stamps())) { // not read by another thread meanwhile
                    outcomes.accept(read(stamps));
                }
            } finally {
                reading.unlock();
            }
        }
        return loaded.value();
    }

    /// Reads the value again, whether or not a file has changed.
    ///
    /// @return why that failed; empty if it did not
    public Optional<String> reread() {
        reading.lock();
        try {
            return read(stamps());
        } finally {
            reading.unlock();
        }
    }

    /// Why the files could not be read when that was last tried; empty if the value is theirs.
    public Optional<String> failure() {
        return loaded.failure();
    }

    private Optional<String> read(List<Stamp> stamps) {
        try {
            loaded = new Loaded<>(stamps, reader.read(), Optional.empty());
        } catch (IOException | RuntimeException e) {
            loaded =
                    new Loaded<>(
                            stamps, loaded.value(), Optional.of(String.valueOf(e.getMessage())));
        }
        return loaded.failure();
    }

    private List<Stamp> stamps() {
        return files.stream().map(Stamp::of).toList();
    }
}
