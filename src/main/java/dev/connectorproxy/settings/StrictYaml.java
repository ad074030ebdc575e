package dev.connectorproxy.settings;

import io.helidon.common.media.type.MediaType;
import io.helidon.config.spi.ConfigNode.ObjectNode;
import io.helidon.config.spi.ConfigParser;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Set;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.reader.ReaderException;

/// The YAML parser of Helidon Config for the settings: every scalar is kept as the text that was written, so that an API key `0123` or `1e10` is
/// unchanged, and ambiguous YAML is rejected.
final class StrictYaml implements ConfigParser {
    private static final Set<Tag> TAGS =
            Set.of(
                    Tag.STR,
                    Tag.INT,
                    Tag.FLOAT,
                    Tag.BOOL,
                    Tag.NULL,
                    Tag.TIMESTAMP,
                    Tag.MAP,
                    Tag.SEQ,
                    Tag.MERGE);

    private final String name;
    private SettingsTree.Branch tree;
    private final List<Node> ancestors = new ArrayList<>();

    /// @param name of the file in messages
    StrictYaml(String name) {
        this.name = name;
        this.tree = SettingsTree.empty(name);
    }

    /// None: the source of a file names its parser.
    @Override
    public Set<MediaType> supportedMediaTypes() {
        return Set.of();
    }

    /// @throws SettingsException the content is not valid
    @Override
    @SuppressWarnings("deprecation") // it is abstract
    public ObjectNode parse(Content content) {
        try {
            var bytes = ByteBuffer.wrap(content.data().readAllBytes());
            tree = parse(content.charset().newDecoder().decode(bytes).toString());
            return tree.toNode();
        } catch (CharacterCodingException _) {
            throw new SettingsException(name + ": is not text in UTF-8");
        } catch (IOException e) {
            throw new UncheckedIOException(name, e);
        }
    }

    /// What was parsed, with the lines where it is defined.
    SettingsTree.Branch tree() {
        return tree;
    }

    private SettingsTree.Branch parse(String text) {
        Node root = compose(text);
        if (root == null || isNothing(root)) {
            return SettingsTree.empty(name);
        }
        if (root instanceof MappingNode mapping) {
            return branch(mapping, "");
        }
        throw refused(
                root,
                "must be a mapping of settings, such as `server:` with `port: 8200` below it");
    }

    private Node compose(String text) {
        try {
            return new Yaml(new LoaderOptions()).compose(new StringReader(text));
        } catch (MarkedYAMLException e) {
            var mark = e.getProblemMark();
            var place =
                    mark == null
                            ? name
                            : name + ":" + (mark.getLine() + 1) + ":" + (mark.getColumn() + 1);
            throw new SettingsException(
                    place + ": is not valid YAML: " + withoutContent(e.getProblem()));
        } catch (ReaderException _) {
            throw new SettingsException(
                    name + ": is not valid YAML: a control character stands in it");
        } catch (YAMLException e) {
            throw new SettingsException(
                    name + ": is not valid YAML: " + withoutContent(e.getMessage()));
        }
    }

    /// The message without the content: an unquoted secret that begins with `*` or `!` is an alias or a tag for the
    /// parser, which would quote it.
    private static String withoutContent(String problem) {
        return problem.lines()
                .findFirst()
                .orElse("")
                .replaceFirst("(undefined alias|undefined tag handle).*", "$1");
    }

    private SettingsTree tree(Node node, String key, String place) {
        if (!TAGS.contains(node.getTag())) {
            throw refused(
                    node,
                    key + " has a YAML tag (!name), which means nothing here; quote the value");
        }
        if (ancestors.contains(node)) {
            throw refused(node, key + " contains itself");
        }
        return switch (node) {
            case ScalarNode scalar ->
                    new SettingsTree.Leaf(isNothing(scalar) ? "" : scalar.getValue(), place);
            case MappingNode mapping -> branch(mapping, key);
            case SequenceNode sequence -> items(sequence, key, place);
            default -> throw refused(node, key + " is of a kind that settings do not have");
        };
    }

    private SettingsTree.Items items(SequenceNode sequence, String key, String place) {
        ancestors.addLast(sequence);
        var elements = new ArrayList<SettingsTree>();
        for (var element : sequence.getValue()) {
            elements.add(tree(element, key + "." + elements.size(), place(element)));
        }
        ancestors.removeLast();
        return new SettingsTree.Items(elements, place);
    }

    private SettingsTree.Branch branch(MappingNode mapping, String key) {
        ancestors.addLast(mapping);
        var seen = new HashMap<String, String>();
        var all = SettingsTree.empty(place(mapping));
        for (var tuple : mapping.getValue()) {
            var own = ownKey(tuple.getKeyNode(), key);
            var full = SettingsTree.fullKey(key, own);
            var first = seen.putIfAbsent(own, place(tuple.getKeyNode()));
            if (first != null) {
                throw refused(
                        tuple.getKeyNode(),
                        full + " is set for the second time; the first is " + first);
            }
            var value = tree(tuple.getValueNode(), full, place(tuple.getKeyNode()));
            all = SettingsTree.join(all, SettingsTree.nest(own, value), key);
        }
        ancestors.removeLast();
        return all;
    }

    private String ownKey(Node node, String key) {
        if (!(node instanceof ScalarNode scalar)) {
            throw refused(node, "a key must be a single word");
        }
        if (scalar.getTag().equals(Tag.MERGE)) {
            throw refused(node, "<< (merging of mappings) is not supported; write the keys out");
        }
        return scalar.getValue();
    }

    private static boolean isNothing(Node node) {
        return node.getTag().equals(Tag.NULL);
    }

    private SettingsException refused(Node node, String why) {
        return new SettingsException(place(node) + ": " + why);
    }

    private String place(Node node) {
        return name + ":" + (node.getStartMark().getLine() + 1);
    }
}
