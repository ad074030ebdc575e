package dev.connectorproxy.secrets;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.connectorproxy.settings.Section;
import dev.connectorproxy.settings.SettingsException;
import io.helidon.config.Config;
import io.helidon.config.ConfigSources;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretStoreTest {
    @TempDir private Path directory;

    @Test
    void findsVariablesWithThePrefixOnly() {
        var store =
                new SecretStore(
                        new SecretSettings(Optional.of("SECRET_"), Optional.empty(), 8),
                        Map.of(
                                "SECRET_A",
                                "alpha",
                                "B",
                                "beta",
                                "SECRET_EMPTY",
                                "",
                                "SECRET_LONG",
                                "123456789"));

        assertThat(store.find("A"), is(Optional.of("alpha")));
        assertThat(store.find("B"), is(Optional.empty()));
        assertThat(store.find("EMPTY"), is(Optional.empty()));
        assertThat(store.find("LONG"), is(Optional.empty()));
    }

    @Test
    void findsNothingWithoutPrefixAndDirectory() {
        var store =
                new SecretStore(
                        new SecretSettings(Optional.empty(), Optional.empty(), 8),
                        Map.of("A", "alpha"));

        assertThat(store.find("A"), is(Optional.empty()));
    }

    @Test
    void readsFilesEachTimeWithoutTheLastNewline() throws IOException {
        write("unix", "alpha\n");
        write("dos", "alpha\r\n");
        write("two", "a\n\n");
        write("just", "12345678\n");
        write("long", "123456789");
        write("empty", "\n");
        Files.write(directory.resolve("binary"), new byte[] {(byte) 0xFF, 1});
        Files.createDirectory(directory.resolve("folder"));
        var store = store();

        assertThat(store.find("unix"), is(Optional.of("alpha")));
        assertThat(store.find("dos"), is(Optional.of("alpha")));
        assertThat(store.find("two"), is(Optional.of("a\n")));
        assertThat(store.find("just"), is(Optional.of("12345678")));
        for (var name : new String[] {"long", "empty", "binary", "folder", "missing"}) {
            assertThat(name, store.find(name), is(Optional.empty()));
        }
        write("unix", "beta");
        assertThat(store.find("unix"), is(Optional.of("beta")));
    }

    @Test
    void followsTheSymbolicLinksOfKubernetes() throws IOException {
        Files.createDirectory(directory.resolve("..2026_01_01"));
        write("..2026_01_01/token", "one");
        Files.createSymbolicLink(directory.resolve("..data"), Path.of("..2026_01_01"));
        Files.createSymbolicLink(directory.resolve("token"), Path.of("..data/token"));

        assertThat(store().find("token"), is(Optional.of("one")));
    }

    @Test
    void aFileHasPrecedenceOverAVariable() throws IOException {
        write("A", "file");
        var store =
                new SecretStore(
                        new SecretSettings(Optional.of("S_"), Optional.of(directory), 8),
                        Map.of("S_A", "env", "S_B", "env"));

        assertThat(store.find("A"), is(Optional.of("file")));
        assertThat(store.find("B"), is(Optional.of("env")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "S", "S-", "1A", "CONNECTOR_PROXY_", "CONNECTOR_PROXY_SECRET_", "CONN"})
    void refusesPrefixesThatMatchTooMuch(String prefix) {
        assertThat(
                refusal(Map.of("environment-prefix", prefix)),
                containsString("environment-prefix must"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/nowhere/at/all", "a\0b"})
    void refusesADirectoryThatDoesNotExist(String text) {
        assertThat(refusal(Map.of("directory", text)), containsString("directory must name"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"S_", "SECRET_", "_x", "a1", "CONNECTOR_SECRET_"})
    void acceptsPrefixesOfTheirOwn(String prefix) {
        var settings = read(Map.of("environment-prefix", prefix));
        var store = new SecretStore(settings, Map.of(prefix + "A", "alpha", "A", "beta"));

        assertThat(settings.environmentPrefix(), is(Optional.of(prefix)));
        assertThat(store.find("A"), is(Optional.of("alpha")));
    }

    @Test
    void readsTheDirectoryAndTheMaximumLengthOfAValue() throws IOException {
        write("short", "12345678");
        write("long", "123456789");

        var settings = read(Map.of("directory", directory.toString(), "value-bytes", "8"));

        assertThat(settings.environmentPrefix(), is(Optional.empty()));
        var store = new SecretStore(settings, Map.of());
        assertThat(store.find("short"), is(Optional.of("12345678")));
        assertThat(store.find("long"), is(Optional.empty()));
        assertThat(read(Map.of()).valueBytes(), is(65_536));
    }

    private static String refusal(Map<String, String> settings) {
        return assertThrows(SettingsException.class, () -> read(settings)).getMessage();
    }

    private static SecretSettings read(Map<String, String> settings) {
        var config =
                Config.builder(ConfigSources.create(settings))
                        .disableEnvironmentVariablesSource()
                        .disableSystemPropertiesSource()
                        .build();
        return SecretSettings.create(new Section(config, new TreeSet<>()));
    }

    private SecretStore store() {
        return new SecretStore(
                new SecretSettings(Optional.empty(), Optional.of(directory), 8), Map.of());
    }

    private void write(String name, String text) throws IOException {
        Files.write(directory.resolve(name), text.getBytes(StandardCharsets.UTF_8));
    }
}
