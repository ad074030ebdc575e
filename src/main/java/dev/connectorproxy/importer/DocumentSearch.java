package dev.connectorproxy.importer;

import dev.connectorproxy.settings.SettingsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Finds API descriptions in folders: of an API in several files, the one that the others belong to.
final class DocumentSearch {
    private DocumentSearch() {}

    /// The file itself, or the descriptions in the folder and below, by name.
    ///
    /// @throws SettingsException there is no such file or folder
    static List<Path> find(Path path) {
        if (Files.isRegularFile(path)) {
            return List.of(path);
        }
        if (!Files.isDirectory(path)) {
            throw new SettingsException(path + ": there is no such file or folder");
        }
        try (var files = Files.walk(path)) {
            var found = new ArrayList<Path>();
            for (var file : files.filter(DocumentSearch::hasFormat).sorted().toList()) {
                if (ApiDocument.isLikely(Files.readAllBytes(file))) {
                    found.add(file);
                }
            }
            return found;
        } catch (IOException e) {
            throw new SettingsException(
                    "%s: cannot be searched (%s)".formatted(path, e.getClass().getSimpleName()));
        }
    }

    private static boolean hasFormat(Path file) {
        var name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        return name.matches(".*\\.(json|yaml|yml)") && Files.isRegularFile(file);
    }
}
