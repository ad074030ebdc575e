package dev.connectorproxy.settings;

import io.helidon.config.Config;
import io.helidon.config.spi.ConfigNode;
import io.helidon.config.spi.ConfigNode.ListNode;
import io.helidon.config.spi.ConfigNode.ObjectNode;
import io.helidon.config.spi.ConfigNode.ValueNode;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// The settings of one source, each node with the place where it is defined, which Helidon Config does not know.
sealed interface SettingsTree {

    /// The place of definition, for messages: `etc/my.yaml:12`, `system property server.port`.
    String place();

    /// A single value. An empty one also represents a key without a value.
    record Leaf(String text, String place) implements SettingsTree {}

    /// A list.
    record Items(List<SettingsTree> elements, String place) implements SettingsTree {
        public Items {
            elements = List.copyOf(elements);
        }
    }

    /// A section, its keys in order.
    record Branch(Map<String, SettingsTree> children, String place) implements SettingsTree {
        public Branch {
            children = Collections.unmodifiableMap(new LinkedHashMap<>(children));
        }

        /// The node at a full key; empty if there is none.
        Optional<SettingsTree> find(String key) {
            Optional<SettingsTree> node = Optional.of(this);
            for (var name : key.split("\\.")) {
                node = node.flatMap(parent -> child(parent, name));
            }
            return node;
        }

        private static Optional<SettingsTree> child(SettingsTree parent, String name) {
            return switch (parent) {
                case Leaf _ -> Optional.empty();
                case Branch(var children, _) -> Optional.ofNullable(children.get(name));
                case Items(var elements, _) ->
                        IntStream.range(0, elements.size())
                                .filter(i -> String.valueOf(i).equals(name))
                                .mapToObj(elements::get)
                                .findFirst();
            };
        }

        /// This section as a node of Helidon Config.
        ObjectNode toNode() {
            return (ObjectNode) node(this);
        }
    }

    /// A key that a source sets: a value, a list of values, or an empty section.
    ///
    /// @param blank whether the key has no value
    record Entry(String key, boolean blank, String place) {}

    /// A section without keys.
    static Branch empty(String place) {
        return new Branch(Map.of(), place);
    }

    /// A section with the value at that key; each dot in the key is one level of nesting.
    static Branch nest(String key, SettingsTree value) {
        var names = key.split("\\.", -1);
        var node = value;
        for (int i = names.length - 1; i >= 0; i--) {
            if (names[i].isBlank()) {
                throw new SettingsException(value.place() + ": a key has an empty name in it");
            }
            node = new Branch(Map.of(Config.Key.escapeName(names[i]), node), value.place());
        }
        return (Branch) node;
    }

    /// Combines two parts of one source.
    ///
    /// @throws SettingsException both set the same key
    static Branch join(Branch first, Branch second, String key) {
        var all = new LinkedHashMap<>(first.children());
        second.children()
                .forEach((name, next) ->
                        all.merge(
                                name,
                                next,
                                (before, _) -> joined(before, next, fullKey(key, name))));
        return new Branch(all, first.place());
    }

    private static SettingsTree joined(SettingsTree first, SettingsTree second, String key) {
        if (first instanceof Branch left && second instanceof Branch right) {
            return join(left, right, key);
        }
        throw new SettingsException(
                "%s: %s is set for the second time; the first is %s"
                        .formatted(second.place(), key, first.place()));
    }

    /// The full key of a child.
    static String fullKey(String parent, String name) {
        return parent.isEmpty() ? name : parent + "." + name;
    }

    /// All keys set below a full key, in order.
    static Stream<Entry> entries(String key, SettingsTree tree) {
        return switch (tree) {
            case Leaf(var text, var place) -> Stream.of(new Entry(key, text.isEmpty(), place));
            case Branch(var children, var place) when children.isEmpty() ->
                    Stream.of(new Entry(key, true, place));
            case Branch(var children, _) ->
                    children.entrySet().stream()
                            .flatMap(child ->
                                    entries(fullKey(key, child.getKey()), child.getValue()));
            case Items(var elements, var place)
                    when elements.stream().allMatch(Leaf.class::isInstance) ->
                    Stream.of(new Entry(key, false, place));
            case Items(var elements, _) ->
                    IntStream.range(0, elements.size())
                            .boxed()
                            .flatMap(i -> entries(key + "." + i, elements.get(i)));
        };
    }

    private static ConfigNode node(SettingsTree tree) {
        return switch (tree) {
            case Leaf(var text, _) -> ValueNode.create(text);
            case Items(var elements, _) -> {
                var list = ListNode.builder();
                elements.forEach(element -> add(list, node(element)));
                yield list.build();
            }
            case Branch(var children, _) -> {
                var object = ObjectNode.builder();
                children.forEach((name, child) -> object.addNode(name, node(child)));
                yield object.build();
            }
        };
    }

    private static void add(ListNode.Builder list, ConfigNode node) {
        switch (node) {
            case ValueNode value -> list.addValue(value);
            case ListNode inner -> list.addList(inner);
            case ObjectNode object -> list.addObject(object);
            default ->
                    throw new IllegalStateException(
                            "Helidon Config has a new kind of node: " + node.nodeType());
        }
    }
}
