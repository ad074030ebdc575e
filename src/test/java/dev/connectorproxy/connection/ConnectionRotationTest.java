package dev.connectorproxy.connection;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import dev.connectorproxy.secrets.SecretSettings;
import dev.connectorproxy.secrets.Secrets;
import dev.connectorproxy.spi.ConnectionUse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Secrets of connections that are replaced while the proxy runs.
class ConnectionRotationTest {
    @TempDir Path folder;

    static Stream<String> types() {
        return ConnectionTypes.names().stream();
    }

    @ParameterizedTest
    @MethodSource("types")
    void everySecretIsReadAgainFromItsFileAndFromTheStore(String type) {
        write("first", type);
        var byFile = connection(type, "%1$s-file: %2$s/%1$s", "%s: 25");
        var byReference = connection(type, "%1$s: \"${secret:%1$s}\"", "%s: \"${secret:%1$s}\"");

        assertThat(values(byFile, true), is(expected("first", type, true)));
        assertThat(values(byReference, false), is(expected("first", type, false)));
        write("the second", type);

        assertThat(values(byFile, true), is(expected("the second", type, true)));
        assertThat(values(byReference, false), is(expected("the second", type, false)));
    }

    private void write(String value, String type) {
        ConnectionTypes.find(type)
                .orElseThrow()
                .fields()
                .forEach(field -> {
                    try {
                        Files.writeString(
                                folder.resolve(field.key()), value + " " + field.key() + "\n");
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                });
    }

    private static Map<String, String> expected(String value, String type, boolean secrets) {
        return ConnectionTypes.find(type).orElseThrow().fields().stream()
                .filter(field -> field.secret() || !secrets)
                .collect(
                        Collectors.toMap(ConnectionField::key, field -> value + " " + field.key()));
    }

    /// @param secrets whether only those fields that are secrets by their type
    private Map<String, String> values(Connection connection, boolean secrets) {
        var store =
                new Secrets(
                        new SecretSettings(Optional.empty(), Optional.of(folder), 1 << 16),
                        Map.of());
        var use = ConnectionUse.ofRequests(connection.type().name());
        var fields = connection.fields(use, store);
        return connection.type().fields().stream()
                .filter(field -> field.secret() || !secrets)
                .collect(
                        Collectors.toMap(
                                ConnectionField::key, field -> fields.require(field.key())));
    }

    /// @param secret the line of a secret, made of its key and the folder
    /// @param other the line of another field, made of its key
    private Connection connection(String type, String secret, String other) {
        var yaml =
                new StringBuilder(
                        "  - name: a\n    type: %s\n    commands: [x/*]\n".formatted(type));
        for (var field : ConnectionTypes.find(type).orElseThrow().fields()) {
            yaml.append("    ")
                    .append((field.secret() ? secret : other).formatted(field.key(), folder))
                    .append("\n");
        }
        var settings = ConnectionYaml.list(yaml.toString()).all().getFirst();
        return new Connection(settings, settings.type().newCredentials(NoConnections.services()));
    }
}
