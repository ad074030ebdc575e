package dev.connectorproxy.settings;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/// Reads a settings file.
final class YamlFile {
    /// The maximum size of a settings file, so that a device or a wrong file does not exhaust the memory.
    private static final int MAX_BYTES = 1 << 20;

    private YamlFile() {}

    /// Reads a file of the operator.
    ///
    /// @param name of the file in messages
    static Tree.Branch read(Path file, String name) {
        if (Files.isDirectory(file)) {
            throw new SettingsException(name + ": is a directory, not a file of settings");
        }
        try (var in = Files.newInputStream(file)) {
            return parse(in, name);
        } catch (NoSuchFileException _) {
            throw new SettingsException(name + ": does not exist");
        } catch (AccessDeniedException _) {
            throw new SettingsException(name + ": may not be read by this user");
        } catch (IOException e) {
            throw new SettingsException(
                    name + ": cannot be read (" + e.getClass().getSimpleName() + ")");
        }
    }

    /// The `application.yaml` of the code source of this class, not one elsewhere on the class path.
    static Tree.Branch builtIn() {
        var self = YamlFile.class.getResource("YamlFile.class").toString();
        var home =
                self.substring(
                        0, self.length() - (YamlFile.class.getName().length() + ".class".length()));
        try (var in = URI.create(home + "application.yaml").toURL().openStream()) {
            return parse(in, "built-in application.yaml");
        } catch (IOException e) {
            throw new UncheckedIOException("the built-in application.yaml is gone", e);
        }
    }

    private static Tree.Branch parse(InputStream in, String name) throws IOException {
        var bytes = in.readNBytes(MAX_BYTES + 1);
        if (bytes.length > MAX_BYTES) {
            throw new SettingsException(name + ": is larger than 1 MiB");
        }
        try {
            var text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return new YamlText(name).parse(text.toString());
        } catch (CharacterCodingException _) {
            throw new SettingsException(name + ": is not text in UTF-8");
        }
    }
}
