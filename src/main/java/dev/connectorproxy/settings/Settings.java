package dev.connectorproxy.settings;

import io.helidon.config.Config;
import io.helidon.config.spi.ConfigNode;
import io.helidon.config.spi.ConfigSource;
import io.helidon.config.spi.LazyConfigSource;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// All settings of one start. Each source overrides the one before: built-in defaults, file, environment, system
/// properties. Sections are merged; a list or a value replaces the one it overrides. Used by one thread, at start.
public final class Settings {
    private final Config config;
    private final Sources sources;
    private final Optional<Path> file;
    private final SortedSet<String> declared = new TreeSet<>();

    private Settings(Config config, Sources sources, Optional<Path> file) {
        this.config = config;
        this.sources = sources;
        this.file = file;
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
                file.map(path -> new NamedFile(path, path.toString())).or(() -> named(variables));
        var given = named.map(yaml -> YamlFile.of(yaml.path(), yaml.name()));
        var layers = new ArrayList<Supplier<? extends ConfigSource>>();
        layers.add(
                new KeySource(key ->
                        isBuiltIn(key, builtIn.tree())
                                ? Optional.ofNullable(systemProperties.getProperty(key))
                                : Optional.empty()));
        layers.add(
                new KeySource(key ->
                        isSection(key, builtIn, given)
                                ? Optional.empty()
                                : variables.find(key).map(SettingsTree.Leaf::text)));
        given.ifPresent(layers::add);
        layers.add(builtIn);
        var config = config(layers);
        var sources =
                new Sources(
                        properties(systemProperties, builtIn.tree()),
                        variables,
                        given.map(YamlFile::tree).orElse(SettingsTree.empty("built-in defaults")),
                        builtIn.tree());
        return new Settings(config, sources, named.map(NamedFile::path));
    }

    /// Only of these sources: no service, variable or property that Helidon would find itself is used, and references
    /// are not resolved, because an API key may contain `${`.
    static Config config(List<Supplier<? extends ConfigSource>> layers) {
        return Config.builder()
                .sources(layers)
                .mergingStrategy(new LayerMerge())
                .disableKeyResolving()
                .disableValueResolving()
                .disableEnvironmentVariablesSource()
                .disableSystemPropertiesSource()
                .disableParserServices()
                .disableFilterServices()
                .disableMapperServices()
                .build();
    }

    /// Whether a key is in one of the built-in sections, whose names no other system property has.
    private static boolean isBuiltIn(String key, SettingsTree.Branch builtIn) {
        return builtIn.children().containsKey(key.split("\\.", 2)[0]);
    }

    /// Whether a file has a section there, which no environment variable can name.
    private static boolean isSection(String key, YamlFile builtIn, Optional<YamlFile> given) {
        return Stream.concat(Stream.of(builtIn), given.stream())
                .flatMap(file -> file.tree().find(key).stream())
                .anyMatch(SettingsTree.Branch.class::isInstance);
    }

    public Section root() {
        return new Section(config, declared, sources);
    }

    /// Stops the start at the first key of the file, or else of the system properties, that no reader has declared.
    /// Called once, after all settings records have been created.
    public void refuseUnknown() {
        refuseUnknown(_ -> true);
    }

    private void refuseUnknown(Predicate<String> checked) {
        Stream.of(sources.file(), sources.properties())
                .flatMap(tree -> SettingsTree.entries("", tree))
                .filter(entry -> checked.test(entry.key()) && isUnknown(entry))
                .findFirst()
                .ifPresent(entry -> {
                    var hint = SpellingSuggestion.hint(entry.key(), declared);
                    throw new SettingsException(
                            "%s: %s is not a setting%s"
                                    .formatted(entry.place(), entry.key(), hint));
                });
    }

    /// As [#refuseUnknown()], for the keys below one section only.
    public void refuseUnknownBelow(String section) {
        refuseUnknown(key -> key.startsWith(section + "."));
    }

    /// The keys, among those that were read from earlier settings, that have another value now. The contents of files
    /// that settings name are not compared.
    public List<String> changesSince(Settings earlier) {
        return earlier.declared.stream()
                .filter(key -> !text(key).equals(earlier.text(key)))
                .toList();
    }

    /// Warnings for the operator, one line each. Complete after all settings records have been created.
    public List<String> warnings() {
        return Stream.concat(sources.environment().warnings().stream(), references()).toList();
    }

    /// All settings with their values, secrets masked, and where each value comes from: lines `key: value  # source`.
    /// Complete after all settings records have been created.
    public List<String> listing() {
        return new SettingsListing(declared, this::text, sources).lines().toList();
    }

    /// Settings other than secrets, which are refused.
    private Stream<String> references() {
        return declared.stream()
                .filter(key ->
                        text(key)
                                .map(SecretCheck::withoutSecretReferences)
                                .filter(SecretCheck::hasReference)
                                .isPresent())
                .map(key ->
                        "%s%s contains ${…}, which is not replaced here"
                                .formatted(sources.locate(key), key));
    }

    /// The value of a key, or its values joined with commas; empty for a section, and for a key that is not set.
    private Optional<String> text(String key) {
        var node = config.get(key);
        return switch (node.type()) {
            case VALUE -> node.asString().asOptional();
            case LIST ->
                    node.asNodeList().get().stream().anyMatch(element -> !element.isLeaf())
                            ? Optional.empty()
                            : Optional.of(
                                    node.asNodeList().get().stream()
                                            .map(element -> element.asString().orElse(""))
                                            .collect(Collectors.joining(", ")));
            case OBJECT, MISSING -> Optional.empty();
        };
    }

    /// The file, or `built-in defaults`.
    public String source() {
        return file.map(Path::toString).orElse("built-in defaults");
    }

    /// The keys that have been read so far, those of list elements with their index.
    public SortedSet<String> declared() {
        return Collections.unmodifiableSortedSet(declared);
    }

    /// The keys of the built-in defaults that have not been read, for a test: each is a mistake.
    public SortedSet<String> unreadDefaults() {
        return SettingsTree.entries("", sources.builtIn())
                .filter(this::isUnknown)
                .map(SettingsTree.Entry::key)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private boolean isUnknown(SettingsTree.Entry entry) {
        return !entry.key().isEmpty()
                && !declared.contains(entry.key())
                && !(entry.blank() && isSection(entry.key()));
    }

    private boolean isSection(String key) {
        return declared.stream().anyMatch(name -> name.startsWith(key + "."));
    }

    /// A source that has no list of its keys: Helidon Config asks it for each key of the other sources, and for each key
    /// that a reader asks for.
    private record KeySource(Function<String, Optional<String>> values)
            implements ConfigSource, LazyConfigSource {
        @Override
        public Optional<ConfigNode> node(String key) {
            return values.apply(key).map(ConfigNode.ValueNode::create);
        }
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

    private static SettingsTree.Branch properties(Properties all, SettingsTree.Branch builtIn) {
        return all.stringPropertyNames().stream()
                .filter(key -> isBuiltIn(key, builtIn))
                .sorted()
                .map(key ->
                        SettingsTree.nest(
                                key,
                                new SettingsTree.Leaf(
                                        all.getProperty(key), "system property " + key)))
                .reduce(
                        SettingsTree.empty("system properties"),
                        (before, next) -> SettingsTree.join(before, next, ""));
    }
}
