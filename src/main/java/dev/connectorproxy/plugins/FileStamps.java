package dev.connectorproxy.plugins;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/// The sizes and times of files, by which a change of them is noticed. A file that vanishes meanwhile does not count.
public record FileStamps(Map<Path, Stamp> files) {
    public FileStamps {
        files = Map.copyOf(files);
    }

    public record Stamp(long size, FileTime modified) {}

    /// The stamps of files, and of all files in directories.
    static FileStamps of(Collection<Path> elements) {
        var files = new HashMap<Path, Stamp>();
        elements.forEach(element -> collect(element, files));
        return new FileStamps(files);
    }

    private static void collect(Path element, Map<Path, Stamp> files) {
        try {
            Files.walkFileTree(element, new Collector(files));
        } catch (IOException e) {
            throw new UncheckedIOException("a collector ignores failures", e);
        }
    }

    /// Whether there are no files.
    public boolean isEmpty() {
        return files.isEmpty();
    }

    /// The size of all files together.
    long bytes() {
        return files.values().stream().mapToLong(Stamp::size).sum();
    }

    private static final class Collector extends SimpleFileVisitor<Path> {
        private final Map<Path, Stamp> files;

        Collector(Map<Path, Stamp> files) {
            this.files = files;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            files.put(file, new Stamp(attributes.size(), attributes.lastModifiedTime()));
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException failure) {
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path directory, IOException failure) {
            return FileVisitResult.CONTINUE;
        }
    }
}
