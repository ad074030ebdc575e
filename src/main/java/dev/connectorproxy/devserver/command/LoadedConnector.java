package dev.connectorproxy.devserver.command;

import dev.connectorproxy.devserver.connector.ConnectorSecrets;
import dev.connectorproxy.devserver.connector.RecordedConnector;
import dev.connectorproxy.secrets.SecretMask;
import dev.connectorproxy.spi.Command;
import dev.connectorproxy.spi.ConnectorProvider;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// A connector that was made of a file. One that is made of the changed file is another instance with the same id.
///
/// @param provider what the file was made into
/// @param commands by name, in the order of the file
record LoadedConnector(
        ConnectorProvider provider,
        Map<String, Command> commands,
        ConnectorSecrets secrets,
        Instant loadedAt)
        implements RecordedConnector {
    private static final String PREFIX = "file-";

    LoadedConnector {
        commands = Collections.unmodifiableMap(new LinkedHashMap<>(commands));
    }

    static String id(String name) {
        return PREFIX + name;
    }

    /// Whether it is the id of a connector that is a file; no other begins like that.
    static boolean isId(String id) {
        return id.startsWith(PREFIX);
    }

    /// The inverse of [#id(String)].
    static String name(String id) {
        return id.substring(PREFIX.length());
    }

    /// The `{connector}` of the ids of its commands.
    String name() {
        return provider.name();
    }

    @Override
    public String id() {
        return id(name());
    }

    @Override
    public SecretMask mask() {
        return secrets.mask();
    }

    @Override
    public String toString() {
        return "LoadedConnector[" + name() + "]";
    }
}
