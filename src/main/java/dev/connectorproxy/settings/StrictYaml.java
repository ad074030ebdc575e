package dev.connectorproxy.settings;

import io.helidon.common.media.type.MediaType;
import io.helidon.config.spi.ConfigNode.ObjectNode;
import io.helidon.config.spi.ConfigParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.Optional;
import java.util.Set;

/// The YAML parser of Helidon Config for the settings. What it accepts is decided by [YamlReader]; here, each dot in a
/// key is one level of nesting.
final class StrictYaml implements ConfigParser {
    private final String name;
    private SettingsTree.Branch tree;

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
            tree = root(content.charset().newDecoder().decode(bytes).toString());
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

    private SettingsTree.Branch root(String text) {
        Optional<YamlNode> root = YamlReader.read(name, text);
        return switch (root.orElse(null)) {
            case null -> SettingsTree.empty(name);
            case YamlNode.Mapping mapping -> branch(mapping, "");
            case YamlNode.Scalar scalar when scalar.empty() -> SettingsTree.empty(name);
            case YamlNode other ->
                    throw new SettingsException(
                            other.place()
                                    + ": must be a mapping of settings, such as `server:` with `port: 8200` below it");
        };
    }

    /// @param place of the key, or of the element
    private static SettingsTree tree(YamlNode node, String key, String place) {
        return switch (node) {
            case YamlNode.Scalar scalar ->
                    new SettingsTree.Leaf(scalar.empty() ? "" : scalar.text(), place);
            case YamlNode.Mapping mapping -> branch(mapping, key);
            case YamlNode.Sequence sequence -> {
                var elements = new ArrayList<SettingsTree>();
                for (var element : sequence.elements()) {
                    elements.add(tree(element, key + "." + elements.size(), element.place()));
                }
                yield new SettingsTree.Items(elements, place);
            }
        };
    }

    private static SettingsTree.Branch branch(YamlNode.Mapping mapping, String key) {
        var all = SettingsTree.empty(mapping.place());
        for (var member : mapping.members().entrySet()) {
            var full = SettingsTree.fullKey(key, member.getKey());
            var place = member.getValue().place();
            var value = tree(member.getValue().value(), full, place);
            all = SettingsTree.join(all, SettingsTree.nest(member.getKey(), value), key);
        }
        return all;
    }
}
