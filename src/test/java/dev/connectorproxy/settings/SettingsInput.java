package dev.connectorproxy.settings;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/// The sources of settings in a test: a file named `my.yaml`, an environment, system properties.
record SettingsInput(
        Path directory,
        Optional<String> yaml,
        Map<String, String> environment,
        Map<String, String> properties) {

    static SettingsInput nothing(Path directory) {
        return new SettingsInput(directory, Optional.empty(), Map.of(), Map.of());
    }

    SettingsInput file(String text) {
        return new SettingsInput(directory, Optional.of(text), environment, properties);
    }

    SettingsInput environment(Map<String, String> variables) {
        return new SettingsInput(directory, yaml, variables, properties);
    }

    SettingsInput properties(Map<String, String> all) {
        return new SettingsInput(directory, yaml, environment, all);
    }

    Path path() {
        return directory.resolve("my.yaml");
    }

    Settings load() {
        yaml.ifPresent(this::write);
        var system = new Properties();
        system.putAll(properties);
        return Settings.load(yaml.map(_ -> path()), environment, system);
    }

    Section root() {
        return load().root();
    }

    private void write(String text) {
        try {
            Files.writeString(path(), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
