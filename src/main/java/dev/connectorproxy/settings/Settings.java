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

/// All settings of one start. Each source overrides the one before: built-in defaults, file, environment, system
/// properties. Sections are merged; a list or a value replaces the one it overrides. Used by one thread, at start.
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

    /// Reads all sources. Uses neither the real environment and system properties of the process nor the files that
    /// Helidon would find in the working directory.
    ///
    /// @param file from the command line; if empty, `CONNECTOR_PROXY_CONFIG` is used
    /// @param environment of the process
    /// @param systemProperties of the process; only those in the built-in sections are used
    /// @throws SettingsException a source cannot be read
    public static Settings load(
            Optional<Path> file, Map<String, String> environment, Properties systemProperties) {
        var variables = new Environment(environment);
        var builtIn = YamlFile.builtIn();
        var named =
                file.isPresent()
                        ? file.map(path -> new NamedFile(path, path.toString()))
                        : named(variables);
        var given =
                named.map(settingsFile -> YamlFile.read(settingsFile.path(), settingsFile.name()))
                        .orElse(Tree.empty("built-in defaults"));
        var properties = properties(systemProperties, builtIn.children().keySet());
        var merged = Tree.overlay(Tree.overlay(builtIn, given), properties);
        var source = named.map(NamedFile::path).map(Path::toString).orElse("built-in defaults");
        return new Settings(builtIn, given, new Sources(merged, properties, variables), source);
    }

    /// The root section.
    public Section root() {
        return sources.root(declared);
    }

    /// Stops the start at the first key of the file, or else of the system properties, that no reader has declared.
    /// Called once, after all settings records have been created.
    public void refuseUnknown() {
        Stream.of(file, sources.properties())
                .flatMap(tree -> Tree.entries("", tree))
                .filter(this::isUnknown)
                .findFirst()
                .ifPresent(entry -> {
                    throw new SettingsException(
                            entry.place()
                                    + ": "
                                    + entry.key()
                                    + " is not a setting"
                                    + Nearest.hint(entry.key(), declared));
                });
    }

    /// Warnings for the operator, one line each. Complete after all settings records have been created.
    public List<String> warnings() {
        return sources.environment().warnings();
    }

    /// The file, or `built-in defaults`.
    public String source() {
        return source;
    }

    /// The keys that have been read so far, those of list elements with their index.
    public SortedSet<String> declared() {
        return Collections.unmodifiableSortedSet(declared);
    }

    /// The keys of the built-in defaults that have not been read, for a test: each is a mistake.
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
        return declared.stream().anyMatch(name -> name.startsWith(key + "."));
    }

    private record NamedFile(Path path, String name) {}

    private static Optional<NamedFile> named(Environment environment) {
        return environment
                .file()
                .map(text -> {
                    var variable = "environment variable " + Environment.FILE;
                    if (text.isBlank()) {
                        throw new SettingsException(
                                variable + ": is empty; name a file in it, or unset it");
                    }
                    try {
                        return new NamedFile(Path.of(text), text + " (" + variable + ")");
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
