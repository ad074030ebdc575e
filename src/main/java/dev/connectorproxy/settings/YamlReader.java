package dev.connectorproxy.settings;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
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

/// Reads YAML that a person wrote: every scalar keeps the text that was written, so that `0123` or `1e10` is unchanged,
/// and ambiguous YAML is refused: duplicate keys, tags, merging of mappings. Used by one thread, for one file.
public final class YamlReader {
    private static final int MAX_NODES = 200_000; // aliases multiply them

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
    private final List<Node> ancestors = new ArrayList<>();
    private int nodes;

    private YamlReader(String name) {
        this.name = name;
    }

    /// The content of a file; empty if it has none.
    ///
    /// @param name of the file in messages
    /// @throws SettingsException it is not such YAML; the message never quotes a value
    public static Optional<YamlNode> read(String name, String text) {
        var reader = new YamlReader(name);
        var root = reader.compose(text);
        return root == null ? Optional.empty() : Optional.of(reader.node(root, ""));
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

    private YamlNode node(Node node, String key) {
        if (!TAGS.contains(node.getTag())) {
            throw refused(
                    node,
                    key + " has a YAML tag (!name), which means nothing here; quote the value");
        }
        if (ancestors.contains(node)) {
            throw refused(node, key + " contains itself");
        }
        if (++nodes > MAX_NODES) {
            throw refused(node, "there are too many values in the file, counting aliases");
        }
        return switch (node) {
            case ScalarNode scalar -> scalar(scalar);
            case MappingNode mapping -> mapping(mapping, key);
            case SequenceNode sequence -> sequence(sequence, key);
            default -> throw refused(node, key + " is of a kind that settings do not have");
        };
    }

    private YamlNode.Scalar scalar(ScalarNode scalar) {
        return new YamlNode.Scalar(
                scalar.getValue(),
                scalar.getScalarStyle() == ScalarStyle.PLAIN,
                scalar.getTag().equals(Tag.NULL),
                place(scalar));
    }

    private YamlNode.Sequence sequence(SequenceNode sequence, String key) {
        ancestors.addLast(sequence);
        var elements = new ArrayList<YamlNode>();
        for (var element : sequence.getValue()) {
            elements.add(node(element, key + "." + elements.size()));
        }
        ancestors.removeLast();
        return new YamlNode.Sequence(elements, place(sequence));
    }

    private YamlNode.Mapping mapping(MappingNode mapping, String key) {
        ancestors.addLast(mapping);
        var members = new LinkedHashMap<String, YamlNode.Member>();
        for (var tuple : mapping.getValue()) {
            var own = ownKey(tuple.getKeyNode());
            var full = SettingsTree.fullKey(key, own);
            var place = place(tuple.getKeyNode());
            var first = members.get(own);
            if (first != null) {
                throw refused(
                        tuple.getKeyNode(),
                        full + " is set for the second time; the first is " + first.place());
            }
            members.put(own, new YamlNode.Member(node(tuple.getValueNode(), full), place));
        }
        ancestors.removeLast();
        return new YamlNode.Mapping(members, place(mapping));
    }

    private String ownKey(Node node) {
        if (!(node instanceof ScalarNode scalar)) {
            throw refused(node, "a key must be a single word");
        }
        if (scalar.getTag().equals(Tag.MERGE)) {
            throw refused(node, "<< (merging of mappings) is not supported; write the keys out");
        }
        return scalar.getValue();
    }

    private SettingsException refused(Node node, String why) {
        return new SettingsException(place(node) + ": " + why);
    }

    private String place(Node node) {
        return name + ":" + (node.getStartMark().getLine() + 1);
    }
}
