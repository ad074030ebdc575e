package dev.connectorproxy.declarative;

import dev.connectorproxy.settings.Section;
import dev.connectorproxy.settings.SettingsException;
import dev.connectorproxy.toolkit.Globs;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;

/// Settings of connectors that are files, under `connectors:`.
///
/// @param directories of the files (`directories`; `connectors`, in the working directory, which need not exist)
/// @param enabled the bundled connectors that are offered (`enabled`, none)
record ConnectorFileSettings(List<Path> directories, Globs enabled) {
    private static final String DIRECTORIES = "directories";
    private static final String DEFAULT = "connectors";

    ConnectorFileSettings {
        directories = List.copyOf(directories);
    }

    /// @throws SettingsException a directory that is named does not exist
    static ConnectorFileSettings create(Section connectors) {
        var named = connectors.texts(DIRECTORIES);
        var directories =
                named.isEmpty()
                        ? List.of(Path.of(DEFAULT))
                        : named.stream().map(name -> directory(connectors, name)).toList();
        return new ConnectorFileSettings(directories, Globs.of(connectors.texts("enabled")));
    }

    private static Path directory(Section connectors, String name) {
        try {
            var directory = Path.of(name);
            if (Files.isDirectory(directory)) {
                return directory;
            }
        } catch (InvalidPathException _) {
            // refused below
        }
        throw connectors.invalid(DIRECTORIES, "must name directories that exist");
    }
}
