package dev.connectorproxy.declarative;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Objects;

/// What a change of a file is noticed by. Symbolic links are followed, since Kubernetes replaces those.
record FileStamp(FileTime changed, long size, String key) {
    private static final FileStamp NONE = new FileStamp(FileTime.fromMillis(0), -1, "");

    /// Of what never changes.
    static final FileStamp UNCHANGING = new FileStamp(FileTime.fromMillis(0), 0, "");

    static List<FileStamp> of(List<Path> files) {
        return files.stream().map(FileStamp::of).toList();
    }

    private static FileStamp of(Path file) {
        try {
            var attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return new FileStamp(
                    attributes.lastModifiedTime(),
                    attributes.size(),
                    Objects.toString(attributes.fileKey()));
        } catch (IOException _) {
            return NONE;
        }
    }
}
