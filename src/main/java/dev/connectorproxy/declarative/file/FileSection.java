package dev.connectorproxy.declarative.file;

import dev.connectorproxy.settings.SettingsException;
import dev.connectorproxy.settings.SpellingSuggestion;
import dev.connectorproxy.settings.YamlNode;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;

/// A mapping of a connector file with known keys. A value that cannot be read as requested throws [SettingsException].
final class FileSection {
    private final YamlNode.Mapping mapping;
    private final String path;

    private FileSection(YamlNode.Mapping mapping, String path) {
        this.mapping = mapping;
        this.path = path;
    }

    /// @param path the full key of the mapping; empty for the whole file
    /// @param what the mapping is, for messages, such as `a command`
    /// @throws SettingsException it is no mapping, or a key is unknown
    static FileSection of(YamlNode node, String path, String what, List<String> known) {
        if (!(node instanceof YamlNode.Mapping mapping)) {
            throw new SettingsException(
                    "%s: %s must be a mapping with keys of %s: %s"
                            .formatted(
                                    node.place(),
                                    path.isEmpty() ? "the file" : path,
                                    what,
                                    String.join(", ", known)));
        }
        mapping.members()
                .forEach((key, member) -> {
                    if (!known.contains(key)) {
                        throw new SettingsException(
                                "%s: %s is not a key of %s%s"
                                        .formatted(
                                                member.place(),
                                                join(path, key),
                                                what,
                                                SpellingSuggestion.hint(key, known)));
                    }
                });
        return new FileSection(mapping, path);
    }

    String path() {
        return path;
    }

    /// Of the mapping.
    String place() {
        return mapping.place();
    }

    boolean has(String key) {
        return mapping.members().containsKey(key);
    }

    Optional<YamlNode> node(String key) {
        return Optional.ofNullable(mapping.members().get(key)).map(YamlNode.Member::value);
    }

    /// A single value as it is written.
    Optional<String> text(String key) {
        return node(key).map(node -> scalar(key, node));
    }

    String required(String key, String hint) {
        return text(key)
                .orElseThrow(() ->
                        new SettingsException(
                                "%s: %s is missing; %s".formatted(place(), join(path, key), hint)));
    }

    Optional<SourceText> source(String key) {
        return text(key).map(text -> new SourceText(text, placeOf(key) + ": " + join(path, key)));
    }

    SourceText requiredSource(String key, String hint) {
        required(key, hint);
        return source(key).orElseThrow();
    }

    Optional<Boolean> flag(String key) {
        return text(key)
                .map(text ->
                        switch (text) {
                            case "true" -> true;
                            case "false" -> false;
                            default -> throw refused(key, "must be true or false");
                        });
    }

    OptionalInt number(String key, int min, int max) {
        var text = text(key);
        if (text.isEmpty()) {
            return OptionalInt.empty();
        }
        var problem = "must be a whole number from %d to %d".formatted(min, max);
        if (!text.get().matches("[0-9]{1,9}")) {
            throw refused(key, problem);
        }
        int number = Integer.parseInt(text.get());
        if (number < min || number > max) {
            throw refused(key, problem);
        }
        return OptionalInt.of(number);
    }

    /// A constant of an enum, in lower case, with hyphens.
    <E extends Enum<E>> Optional<E> choice(String key, List<E> choices) {
        return choice(key, choices, FileSection::name);
    }

    /// A constant of an enum by these names.
    <E extends Enum<E>> Optional<E> choice(
            String key, List<E> choices, Function<? super E, String> naming) {
        var names = choices.stream().map(naming).toList();
        return text(key)
                .map(text -> {
                    int at = names.indexOf(text);
                    if (at < 0) {
                        throw refused(
                                key,
                                "must be one of %s%s"
                                        .formatted(
                                                String.join(", ", names),
                                                SpellingSuggestion.hint(text, names)));
                    }
                    return choices.get(at);
                });
    }

    private static String name(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// A list of texts; a single one is a list of one.
    Optional<List<String>> texts(String key) {
        return node(key)
                .map(node -> elements(node).stream().map(element -> scalar(key, element)).toList());
    }

    /// The elements of a list; anything else is a list of one.
    static List<YamlNode> elements(YamlNode node) {
        return node instanceof YamlNode.Sequence list ? list.elements() : List.of(node);
    }

    Optional<JsonValue> json(String key) {
        return node(key).map(YamlNode::toJson);
    }

    Optional<JsonObject> object(String key) {
        return json(key)
                .map(json -> {
                    if (json instanceof JsonObject object) {
                        return object;
                    }
                    throw refused(key, "must be a mapping");
                });
    }

    /// The values of a mapping by name; empty if the key is absent.
    Map<String, YamlNode> members(String key) {
        var all = new LinkedHashMap<String, YamlNode>();
        node(key)
                .ifPresent(node -> {
                    if (!(node instanceof YamlNode.Mapping named)) {
                        throw refused(key, "must be a mapping, with a name before each value");
                    }
                    named.members().forEach((name, member) -> all.put(name, member.value()));
                });
        return all;
    }

    Map<String, JsonValue> values(String key) {
        var all = new LinkedHashMap<String, JsonValue>();
        members(key).forEach((name, node) -> all.put(name, node.toJson()));
        return all;
    }

    Map<String, String> textsByName(String key) {
        var all = new LinkedHashMap<String, String>();
        members(key).forEach((name, node) -> all.put(name, scalar(join(key, name), node)));
        return all;
    }

    /// The sections of a list, in order; none if the key is absent.
    List<FileSection> sections(String key, String what, List<String> known) {
        var sections = new ArrayList<FileSection>();
        boolean list = node(key).filter(YamlNode.Sequence.class::isInstance).isPresent();
        for (var element : node(key).map(FileSection::elements).orElse(List.of())) {
            var place = list ? join(path, key) + "." + sections.size() : join(path, key);
            sections.add(of(element, place, what, known));
        }
        return sections;
    }

    /// @param why begins with "must"
    SettingsException refused(String key, String why) {
        return new SettingsException("%s: %s %s".formatted(placeOf(key), join(path, key), why));
    }

    /// Of a key; that of the mapping if the key is absent.
    String placeOf(String key) {
        return Optional.ofNullable(mapping.members().get(key))
                .map(YamlNode.Member::place)
                .orElse(place());
    }

    private String scalar(String key, YamlNode node) {
        if (!(node instanceof YamlNode.Scalar scalar)) {
            throw new SettingsException(
                    "%s: %s must be a single value".formatted(node.place(), join(path, key)));
        }
        if (scalar.empty()) {
            throw new SettingsException(
                    "%s: %s has no value; give it one, or remove the line"
                            .formatted(node.place(), join(path, key)));
        }
        return scalar.text();
    }

    static String join(String path, String key) {
        return path.isEmpty() ? key : path + "." + key;
    }
}
