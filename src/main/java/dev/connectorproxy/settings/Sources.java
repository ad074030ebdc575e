package dev.connectorproxy.settings;

import io.helidon.config.Config;
import io.helidon.config.ConfigSources;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;

/// What all sections of one start share: the layers laid over each other, and the environment, which ranks between the
/// file and the system properties.
///
/// @param merged     built-in defaults, file and system properties
/// @param properties the system properties alone
record Sources(Tree.Branch merged, Tree.Branch properties, Environment environment) {
    /// Of a section that stands by itself.
    static Sources none() {
        return new Sources(Tree.empty(""), Tree.empty(""), new Environment(Map.of()));
    }

    /// The node above all others.
    ///
    /// @param declared receives the full key of everything that is read
    Section root(SortedSet<String> declared) {
        // Nothing of Helidon's own may add to the tree or change it: no reference is resolved,
        // since
        // an API key may hold `${`; no service, variable or property takes part.
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

    /// As seen from below a list: a variable cannot name an element.
    Sources inList() {
        return new Sources(merged, properties, new Environment(Map.of()));
    }

    /// The value that the environment has for a key and no system property overrules.
    Optional<String> environment(String key) {
        return fromEnvironment(key).map(Tree.Leaf::text);
    }

    /// `<place>: `, where the value of a key comes from, or the list element it should stand in; empty when nobody set it.
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

    /// An element of a list stands in one place as a whole; a section may be put together from several.
    private Optional<String> place(String key) {
        var found = merged.find(key).map(Tree::place);
        boolean inElement = key.matches(".*\\.\\d+\\..*");
        return found.isEmpty() && inElement ? place(key.substring(0, key.lastIndexOf('.'))) : found;
    }
}
