package dev.connectorproxy.settings;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// All settings of one start: the built-in defaults, under the file, under the environment, under the system properties.
/// Sections merge; a list or a value replaces what is below it. Used by one thread, at start.
public final class Settings {
    private final Tree.Branch builtIn;
    private final Tree.Branch file;
    private final Sources sources;
    private final String source;
    private final SortedSet<String> declared = new TreeSet<>();

    private Settings(Tree.Branch builtIn, Tree.Branch file, Sources sources, String source) {
        this.builtIn = builtIn;
        this.file = file;
        this.sources = sources;
        this.source = source;
    }

    /// Reads every source. Touches neither the process's own environment and properties nor what Helidon would find in the
    /// working directory.
    ///
    /// @param file             from the command line; without one, `CONNECTOR_PROXY_CONFIG` is asked
    /// @param environment      of the process
    /// @param systemProperties of the process; ours are those in the built-in sections
    /// @throws SettingsException when a source cannot be read
    public static Settings load(
            Optional<Path> file, Map<String, String> environment, Properties systemProperties) {
        var variables = new Environment(environment);
        var builtIn = YamlFile.builtIn();
        var named =
                file.isPresent() ? file.map(it -> new Named(it, it.toString())) : named(variables);
        var given =
                named.map(it -> YamlFile.read(it.path(), it.name()))
                        .orElse(Tree.empty("built-in defaults"));
        var properties = properties(systemProperties, builtIn.children().keySet());
        var merged = Tree.over(Tree.over(builtIn, given), properties);
        var source = named.map(it -> it.path().toString()).orElse("built-in defaults");
        return new Settings(builtIn, given, new Sources(merged, properties, variables), source);
    }

    /// The node above all others.
    public Section root() {
        return sources.root(declared);
    }

    /// Stops the start over the first key of the file, else of the system properties, that no reader has asked for. Called
    /// once, after all records are made.
    public void refuseUnknown() {
        Stream.of(file, sources.properties())
                .flatMap(it -> Tree.entries("", it))
                .filter(this::isUnknown)
                .findFirst()
                .ifPresent(it -> {
                    throw new SettingsException(
                            it.place()
                                    + ": "
                                    + it.key()
                                    + " is not a setting"
                                    + Nearest.hint(it.key(), declared));
                });
    }

    /// What the operator should hear and the start survives: one line each. Complete once all records are made.
    public List<String> warnings() {
        return sources.environment().warnings();
    }

    /// The file, or `built-in defaults`.
    public String source() {
        return source;
    }

    /// The keys that readers have asked for so far, those of list elements with their index.
    public SortedSet<String> declared() {
        return Collections.unmodifiableSortedSet(declared);
    }

    /// The keys of the built-in defaults that nobody has asked for: a mistake of ours, for a test to find.
    public SortedSet<String> unreadDefaults() {
        return Tree.entries("", builtIn)
                .filter(this::isUnknown)
                .map(Tree.Entry::key)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private boolean isUnknown(Tree.Entry entry) {
        return !entry.key().isEmpty()
                && !declared.contains(entry.key())
                && !(entry.blank() && isSection(entry.key()));
    }

    private boolean isSection(String key) {
        return declared.stream().anyMatch(it -> it.startsWith(key + "."));
    }

    private record Named(Path path, String name) {}

    private static Optional<Named> named(Environment environment) {
        return environment
                .file()
                .map(text -> {
                    var variable = "environment variable " + Environment.FILE;
                    if (text.isBlank()) {
                        throw new SettingsException(
                                variable + ": is empty; name a file in it, or unset it");
                    }
                    try {
                        return new Named(Path.of(text), text + " (" + variable + ")");
                    } catch (InvalidPathException _) {
                        throw new SettingsException(variable + ": is not the name of a file");
                    }
                });
    }

    private static Tree.Branch properties(Properties all, Set<String> sections) {
        return all.stringPropertyNames().stream()
                .filter(key -> sections.contains(key.split("\\.", 2)[0]))
                .sorted()
                .map(key ->
                        Tree.nest(
                                key, new Tree.Leaf(all.getProperty(key), "system property " + key)))
                .reduce(
                        Tree.empty("system properties"),
                        (before, next) -> Tree.join(before, next, ""));
    }
}
