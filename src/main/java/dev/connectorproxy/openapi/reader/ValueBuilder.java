package dev.connectorproxy.openapi.reader;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Builds a JSON value from the events of a parser, without recursion and within bounds. A key that occurs twice has its last value.
final class ValueBuilder {
    private static final JsonProvider JSON = JsonProvider.provider();

    private final String name;
    private final String prefix;
    private final ReadingLimits limits;
    private final ProblemList problems;
    private final Map<String, String> keys = new HashMap<>(); // one copy of each, there are many
    private final Deque<Level> levels = new ArrayDeque<>();
    private Optional<JsonValue> result = Optional.empty();
    private long size;

    /// @param name of the document in messages
    /// @param prefix of the JSON pointer in problems; empty for the first document
    ValueBuilder(String name, String prefix, ReadingLimits limits, ProblemList problems) {
        this.name = name;
        this.prefix = prefix;
        this.limits = limits;
        this.problems = problems;
    }

    /// Whether the next value is the key of an object.
    boolean expectsKey() {
        return !levels.isEmpty() && levels.getLast().expectsKey();
    }

    void startObject() {
        start(new Level(new LinkedHashMap<>(), List.of(), size));
    }

    void startArray() {
        start(new Level(Map.of(), new ArrayList<>(), size));
    }

    void key(String key) {
        var level = levels.getLast();
        level.key = Optional.of(keys.computeIfAbsent(key, same -> same));
        if (level.members.containsKey(key)) {
            problems.add(place(), "stands here a second time; the last value counts");
        }
    }

    /// The next member of the object is merged into it, as `<<` of YAML.
    void mergeKey() {
        var level = levels.getLast();
        level.key = Optional.of("<<");
        level.merging = true;
    }

    /// @param count how many values it consists of
    void add(JsonValue value, long count) {
        size += count;
        limits.addValues(count);
        if (levels.isEmpty()) {
            result = Optional.of(value);
        } else {
            levels.getLast().add(value);
        }
    }

    /// Ends the array or object that was started last.
    ///
    /// @return how many values it consists of
    long end() {
        var level = levels.removeLast();
        var value = level.isObject ? object(level) : array(level.elements);
        add(value, 1);
        return size - level.sizeBefore;
    }

    /// The value that was added last.
    JsonValue last() {
        return levels.isEmpty() ? result.orElse(JsonValue.NULL) : levels.getLast().last;
    }

    /// The whole value, if there was one.
    Optional<JsonValue> result() {
        return result;
    }

    private void start(Level level) {
        levels.addLast(level);
        if (levels.size() > ReadingLimits.MAX_DEPTH) {
            throw new DescriptionException(
                    name, "is nested more than " + ReadingLimits.MAX_DEPTH + " levels deep");
        }
    }

    private static JsonObject object(Level level) {
        level.merged.forEach(level.members::putIfAbsent);
        var builder = JSON.createObjectBuilder();
        level.members.forEach(builder::add);
        return builder.build();
    }

    private static JsonValue array(List<JsonValue> elements) {
        var builder = JSON.createArrayBuilder();
        elements.forEach(builder::add);
        return builder.build();
    }

    private String place() {
        var pointer = new StringBuilder(prefix).append('#');
        levels.forEach(level -> pointer.append('/').append(DocumentNode.escaped(level.place())));
        return pointer.toString();
    }

    /// An array or object that is not complete.
    private static final class Level {
        final Map<String, JsonValue> members;
        final List<JsonValue> elements;
        final Map<String, JsonValue> merged = new LinkedHashMap<>();
        final boolean isObject;
        final long sizeBefore;
        Optional<String> key = Optional.empty();
        JsonValue last = JsonValue.NULL;
        boolean merging;

        Level(Map<String, JsonValue> members, List<JsonValue> elements, long sizeBefore) {
            this.members = members;
            this.elements = elements;
            this.isObject = members instanceof LinkedHashMap;
            this.sizeBefore = sizeBefore;
        }

        boolean expectsKey() {
            return isObject && key.isEmpty();
        }

        String place() {
            return key.orElseGet(() -> Integer.toString(elements.size()));
        }

        void add(JsonValue value) {
            last = value;
            if (!isObject) {
                elements.add(value);
            } else if (merging) {
                merge(value);
            } else {
                members.put(key.orElseThrow(), value);
            }
            key = Optional.empty();
            merging = false;
        }

        private void merge(JsonValue value) {
            switch (value.getValueType()) {
                case OBJECT -> value.asJsonObject().forEach(merged::putIfAbsent);
                case ARRAY -> value.asJsonArray().forEach(this::merge);
                case STRING, NUMBER, TRUE, FALSE, NULL -> members.put("<<", value);
            }
        }
    }
}
