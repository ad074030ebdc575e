package dev.connectorproxy.scaffold;

import dev.connectorproxy.settings.SettingsException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Writes the files of a project, all of them or none. It never replaces a file.
final class ProjectWriter {
    private final Path folder;
    private final List<Path> written = new ArrayList<>();

    ProjectWriter(Path folder) {
        this.folder = folder;
    }

    /// @param files by their names below the folder, which is made if it is not there
    /// @throws SettingsException one of them exists, or cannot be written
    void write(Map<String, byte[]> files) {
        for (var name : files.keySet()) {
            var file = folder.resolve(name);
            if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
                throw new SettingsException(file + " exists already; nothing was written");
            }
        }
        for (var entry : files.entrySet()) {
            var file = folder.resolve(entry.getKey());
            try {
                Files.createDirectories(file.getParent());
                Files.write(file, entry.getValue(), StandardOpenOption.CREATE_NEW);
                written.add(file);
            } catch (IOException e) {
                removeWritten();
                throw new SettingsException(
                        "cannot write %s: %s; nothing was written".formatted(file, reason(e)));
            }
        }
    }

    /// What was written before a failure; directories stay.
    private void removeWritten() {
        for (var file : written) {
            try {
                Files.delete(file);
            } catch (IOException _) {
                // the failure that led here is reported
            }
        }
    }

    private static String reason(IOException failure) {
        return switch (failure) {
            case AccessDeniedException _ -> "access is denied";
            case NoSuchFileException _ -> "its folder cannot be made";
            case FileAlreadyExistsException e -> e.getFile() + " is a file, or was made meanwhile";
            case FileSystemException e when e.getReason() != null -> e.getReason();
            default -> failure.getClass().getSimpleName();
        };
    }
}
