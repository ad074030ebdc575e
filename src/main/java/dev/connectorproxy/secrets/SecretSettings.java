package dev.connectorproxy.secrets;

import dev.connectorproxy.settings.Section;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Settings under `secrets:`. Without a prefix and a directory there are no secrets.
///
/// @param environmentPrefix secret `NAME` is the environment variable of this prefix and `NAME`
/// @param directory secret `NAME` is the file of that name in it; it has precedence over the variable
/// @param valueBytes maximum length of a value (64 KiB)
/// @param origins where secrets may be sent (unset: each to the first origin of its call)
public record SecretSettings(
        Optional<String> environmentPrefix,
        Optional<Path> directory,
        int valueBytes,
        List<OriginRule> origins) {
    private static final String OWN_PREFIX = "CONNECTOR_PROXY_";

    public SecretSettings {
        origins = List.copyOf(origins);
    }

    /// Settings that name no origins.
    public SecretSettings(
            Optional<String> environmentPrefix, Optional<Path> directory, int valueBytes) {
        this(environmentPrefix, directory, valueBytes, List.of());
    }

    public static SecretSettings create(Section secrets) {
        var prefix = secrets.text("environment-prefix");
        if (prefix.filter(text -> !text.matches("[A-Za-z_][A-Za-z0-9_]+")).isPresent()) {
            throw secrets.invalid(
                    "environment-prefix",
                    "must be at least two letters, digits or underscores, such as SECRET_; leave it out for none");
        }
        if (prefix.filter(text -> text.startsWith(OWN_PREFIX) || OWN_PREFIX.startsWith(text))
                .isPresent()) {
            throw secrets.invalid(
                    "environment-prefix",
                    "must not be, or share its beginning with, CONNECTOR_PROXY_, since that is how settings begin");
        }
        return new SecretSettings(
                prefix,
                secrets.text("directory").map(text -> parseDirectory(secrets, text)),
                secrets.bytes("value-bytes", 64 << 10),
                secrets.sections("origins").stream().map(OriginRule::create).toList());
    }

    private static Path parseDirectory(Section secrets, String text) {
        try {
            var directory = Path.of(text);
            if (!text.isEmpty() && Files.isDirectory(directory)) {
                return directory;
            }
        } catch (InvalidPathException _) {
            // refused below
        }
        throw secrets.invalid("directory", "must name a directory that is there");
    }
}
