package dev.connectorproxy.settings;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/// The sources of settings in a test: a file named `my.yaml`, an environment, system properties.
record Given(
        Path directory,
        Optional<String> yaml,
        Map<String, String> environment,
        Map<String, String> properties) {

    static Given nothing(Path directory) {
        return new Given(directory, Optional.empty(), Map.of(), Map.of());
    }

    Given file(String text) {
        return new Given(directory, Optional.of(text), environment, properties);
    }

    Given environment(Map<String, String> variables) {
        return new Given(directory, yaml, variables, properties);
    }

    Given properties(Map<String, String> all) {
        return new Given(directory, yaml, environment, all);
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
