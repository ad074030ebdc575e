package dev.connectorproxy.secrets;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/// Reads secrets from files, each time so that a change takes effect at once, and from environment variables.
/// Thread-safe.
final class SecretStore {
    private final SecretSettings settings;
    private final Map<String, String> environment;

    SecretStore(SecretSettings settings, Map<String, String> environment) {
        this.settings = settings;
        this.environment = Map.copyOf(environment);
    }

    /// The value of that name; empty when it is empty, too long, not UTF-8 or unreadable.
    ///
    /// @param name consists of letters, digits, `.`, `_` and `-` and does not begin with a dot
    Optional<String> find(String name) {
        return settings.directory()
                .map(directory -> directory.resolve(name))
                .filter(Files::isRegularFile)
                .map(this::readFile)
                .orElseGet(() -> readVariable(name))
                .filter(value -> !value.isEmpty());
    }

    private Optional<String> readVariable(String name) {
        return settings.environmentPrefix()
                .flatMap(prefix -> Optional.ofNullable(environment.get(prefix + name)))
                .filter(value -> value.length() <= settings.valueBytes());
    }

    /// Reads regular files only, as a pipe or device could block for ever; follows symbolic links, which Kubernetes
    /// uses.
    private Optional<String> readFile(Path file) {
        try (var in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(settings.valueBytes() + 2);
            var text =
                    StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
            var value = text.replaceFirst("\r?\n\\z", "");
            return bytes.length - (text.length() - value.length()) <= settings.valueBytes()
                    ? Optional.of(value)
                    : Optional.empty();
        } catch (CharacterCodingException _) {
            return Optional.empty();
        } catch (IOException _) {
            return Optional.empty();
        }
    }
}
