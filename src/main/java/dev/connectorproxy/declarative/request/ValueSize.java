package dev.connectorproxy.declarative.request;

import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;

/// The size of a value, for decisions about where and how long it is processed. Used by one thread.
final class ValueSize {
    /// The nesting of values that are validated.
    static final int MAX_DEPTH = 100;

    private static final int MAX_EXPONENT = 1_000;

    private long nodes;
    private long characters;
    private boolean isTooDeep;
    private boolean hasHugeNumber;

    private ValueSize() {}

    static ValueSize of(JsonValue value) {
        var size = new ValueSize();
        size.add(value, 0);
        return size;
    }

    /// Values in it; lists and objects are values, too.
    long nodes() {
        return nodes;
    }

    /// About the length of its JSON.
    long characters() {
        return characters + 2 * nodes;
    }

    /// Whether it is nested more deeply than [#MAX_DEPTH]; the size is that of the upper levels then.
    boolean isTooDeep() {
        return isTooDeep;
    }

    /// Whether a number has an exponent with which computing takes long.
    boolean hasHugeNumber() {
        return hasHugeNumber;
    }

    private void add(JsonValue value, int depth) {
        nodes++;
        if (depth > MAX_DEPTH) {
            isTooDeep = true;
            return;
        }
        switch (value) {
            case JsonString text -> characters += text.getChars().length();
            case JsonNumber number -> {
                int scale = number.bigDecimalValue().scale();
                hasHugeNumber |= scale > MAX_EXPONENT || scale < -MAX_EXPONENT;
            }
            case JsonArray array -> array.forEach(element -> add(element, depth + 1));
            case JsonObject object ->
                    object.forEach((key, member) -> {
                        characters += key.length();
                        add(member, depth + 1);
                    });
            default -> {} // a literal
        }
    }
}
