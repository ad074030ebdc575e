package dev.connectorproxy.connection;

import dev.connectorproxy.secrets.Secrets;
import dev.connectorproxy.settings.FileValue;
import dev.connectorproxy.settings.SecretText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// The value of a field as the settings give it. `toString` does not contain it. Thread-safe.
///
/// @param reader reads it for a call; empty if it references a secret that is not there
/// @param secret whether it is masked
record FieldValue(Function<Secrets, Optional<String>> reader, boolean secret) {
    private static final String REFERENCE = "${secret:";

    /// A text in which `${secret:NAME}` is replaced; then it is a secret itself.
    static FieldValue ofText(String text, boolean secret) {
        return new FieldValue(secrets -> secrets.resolve(text), secret || text.contains(REFERENCE));
    }

    /// A secret, read from its file each time that has changed.
    static FieldValue ofSecret(SecretText text) {
        if (text.file().isPresent()) {
            return ofFile(text.file().get());
        }
        return text.key().endsWith("-env")
                ? new FieldValue(_ -> Optional.of(text.value()), true)
                : ofText(text.value(), true);
    }

    Optional<String> read(Secrets secrets) {
        return reader.apply(secrets).filter(value -> !value.isEmpty());
    }

    private static FieldValue ofFile(Path path) {
        try {
            var file = new FileValue<>(List.of(path), () -> Files.readString(path).stripTrailing());
            return new FieldValue(_ -> Optional.of(file.get(_ -> {})), true);
        } catch (IOException _) { // it could be read a moment ago
            return new FieldValue(_ -> read(path), true);
        }
    }

    private static Optional<String> read(Path path) {
        try {
            return Optional.of(Files.readString(path).stripTrailing());
        } catch (IOException _) {
            return Optional.empty();
        }
    }

    @Override
    public String toString() {
        return "FieldValue[***]";
    }
}
