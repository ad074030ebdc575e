package dev.connectorproxy.settings;

import io.helidon.config.Config;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.function.Function;
import java.util.stream.Stream;

/// One node of the settings. Reading a key declares it; a key that is set but not declared when everything has been
/// read is unknown and stops the start. A value that cannot be read as requested throws [SettingsException]. Used by
/// one thread, at start.
public final class Section {
    private final Config node;
    private final SortedSet<String> declared;
    private final Sources sources;

    /// A section without an environment and without the places where values are defined.
    ///
    /// @param declared receives the full key of everything that is read
    public Section(Config node, SortedSet<String> declared) {
        this(node, declared, Sources.none());
    }

    Section(Config node, SortedSet<String> declared, Sources sources) {
        this.node = node;
        this.declared = declared;
        this.sources = sources;
    }

    /// The section under that key; empty if nothing is set there.
    public Section section(String key) {
        var below = node.get(key);
        if (below.type() == Config.Type.LIST || isText(below)) {
            throw invalid(key, "must be a section with keys below it");
        }
        return new Section(below, declared, sources);
    }

    /// Whether the key is set, even to an empty value.
    public boolean has(String key) {
        return declare(key).exists();
    }

    /// The sections of a list, in order; none if the key is absent.
    public List<Section> sections(String key) {
        var list = declare(key);
        if (list.type() == Config.Type.OBJECT || isText(list)) {
            throw invalid(key, "must be a list of sections, which only a file can give");
        }
        var elements =
                list.type() == Config.Type.LIST ? list.asNodeList().get() : List.<Config>of();
        for (var element : elements) {
            if (element.type() != Config.Type.OBJECT) {
                throw invalid(key + "." + element.name(), "must be a section with keys below it");
            }
        }
        return elements.stream().map(element -> new Section(element, declared, sources)).toList();
    }

    /// A text, unchanged; set but empty counts as present.
    public Optional<String> text(String key) {
        var value = declare(key);
        return single(key, value);
    }

    public String text(String key, String fallback) {
        return text(key).orElse(fallback);
    }

    /// A list of texts, given as a YAML list or as one comma-separated text; stripped, without empty ones.
    public List<String> texts(String key) {
        var value = declare(key);
        if (value.type() == Config.Type.OBJECT) {
            throw invalid(key, "must be a list, or one text with commas");
        }
        var texts =
                value.type() == Config.Type.LIST
                        ? elements(key, value)
                        : Stream.of(single(key, value).orElse("").split(","));
        return texts.map(String::strip).filter(text -> !text.isEmpty()).toList();
    }

    /// `true` or `false`.
    public boolean flag(String key, boolean fallback) {
        return text(key)
                .map(text ->
                        switch (text) {
                            case "true" -> true;
                            case "false" -> false;
                            default -> throw invalid(key, "must be true or false");
                        })
                .orElse(fallback);
    }

    /// A whole number between two bounds, inclusive.
    public int number(String key, int fallback, int min, int max) {
        var why = "must be a whole number from " + min + " to " + max;
        return read(key, fallback, text -> AmountParser.number(text, min, max), why);
    }

    /// A duration in ISO 8601, such as `PT40S`, from 1 millisecond to 7 days, or `PT0S` if that is the fallback.
    public Duration duration(String key, Duration fallback) {
        var why = "must be a positive duration in ISO 8601, such as PT40S, from PT0.001S to P7D";
        return fallback.isZero() && text(key, "").strip().equals("PT0S")
                ? fallback
                : read(key, fallback, AmountParser::duration, why);
    }

    /// A positive number of bytes, such as `10485760`, `512 KiB` or `10 MiB`.
    public int bytes(String key, int fallback) {
        var why = "must be a positive number of bytes, such as 10 MiB, at most 1024 MiB";
        return read(key, fallback, AmountParser::bytes, why);
    }

    /// A secret: the value of the key, or the text of the file that `<key>-file` names. An empty text counts as absent
    /// only beside the other one. A reference such as `${MY_KEY}` is refused: nothing replaces it, so it would be the
    /// secret itself.
    public Optional<SecretText> secret(String key) {
        return new SecretReader(this).secret(key);
    }

