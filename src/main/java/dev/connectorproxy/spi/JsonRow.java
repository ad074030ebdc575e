package dev.connectorproxy.spi;

import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.AbstractMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// An object in a list of an upstream's response that keeps the JSON text it was parsed from: written again as that
/// text, its numbers keep their digits, and it need not be serialized. Otherwise a normal [JsonObject]. It references
/// the bytes of the whole response. Immutable.
public final class JsonRow extends AbstractMap<String, JsonValue> implements JsonObject {
    private final JsonObject object;
    private final JsonText text;

    JsonRow(JsonObject object, JsonText text) {
        this.object = object;
        this.text = text;
    }

    /// Reads a JSON text as a tree, like [JsonText#value()], in which rows are [JsonRow]s: the objects in an array that
    /// is the whole value or a member of the object that is the whole value. The array is not copied and must not be
    /// changed afterwards.
    ///
    /// @param maxDepth the maximum nesting of arrays and objects
    /// @return empty if it is not well-formed
    /// @throws ConnectorException `InvalidParameters`: a number has more digits than the JSON library reads
    public static Optional<JsonValue> read(byte[] utf8, int maxDepth) {
        return JsonRows.read(utf8, maxDepth);
    }

    /// Its text in UTF-8 in its shortest form: without white space and unnecessary escapes.
    ///
    /// @return empty if an escape is an unpaired surrogate, which UTF-8 cannot encode
    public Optional<byte[]> text() {
        try {
            return Optional.of(text.compact());
        } catch (ConnectorException _) {
            return Optional.empty();
        }
    }

    @Override
    public JsonValue get(Object key) {
        return object.get(key);
    }

    @Override
    public boolean containsKey(Object key) {
        return object.containsKey(key);
    }

    @Override
    public Set<Map.Entry<String, JsonValue>> entrySet() {
        return object.entrySet();
    }

    @Override
    public JsonArray getJsonArray(String name) {
        return object.getJsonArray(name);
    }

    @Override
    public JsonObject getJsonObject(String name) {
        return object.getJsonObject(name);
    }

    @Override
    public JsonNumber getJsonNumber(String name) {
        return object.getJsonNumber(name);
    }

    @Override
    public JsonString getJsonString(String name) {
        return object.getJsonString(name);
    }

    @Override
    public String getString(String name) {
        return object.getString(name);
    }

    @Override
    public String getString(String name, String otherwise) {
        return object.getString(name, otherwise);
    }

    @Override
    public int getInt(String name) {
        return object.getInt(name);
    }

    @Override
    public int getInt(String name, int otherwise) {
        return object.getInt(name, otherwise);
    }

    @Override
    public boolean getBoolean(String name) {
        return object.getBoolean(name);
    }

    @Override
    public boolean getBoolean(String name, boolean otherwise) {
        return object.getBoolean(name, otherwise);
    }

    @Override
    public boolean isNull(String name) {
        return object.isNull(name);
    }

    @Override
    public ValueType getValueType() {
        return ValueType.OBJECT;
    }

    @Override
    public String toString() {
        return object.toString();
    }
}
