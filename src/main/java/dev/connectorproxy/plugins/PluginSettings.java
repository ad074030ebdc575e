package dev.connectorproxy.plugins;

import dev.connectorproxy.settings.Section;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;

/// Settings under `plugins:`.
///
/// @param directory where the jars lie (`plugins`, in the working directory); it need not exist
/// @param startTimeout how long one plugin may take to say what it offers (PT10S)
/// @param responseBytes the largest answer taken from a command of a plugin (10 MiB)
public record PluginSettings(Path directory, Duration startTimeout, int responseBytes) {

    public static PluginSettings create(Section plugins) {
        return new PluginSettings(
                directory(plugins),
                plugins.duration("start-timeout", Duration.ofSeconds(10)),
                plugins.bytes("response-bytes", 10 << 20));
    }

    private static Path directory(Section plugins) {
        try {
            var directory = Path.of(plugins.text("directory", "plugins"));
            if (!directory.toString().isEmpty()
                    && (Files.isDirectory(directory) || Files.notExists(directory))) {
                return directory;
            }
        } catch (InvalidPathException _) {
            // told below
        }
        throw plugins.invalid("directory", "must name a directory that can be read");
    }
}
