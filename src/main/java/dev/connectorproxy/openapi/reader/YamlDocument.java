package dev.connectorproxy.openapi.reader;

import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.io.StringReader;
import java.math.BigDecimal;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.AnchorNode;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/// A YAML document as the JSON that its author means: keys are texts, `yes`, `on` and dates stay texts, and numbers keep their
/// digits (the core schema of YAML 1.2). What an alias repeats is in memory once.
final class YamlDocument {
    private static final JsonProvider JSON = JsonProvider.provider();
    private static final int MAX_CHARACTERS = 32 << 20;
    private static final int MAX_DEPTH = 300;
    private static final Pattern NUMBER =
            Pattern.compile("[-+]?(0|[1-9][0-9]{0,300})(\\.[0-9]{1,300})?([eE][-+]?[0-9]{1,3})?");
    private static final Set<String> TEXT_ONLY = Set.of("yes", "no", "on", "off", "y", "n");

    private final String name;
    private final Map<Node, JsonValue> done = new IdentityHashMap<>();
    private final Map<Node, Node> open = new IdentityHashMap<>();

    private YamlDocument(String name) {
        this.name = name;
    }

    static JsonValue parse(String text, String name) {
        var options = new LoaderOptions();
        options.setCodePointLimit(MAX_CHARACTERS);
        options.setNestingDepthLimit(MAX_DEPTH);
        options.setMaxAliasesForCollections(Integer.MAX_VALUE); // each is converted once
        try {
            var root = new Yaml(options).compose(new StringReader(text));
            return root == null ? JsonValue.NULL : new YamlDocument(name).value(root);
        } catch (MarkedYAMLException e) {
            var mark = e.getProblemMark();
            var place =
                    mark == null
                            ? ""
                            : ":%d:%d".formatted(mark.getLine() + 1, mark.getColumn() + 1);
            throw new DescriptionException(name + place + ": is neither valid YAML nor JSON");
        } catch (YAMLException | StackOverflowError _) {
            throw new DescriptionException(name + ": is neither valid YAML nor JSON");
        }
    }

    private JsonValue value(Node node) {
        if (node instanceof ScalarNode scalar) {
            return scalar(scalar);
        }
        var known = done.get(node);
        if (known != null) {
            return known;
        }
        if (open.put(node, node) != null) {
            throw new DescriptionException(place(node) + ": an anchor contains itself");
        }
        var value =
                switch (node) {
                    case MappingNode mapping -> mapping(mapping);
                    case SequenceNode sequence -> sequence(sequence);
                    case AnchorNode anchor -> value(anchor.getRealNode());
                    default -> throw new DescriptionException(place(node) + ": is not JSON");
                };
        open.remove(node);
        done.put(node, value);
        return value;
    }

    private JsonValue mapping(MappingNode mapping) {
        var merged = new LinkedHashMap<String, JsonValue>();
        var own = new LinkedHashMap<String, JsonValue>();
        for (var tuple : mapping.getValue()) {
            if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
                throw new DescriptionException(place(tuple.getKeyNode()) + ": a key is not a text");
            }
            var value = value(tuple.getValueNode());
            if (key.getTag().equals(Tag.MERGE)) {
                merge(merged, value);
            } else {
                own.put(key.getValue(), value);
            }
        }
        merged.putAll(own);
        var object = JSON.createObjectBuilder();
        merged.forEach(object::add);
        return object.build();
    }

    private static void merge(Map<String, JsonValue> target, JsonValue source) {
        switch (source.getValueType()) {
            case OBJECT -> source.asJsonObject().forEach(target::putIfAbsent);
            case ARRAY -> source.asJsonArray().forEach(one -> merge(target, one));
            default -> {
                // there is nothing to merge
            }
        }
    }

    private JsonValue sequence(SequenceNode sequence) {
        var array = JSON.createArrayBuilder();
        sequence.getValue().forEach(element -> array.add(value(element)));
        return array.build();
    }

    private static JsonValue scalar(ScalarNode node) {
        var text = node.getValue();
        if (node.getTag().equals(Tag.STR) || TEXT_ONLY.contains(text.toLowerCase(Locale.ROOT))) {
            return JSON.createValue(text);
        }
        if (node.getTag().equals(Tag.NULL)) {
            return JsonValue.NULL;
        }
        if (node.getTag().equals(Tag.BOOL)) {
            return Boolean.parseBoolean(text) ? JsonValue.TRUE : JsonValue.FALSE;
        }
        boolean number = node.getTag().equals(Tag.INT) || node.getTag().equals(Tag.FLOAT);
        return number && NUMBER.matcher(text).matches()
                ? JSON.createValue(new BigDecimal(text))
                : JSON.createValue(text);
    }

    private String place(Node node) {
        return name + ":" + (node.getStartMark().getLine() + 1);
    }
}
