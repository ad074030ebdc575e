package dev.connectorproxy.plugins;

import dev.connectorproxy.settings.Section;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;

/// Settings under `plugins:`.
///
/// @param directory of the jars (`plugins`, in the working directory); it need not exist
/// @param startTimeout how long one plugin may take to create its commands (PT10S)
/// @param responseBytes maximum size of the result of a plugin command (10 MiB)
public record PluginSettings(Path directory, Duration startTimeout, int responseBytes) {

    public static PluginSettings create(Section plugins) {
        return new PluginSettings(
                parseDirectory(plugins),
                plugins.duration("start-timeout", Duration.ofSeconds(10)),
                plugins.bytes("response-bytes", 10 << 20));
    }

    private static Path parseDirectory(Section plugins) {
        try {
            var directory = Path.of(plugins.text("directory", "plugins"));
            if (!directory.toString().isEmpty()
                    && (Files.isDirectory(directory) || Files.notExists(directory))) {
                return directory;
            }
        } catch (InvalidPathException _) {
            // refused below
        }
        throw plugins.invalid("directory", "must name a directory that can be read");
    }
}
