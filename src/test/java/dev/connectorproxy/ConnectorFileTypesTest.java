package dev.connectorproxy;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.connectorproxy.catalogue.CommandId;
import dev.connectorproxy.plugins.PluginJar;
import dev.connectorproxy.settings.Settings;
import dev.connectorproxy.settings.SettingsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The types of connections that connector files name.
class ConnectorFileTypesTest {
    @TempDir private Path folder;

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    connection: beerer | shop.yaml:3: connection names the type 'beerer', which is none of api-key, aws, b | ; did you mean bearer?
                    connection: [basic, oauth2-client-credential] | shop.yaml:3: connection names the type 'oauth2-client-credential' | ; did you mean oauth2-client-credentials?
                    connection:\\n  - bearer\\n  - api_key | shop.yaml:5: connection names the type 'api_key' | ; did you mean api-key?
                    connection: {type: apikey, in: header, name: K} | shop.yaml:3: connection names the type 'apikey' | ; did you mean api-key?
                    """)
    void aTypeThatThereIsNotIsRefusedWithItsLine(String line, String begin, String end)
            throws IOException {
        write(line.translateEscapes());

        var failure = assertThrows(SettingsException.class, () -> check(""));

        assertThat(
                failure.getMessage(),
                startsWith(folder.resolve("files").resolve(begin).toString()));
        assertThat(failure.getMessage(), endsWith(end));
    }

    @Test
    void aTypeThatCommandsOfAPluginTakeIsThere() throws IOException {
        write("connection: acme");
        new PluginJar(Files.createDirectory(folder.resolve("work")))
                .write(
                        Files.createDirectory(folder.resolve("plugins")).resolve("acme.jar"),
                        PluginJar.provider("Acme", "acme", "return null;")
                                .replace(
                                        "List.of(\"Odd\"))",
                                        "List.of(\"Odd\")).withDetails(new CommandDetails(\"\", Optional.empty(), Optional.empty(),"
                                                + " List.of(ConnectionUse.ofRequests(\"acme\"))))"));

        var ids = check("plugins: {directory: %s}".formatted(folder.resolve("plugins")));

        assertThat(ids, hasItem(CommandId.parse("shop/Get")));
    }

    @Test
    void anyTypeMayBeThatOfAPluginThatIsBroken() throws IOException {
        write("connection: acme");
        Files.createDirectory(folder.resolve("plugins"));
        Files.writeString(folder.resolve("plugins/acme.jar"), "no jar");

        var ids = check("plugins: {directory: %s}".formatted(folder.resolve("plugins")));

        assertThat(ids, hasItem(CommandId.parse("shop/Get")));
    }

    @Test
    void everyBundledConnectorNamesTypesThatThereAre() throws IOException {
        write("connection: [none, jdbc]");

        var ids = check("").toString();

        assertThat(ids, containsString("github/"));
    }

    private void write(String line) throws IOException {
        var directory = Files.createDirectories(folder.resolve("files"));
        Files.writeString(
                directory.resolve("shop.yaml"),
                "connector: shop\nserver: https://a.example\n%s\ncommands: {Get: {request: {path: /x}}}"
                        .formatted(line));
    }

    private Set<CommandId> check(String yaml) throws IOException {
        var settings =
                Files.writeString(
                        folder.resolve("my.yaml"),
                        "connectors: {directories: [%s], enabled: ['*']}\n%s"
                                .formatted(folder.resolve("files"), yaml));
        return AllSettings.create(Settings.load(Optional.of(settings), Map.of(), new Properties()))
                .checkConnectors()
                .ids();
    }
}
