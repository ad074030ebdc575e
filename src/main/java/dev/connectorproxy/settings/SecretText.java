package dev.connectorproxy.settings;

import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/// A secret of the settings. `toString` does not contain it.
///
/// @param key the key that gave it, for [Section#invalid]
/// @param value as it was at start
/// @param file that it was read from, if it was
public record SecretText(String key, String value, Optional<Path> file) {
    public SecretText {
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(value, "value");
        Objects.requireNonNull(file, "file");
    }

    @Override
    public String toString() {
        return "SecretText[" + key + "]";
    }
}
