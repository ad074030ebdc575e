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

/// What one source of settings says, every node with the place where it stands. Layers are laid over each other here and
/// not by Helidon, whose merging keeps the elements of a lower list below a higher text, and knows no places.
sealed interface Tree {

    /// Where this stands, for a message: `etc/my.yaml:12`, `system property server.port`.
    String place();

    /// A single value. An empty one also stands for a key with nothing after its colon.
    record Leaf(String text, String place) implements Tree {}

    /// A list.
    record Items(List<Tree> elements, String place) implements Tree {
        public Items {
            elements = List.copyOf(elements);
        }
    }

    /// A section, its keys in their order.
    record Branch(Map<String, Tree> children, String place) implements Tree {
        public Branch {
            children = Collections.unmodifiableMap(new LinkedHashMap<>(children));
        }

        /// What stands at a full key; empty when nothing does.
        Optional<Tree> find(String key) {
            Optional<Tree> at = Optional.of(this);
            for (var name : key.split("\\.")) {
                at = at.flatMap(it -> child(it, name));
            }
            return at;
        }

        private static Optional<Tree> child(Tree parent, String name) {
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

        /// As Helidon Config takes it.
        ObjectNode toNode() {
            return (ObjectNode) node(this);
        }
    }

    /// One of the keys that a source sets: a value, a list of values, or an empty section.
    ///
    /// @param blank whether nothing stands behind the key
    record Entry(String key, boolean blank, String place) {}

    /// A section without keys.
    static Branch empty(String place) {
        return new Branch(Map.of(), place);
    }

    /// The section in which this value stands at a key, whose dots go one section deeper each.
    static Branch nest(String key, Tree value) {
        var names = key.split("\\.", -1);
        var at = value;
        for (int i = names.length - 1; i >= 0; i--) {
            if (names[i].isBlank()) {
                throw new SettingsException(value.place() + ": a key has an empty name in it");
            }
            at = new Branch(Map.of(Config.Key.escapeName(names[i]), at), value.place());
        }
        return (Branch) at;
    }

    /// Two parts of one source, which must not speak of the same key.
    static Branch join(Branch first, Branch second, String key) {
        var all = new LinkedHashMap<>(first.children());
        second.children()
                .forEach((name, next) ->
                        all.merge(
                                name,
                                next,
                                (before, _) -> {
                                    var full = key.isEmpty() ? name : key + "." + name;
                                    if (before instanceof Branch one
                                            && next instanceof Branch other) {
                                        return join(one, other, full);
                                    }
                                    throw new SettingsException(
                                            next.place()
                                                    + ": "
                                                    + full
                                                    + " is set for the second time; the first is "
                                                    + before.place());
                                }));
        return new Branch(all, first.place());
    }

    /// A source over a weaker one: sections merge, anything else replaces, and a section with nothing in it hides nothing.
    static Tree over(Tree lower, Tree higher) {
        return switch (higher) {
            case Leaf leaf when lower instanceof Branch && leaf.text().isEmpty() -> lower;
            case Branch branch when lower instanceof Branch below -> over(below, branch);
            case Leaf _, Items _, Branch _ -> higher;
        };
    }

    /// As above, for two sections.
    static Branch over(Branch lower, Branch higher) {
        var all = new LinkedHashMap<>(lower.children());
        higher.children().forEach((name, next) -> all.merge(name, next, Tree::over));
        return new Branch(all, higher.place());
    }

    /// Every key set below a full key, in order.
    static Stream<Entry> entries(String key, Tree tree) {
        return switch (tree) {
            case Leaf(var text, var place) -> Stream.of(new Entry(key, text.isEmpty(), place));
            case Branch(var children, var place) when children.isEmpty() ->
                    Stream.of(new Entry(key, true, place));
            case Branch(var children, _) ->
                    children.entrySet().stream()
                            .flatMap(it ->
                                    entries(
                                            key.isEmpty() ? it.getKey() : key + "." + it.getKey(),
                                            it.getValue()));
            case Items(var elements, var place)
                    when elements.stream().allMatch(Leaf.class::isInstance) ->
                    Stream.of(new Entry(key, false, place));
            case Items(var elements, _) ->
                    IntStream.range(0, elements.size())
                            .boxed()
                            .flatMap(i -> entries(key + "." + i, elements.get(i)));
        };
    }

    private static ConfigNode node(Tree tree) {
        return switch (tree) {
            case Leaf(var text, _) -> ValueNode.create(text);
            case Items(var elements, _) -> {
                var list = ListNode.builder();
                elements.forEach(it -> add(list, node(it)));
                yield list.build();
            }
            case Branch(var children, _) -> {
                var object = ObjectNode.builder();
                children.forEach((name, it) -> object.addNode(name, node(it)));
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
