package dev.connectorproxy.settings;

import io.helidon.common.media.type.MediaType;
import io.helidon.config.spi.ConfigParser;
import io.helidon.config.spi.ConfigSource;
import io.helidon.config.spi.ParsableSource;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/// A settings file as a source of Helidon Config, with its own strict parser.
final class YamlFile implements ConfigSource, ParsableSource {
    /// The maximum size of a settings file, so that a device or a wrong file does not exhaust the memory.
    private static final int MAX_BYTES = 1 << 20;

    private final String name;
    private final Opener opener;
    private final StrictYaml parser;

    private interface Opener {
        InputStream open() throws IOException;
    }

    private YamlFile(String name, Opener opener) {
        this.name = name;
        this.opener = opener;
        this.parser = new StrictYaml(name);
    }

    /// A file of the operator.
    ///
    /// @param name of the file in messages
    static YamlFile of(Path file, String name) {
        return new YamlFile(name, () -> open(file, name));
    }

    /// The `application.yaml` of the code source of this class, not one elsewhere on the class path.
    static YamlFile builtIn() {
        var self = YamlFile.class.getResource("YamlFile.class").toString();
        var home =
                self.substring(
                        0, self.length() - (YamlFile.class.getName().length() + ".class".length()));
        var file = URI.create(home + "application.yaml");
        return new YamlFile("built-in application.yaml", () -> file.toURL().openStream());
    }

    /// The parsed file, once it has been loaded.
    SettingsTree.Branch tree() {
        return parser.tree();
    }

    @Override
    public Optional<ConfigParser.Content> load() {
        try (var in = opener.open()) {
            var bytes = in.readNBytes(MAX_BYTES + 1);
            if (bytes.length > MAX_BYTES) {
                throw new SettingsException(name + ": is larger than 1 MiB");
            }
            return Optional.of(
                    ConfigParser.Content.builder()
                            .data(new ByteArrayInputStream(bytes))
                            .charset(StandardCharsets.UTF_8)
                            .build());
        } catch (IOException e) {
            throw new SettingsException(
                    name + ": cannot be read (" + e.getClass().getSimpleName() + ")");
        }
    }

    @Override
    public Optional<ConfigParser> parser() {
        return Optional.of(parser);
    }

    @Override
    public Optional<MediaType> mediaType() {
        return Optional.empty();
    }

    private static InputStream open(Path file, String name) throws IOException {
        if (Files.isDirectory(file)) {
            throw new SettingsException(name + ": is a directory, not a file of settings");
        }
        try {
            return Files.newInputStream(file);
        } catch (NoSuchFileException _) {
            throw new SettingsException(name + ": does not exist");
        } catch (AccessDeniedException _) {
            throw new SettingsException(name + ": may not be read by this user");
        }
    }
}
