package dev.connectorproxy.settings;

import io.helidon.config.spi.ConfigNode;
import io.helidon.config.spi.ConfigNode.ObjectNode;
import io.helidon.config.spi.ConfigNode.ValueNode;
import io.helidon.config.spi.MergingStrategy;
import java.util.LinkedHashMap;
import java.util.List;

/// Merges the sources of the settings: sections are merged, anything else is replaced, and an empty value overrides no
/// section. Helidon's own strategy keeps elements of a list that another source overrides.
final class LayerMerge implements MergingStrategy {

    /// @param sources the strongest first
    @Override
    public ObjectNode merge(List<ObjectNode> sources) {
        return sources.reversed().stream()
                .map(LayerMerge::nested)
                .reduce(LayerMerge::overlay)
                .orElseGet(ObjectNode::empty);
    }

    /// Helidon names the values of a lazy source by their full keys.
    private static ObjectNode nested(ObjectNode source) {
        return source.entrySet().stream()
                .map(entry -> nested(entry.getKey(), entry.getValue()))
                .reduce(ObjectNode.empty(), LayerMerge::overlay);
    }

    private static ObjectNode nested(String key, ConfigNode node) {
        int dot = key.lastIndexOf('.');
        var parent = ObjectNode.builder().addNode(key.substring(dot + 1), node).build();
        return dot < 0 ? parent : nested(key.substring(0, dot), parent);
    }

    private static ObjectNode overlay(ObjectNode lower, ObjectNode higher) {
        var all = new LinkedHashMap<String, ConfigNode>(lower);
        higher.forEach((name, next) -> all.merge(name, next, LayerMerge::overlay));
        var merged = ObjectNode.builder();
        all.forEach(merged::addNode);
        return merged.build();
    }

    private static ConfigNode overlay(ConfigNode lower, ConfigNode higher) {
        if (lower instanceof ObjectNode below) {
            if (higher instanceof ObjectNode above) {
                return overlay(below, above);
            }
            if (higher instanceof ValueNode value && value.get().isEmpty()) {
                return lower;
            }
        }
        return higher;
    }
}
