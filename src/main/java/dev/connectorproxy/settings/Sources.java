package dev.connectorproxy.settings;

import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Where the settings of one start are defined; the sources from the strongest to the weakest.
record Sources(
        SettingsTree.Branch properties,
        Environment environment,
        SettingsTree.Branch file,
        SettingsTree.Branch builtIn) {

    /// The sources of a section that has none.
    static Sources none() {
        var empty = SettingsTree.empty("");
        return new Sources(empty, new Environment(Map.of()), empty, empty);
    }

    /// `<place>: `: where the value of a key is defined, or else the list element that lacks it; empty if there is
    /// neither.
    String locate(String key) {
        return place(key).map(place -> place + ": ").orElse("");
    }

    /// Where the value of a key is defined, or `default`.
    String describe(String key) {
        return place(key)
                .filter(place -> !isBuiltIn(key) || !builtInPlace(key).equals(Optional.of(place)))
                .orElse("default");
    }

    /// Whether the key has a built-in default.
    boolean isBuiltIn(String key) {
        return builtInPlace(key).isPresent();
    }

    private Optional<String> builtInPlace(String key) {
        return builtIn.find(key).map(SettingsTree::place);
    }

    private Optional<String> place(String key) {
        var found =
                properties
                        .find(key)
                        .or(() -> environment.find(key))
                        .or(() ->
                                Stream.of(file, builtIn)
                                        .flatMap(tree -> tree.find(key).stream())
                                        .findFirst())
                        .map(SettingsTree::place);
        // a list element is defined in one place; the keys of a section may come from several
        boolean inElement = key.matches(".*\\.\\d+\\..*");
        return found.isEmpty() && inElement ? place(key.substring(0, key.lastIndexOf('.'))) : found;
    }
}
