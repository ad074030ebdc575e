package dev.connectorproxy.openapi.reader;

import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.io.StringReader;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.CollectionEndEvent;
import org.yaml.snakeyaml.events.CollectionStartEvent;
import org.yaml.snakeyaml.events.DocumentEndEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.MappingStartEvent;
import org.yaml.snakeyaml.events.ScalarEvent;

/// Reads YAML as the JSON schema of YAML 1.2 does: `yes`, `off` and dates are texts, and keys are texts. Aliases, which may repeat
/// much, are counted as often as they repeat. Reads one document.
final class YamlEvents {
    private static final JsonProvider JSON = JsonProvider.provider();
    private static final String STANDARD_TAG = "tag:yaml.org,2002:";
    private static final Set<String> NULLS = Set.of("", "~", "null", "Null", "NULL");
    private static final Set<String> TRUES = Set.of("true", "True", "TRUE");
    private static final Set<String> FALSES = Set.of("false", "False", "FALSE");

    private final ValueBuilder builder;
    private final String name;
    private final Map<String, Anchored> anchors = new HashMap<>();
    private final Deque<Optional<String>> open = new ArrayDeque<>(); // the anchors

    YamlEvents(ValueBuilder builder, String name) {
        this.builder = builder;
        this.name = name;
    }

    /// @throws DescriptionException it is not YAML, or has tags of its own
    JsonValue read(String text) {
        var options = new LoaderOptions();
        options.setCodePointLimit(Integer.MAX_VALUE); // its bytes are counted
        try {
            for (var event : new Yaml(options).parse(new StringReader(printable(text)))) {
                if (event instanceof DocumentEndEvent) {
                    break;
                }
                add(event);
            }
        } catch (MarkedYAMLException e) {
            var mark = e.getProblemMark();
            var line = mark == null ? "" : ":" + (mark.getLine() + 1);
            throw new DescriptionException(
                    name + line, "is neither JSON nor YAML: " + firstLine(e.getProblem()));
        } catch (YAMLException e) {
            throw new DescriptionException(
                    name, "is neither JSON nor YAML: " + firstLine(e.getMessage()));
        }
        return builder.result().orElseThrow(() -> new DescriptionException(name, "is empty"));
    }

    private void add(Event event) {
        switch (event) {
            case ScalarEvent scalar -> scalar(scalar);
            case AliasEvent alias -> alias(alias);
            case CollectionStartEvent start -> start(start);
            case CollectionEndEvent _ -> end();
            default -> {} // the stream and the document begin
        }
    }

    private void start(CollectionStartEvent event) {
        refuseTag(event.getTag(), event);
        if (builder.expectsKey()) {
            throw refused(event, "has a list or mapping as a key; keys are texts");
        }
        open.addLast(Optional.ofNullable(event.getAnchor()));
        if (event instanceof MappingStartEvent) {
            builder.startObject();
        } else {
            builder.startArray();
        }
    }

    private void end() {
        long size = builder.end();
        open.removeLast().ifPresent(it -> anchors.put(it, new Anchored(builder.last(), size)));
    }

    private void scalar(ScalarEvent scalar) {
        refuseTag(scalar.getTag(), scalar);
        if (!builder.expectsKey()) {
            builder.add(value(scalar), 1);
        } else if (scalar.isPlain() && scalar.getValue().equals("<<")) {
            builder.mergeKey();
        } else {
            builder.key(scalar.getValue());
        }
        if (scalar.getAnchor() != null) {
            anchors.put(scalar.getAnchor(), new Anchored(value(scalar), 1));
        }
    }

    private void alias(AliasEvent alias) {
        var anchored = anchors.get(alias.getAnchor());
        if (anchored == null) {
            throw refused(alias, "has an alias of a value that is not defined before it");
        }
        if (builder.expectsKey()) {
            throw refused(alias, "has an alias as a key; write the key out");
        }
        builder.add(anchored.value(), anchored.size());
    }

    private static JsonValue value(ScalarEvent scalar) {
        var text = scalar.getValue();
        if (!scalar.isPlain() || scalar.getTag() != null && scalar.getTag().endsWith(":str")) {
            return JSON.createValue(text);
        }
        if (NULLS.contains(text)) {
            return JsonValue.NULL;
        }
        if (TRUES.contains(text)) {
            return JsonValue.TRUE;
        }
        if (FALSES.contains(text)) {
            return JsonValue.FALSE;
        }
        return DocumentNumbers.parse(text)
                .<JsonValue>map(number -> number)
                .orElseGet(() -> JSON.createValue(text));
    }

    private void refuseTag(String tag, Event event) {
        if (tag != null && !tag.equals("!") && !tag.startsWith(STANDARD_TAG)) {
            throw refused(event, "has a YAML tag (!name), which has no meaning here");
        }
    }

    private DescriptionException refused(Event event, String problem) {
        return new DescriptionException(name + ":" + (event.getStartMark().getLine() + 1), problem);
    }

    /// The text with U+FFFD for the control characters that YAML does not allow.
    private static String printable(String text) {
        return text.chars().allMatch(YamlEvents::isPrintable)
                ? text
                : text.chars()
                        .map(c -> isPrintable(c) ? c : 0xFFFD)
                        .collect(
                                StringBuilder::new,
                                StringBuilder::appendCodePoint,
                                StringBuilder::append)
                        .toString();
    }

    private static boolean isPrintable(int c) {
        return c >= ' ' && c < 0x7F
                || c == '\t'
                || c == '\n'
                || c == '\r'
                || c == 0x85
                || c >= 0xA0 && c < 0xFFFE;
    }

    private static String firstLine(String message) {
        return String.valueOf(message).lines().findFirst().orElse("");
    }

    /// A value with an anchor.
    ///
    /// @param size how many values it consists of
    private record Anchored(JsonValue value, long size) {}
}
