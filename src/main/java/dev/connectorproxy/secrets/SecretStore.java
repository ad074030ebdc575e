package dev.connectorproxy.secrets;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/// Where the values are: files, read anew each time so that a changed one counts at once, and the environment. Thread-safe.
final class SecretStore {
    private final SecretSettings settings;
    private final Map<String, String> environment;

    SecretStore(SecretSettings settings, Map<String, String> environment) {
        this.settings = settings;
        this.environment = Map.copyOf(environment);
    }

    /// The value of that name; none when it is empty, too long, no text or cannot be read.
    ///
    /// @param name of letters, digits, `.`, `_` and `-`, not beginning with a dot
    Optional<String> find(String name) {
        return settings.directory()
                .map(it -> it.resolve(name))
                .filter(Files::isRegularFile)
                .map(this::read)
                .orElseGet(() -> variable(name))
                .filter(it -> !it.isEmpty());
    }

    private Optional<String> variable(String name) {
        return settings.environmentPrefix()
                .flatMap(it -> Optional.ofNullable(environment.get(it + name)))
                .filter(it -> it.length() <= settings.valueBytes());
    }

    /// A regular file only, links followed as Kubernetes lays them: a pipe or device could hold its reader for ever.
    private Optional<String> read(Path file) {
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
