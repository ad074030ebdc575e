package dev.connectorproxy.settings;

import io.helidon.config.Config;
import io.helidon.config.ConfigSources;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;

/// What all sections of one start share: the merged layers, and the environment, which ranks between the file and the
/// system properties.
///
/// @param merged built-in defaults, file and system properties
/// @param properties only the system properties
record Sources(Tree.Branch merged, Tree.Branch properties, Environment environment) {
    /// The sources of a section without an environment.
    static Sources none() {
        return new Sources(Tree.empty(""), Tree.empty(""), new Environment(Map.of()));
    }

    /// The root section.
    ///
    /// @param declared receives the full key of everything that is read
    Section root(SortedSet<String> declared) {
        // Helidon must not add to the tree or change it: references are not resolved, because an
        // API
        // key may contain `${`; no service, variable or property is used
        var config =
                Config.builder()
                        .sources(ConfigSources.create(merged.toNode()))
                        .disableKeyResolving()
                        .disableValueResolving()
                        .disableEnvironmentVariablesSource()
                        .disableSystemPropertiesSource()
                        .disableParserServices()
                        .disableFilterServices()
                        .disableMapperServices()
                        .build();
        return new Section(config, declared, this);
    }

    /// The value of an environment variable for a key, unless a system property overrides it.
    Optional<String> environment(String key) {
        return fromEnvironment(key).map(Tree.Leaf::text);
    }

    /// `<place>: `: where the value of a key is defined, or else the list element that lacks it; empty if there is
    /// neither.
    String locate(String key) {
        return fromEnvironment(key)
                .map(Tree::place)
                .or(() -> place(key))
                .map(place -> place + ": ")
                .orElse("");
    }

    private Optional<Tree.Leaf> fromEnvironment(String key) {
        var found = environment.find(key);
        return properties.find(key).isPresent() ? Optional.empty() : found;
    }

    /// A list element is defined in one place; the keys of a section may come from several.
    private Optional<String> place(String key) {
        var found = merged.find(key).map(Tree::place);
        boolean inElement = key.matches(".*\\.\\d+\\..*");
        return found.isEmpty() && inElement ? place(key.substring(0, key.lastIndexOf('.'))) : found;
    }
}
