package dev.connectorproxy.connection;

import dev.connectorproxy.secrets.SecretSettings;
import dev.connectorproxy.secrets.Secrets;
import dev.connectorproxy.settings.Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/// Connections made of settings.
final class ConnectionYaml {
    static final Secrets SECRETS =
            new Secrets(
                    new SecretSettings(Optional.of("S_"), Optional.empty(), 1 << 16),
                    Map.of("S_PASSWORD", "pass-of-the-store"));

    private ConnectionYaml() {}

    static ConnectionList list(String yaml) {
        try {
            var file = Files.createTempFile("connections", ".yaml");
            try {
                Files.writeString(file, "connections:\n" + yaml);
                return ConnectionList.create(
                        Settings.load(Optional.of(file), Map.of(), new Properties()).root());
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Connections connections(String yaml) {
        return Connections.of(list(yaml), SECRETS, NoConnections.services());
    }
}
