package dev.connectorproxy.devserver;

import dev.connectorproxy.devserver.api.DevLog;
import dev.connectorproxy.devserver.connector.ConnectorInstance;
import dev.connectorproxy.devserver.memory.ConnectorMemory;
import dev.connectorproxy.devserver.memory.CopyingMap;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.function.Function;

/// The temporary directories of connectors that were created from examples: one for each, deleted with its connector, or with the
/// server unless that keeps its connectors. Thread-safe.
///
/// @param kept the directory of each connector that has one
record ExampleDirectories(DevLog log, CopyingMap<String, Path> kept)
        implements ConnectorMemory, AutoCloseable {
    ExampleDirectories(DevLog log) {
        this(log, new CopyingMap<>());
    }

    /// Creates a connector.
    ///
    /// @param creation gets an empty directory, which is deleted if it is still empty afterwards
    ConnectorInstance create(Function<Path, ConnectorInstance> creation) {
        var directory = temporary();
        try {
            var instance = creation.apply(directory);
            if (!isEmpty(directory)) {
                kept.change(all -> all.put(instance.id(), directory));
                return instance;
            }
            delete(directory);
            return instance;
        } catch (RuntimeException e) {
            delete(directory);
            throw e;
        }
    }

    private static Path temporary() {
        try {
            return Files.createTempDirectory("connector-proxy-example-");
        } catch (IOException e) {
            throw new UncheckedIOException("the temporary directory cannot be written", e);
        }
    }

    private static boolean isEmpty(Path directory) {
        try (var files = Files.list(directory)) {
            return files.findAny().isEmpty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void forget(String connectorId) {
        kept.update(all -> Optional.ofNullable(all.remove(connectorId))).ifPresent(this::delete);
    }

    /// Deletes all directories.
    @Override
    public void close() {
        kept.all().sequencedKeySet().forEach(this::forget);
    }

    private void delete(Path directory) {
        try (var files = Files.walk(directory)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException | UncheckedIOException e) {
            log.warning("the directory of an example cannot be deleted: " + e);
        }
    }
}