    /// The same, except that an empty text always counts as absent.
    public Optional<SecretText> filledSecret(String key) {
        return new SecretReader(this).filled(key, false);
    }

    /// The same, except that the value may contain `${secret:NAME}`, which the caller replaces.
    public Optional<SecretText> filledSecretOrReference(String key) {
        return new SecretReader(this).filled(key, true);
    }

    /// As [#secret], or else the value of the environment variable that `<key>-env` names.
    public Optional<SecretText> secretOrVariable(String key) {
        return new SecretReader(this).orVariable(key);
    }

    /// As [#filledSecretOrReference], or else the value of the environment variable that `<key>-env` names.
    public Optional<SecretText> secretOrVariableOrReference(String key) {
        return new SecretReader(this).filledOrVariable(key);
    }

    /// The text of a file, without white space at its end.
    ///
    /// @param key of the setting that names it
    public String contents(String key, String path) {
        try {
            return Files.readString(Path.of(path)).stripTrailing();
        } catch (IOException | InvalidPathException _) {
            throw invalid(key, "must name a readable text file");
        }
    }

    /// All keys below this node, joined with dots; for the settings of a connector, which are not known here. A secret,
    /// by its name, must not be a reference.
    public Map<String, String> flat() {
        var all = flat(List.of("**"));
        new SecretReader(this).refuseReferences(all);
        return all;
    }

    /// The values below this node under known keys, joined with dots; any other key is unknown and stops the start.
    ///
    /// @param known keys of single values, in which `*` is any one name, such as `retries.*.attempts`; `**` is any key
    public Map<String, String> flat(Collection<String> known) {
        var all = new LinkedHashMap<String, String>();
        var prefix = node.key().toString();
        node.traverse()
                .map(below ->
                        below.key()
                                .toString()
                                .substring(prefix.isEmpty() ? 0 : prefix.length() + 1))
                .filter(key -> known.stream().anyMatch(pattern -> matches(key, pattern)))
                .forEach(key -> {
                    if (declare(key).isLeaf()) {
                        text(key).ifPresent(text -> all.put(key, text));
                    }
                });
        known.stream()
                .filter(key -> !key.contains("*"))
                .forEach(key -> text(key).ifPresent(text -> all.put(key, text)));
        return all;
    }

    /// The exception for an invalid value of this section; its message begins with the place where the value is
    /// defined.
    ///
    /// @param why begins with "must"
    public SettingsException invalid(String key, String why) {
        var full = node.get(key).key().toString();
        return new SettingsException(sources.locate(full) + full + " " + why);
    }

    /// The value of an environment variable that a setting names.
    Optional<String> variable(String name) {
        return sources.environment().variable(name);
    }

    boolean isFilled(String key) {
        return text(key).filter(text -> !text.isEmpty()).isPresent();
    }

    private Config declare(String key) {
        var value = node.get(key);
        declared.add(value.key().toString());
        return value;
    }

    private Optional<String> single(String key, Config value) {
        return switch (value.type()) {
            case VALUE -> value.asString().asOptional();
            case MISSING -> Optional.empty();
            case OBJECT -> throw invalid(key, "must be a single value, not a section");
            case LIST -> throw invalid(key, "must be a single value, not a list");
        };
    }

    private Stream<String> elements(String key, Config list) {
        return list.asNodeList().get().stream()
                .map(element -> single(key + "." + element.name(), element).orElse(""));
    }

    private <T> T read(String key, T fallback, Function<String, Optional<T>> reading, String why) {
        var text = text(key);
        return text.isEmpty()
                ? fallback
                : text.flatMap(reading).orElseThrow(() -> invalid(key, why));
    }

    private static boolean matches(String key, String known) {
        return known.equals("**") || key.matches(known.replace(".", "\\.").replace("*", "[^.]+"));
    }

    private static boolean isText(Config node) {
        return node.type() == Config.Type.VALUE && !node.asString().orElse("").isEmpty();
    }
}
