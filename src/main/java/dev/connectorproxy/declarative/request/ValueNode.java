package dev.connectorproxy.declarative.request;

import dev.harrel.jsonschema.JsonNode;
import dev.harrel.jsonschema.JsonNodeFactory;
import dev.harrel.jsonschema.SimpleType;
import jakarta.json.JsonNumber;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A value that is validated. Instead of the library's node for Jakarta JSON-P: members keep their order, so that the first problem is
/// the first one in the value; places are only written down for problems; and steps are counted. Used by one thread.
final class ValueNode implements JsonNode {
    private final JsonValue value;
    private final ValueNode parent; // null for the root
    private final String name; // of the member, or the index
    private final StepLimit steps;
    private final SimpleType type;
    private List<JsonNode> elements;
    private Map<String, JsonNode> members;

    private ValueNode(JsonValue value, ValueNode parent, String name, StepLimit steps) {
        this.value = value;
        this.parent = parent;
        this.name = name;
        this.steps = steps;
        this.type = type(value);
    }

    static ValueNode root(JsonValue value, StepLimit steps) {
        return new ValueNode(value, null, "", steps);
    }

    StepLimit steps() {
        return steps;
    }

    /// The JSON Schema type; a number without a fraction is an integer.
    static SimpleType type(JsonValue value) {
        return switch (value.getValueType()) {
            case NULL -> SimpleType.NULL;
            case TRUE, FALSE -> SimpleType.BOOLEAN;
            case STRING -> SimpleType.STRING;
            case ARRAY -> SimpleType.ARRAY;
            case OBJECT -> SimpleType.OBJECT;
            case NUMBER -> {
                var number = ((JsonNumber) value).bigDecimalValue();
                boolean whole = number.scale() <= 0 || number.stripTrailingZeros().scale() <= 0;
                yield whole ? SimpleType.INTEGER : SimpleType.NUMBER;
            }
        };
    }

    @Override
    public String getJsonPointer() {
        return parent == null
                ? ""
                : parent.getJsonPointer() + "/" + JsonNode.encodeJsonPointer(name);
    }

    /// Every keyword asks for the type of the value: a step.
    @Override
    public SimpleType getNodeType() {
        steps.count();
        return type;
    }

    @Override
    public boolean asBoolean() {
        return value == JsonValue.TRUE;
    }

    @Override
    public String asString() {
        return value instanceof JsonString text ? text.getString() : value.toString();
    }

    @Override
    public BigInteger asInteger() {
        return asNumber().toBigInteger();
    }

    @Override
    public BigDecimal asNumber() {
        return ((JsonNumber) value).bigDecimalValue();
    }

    @Override
    public List<JsonNode> asArray() {
        if (elements == null) {
            var list = value.asJsonArray();
            elements = new ArrayList<>(list.size());
            for (int i = 0; i < list.size(); i++) {
                elements.add(new ValueNode(list.get(i), this, Integer.toString(i), steps));
            }
        }
        return elements;
    }

    @Override
    public Map<String, JsonNode> asObject() {
        if (members == null) {
            members = new LinkedHashMap<>();
            value.asJsonObject()
                    .forEach((key, member) ->
                            members.put(key, new ValueNode(member, this, key, steps)));
        }
        return members;
    }

    /// Wraps values for the library, which gets only nodes.
    static final class Factory implements JsonNodeFactory {
        @Override
        public JsonNode wrap(Object node) {
            return (ValueNode) node;
        }

        @Override
        public JsonNode create(String rawJson) {
            throw new UnsupportedOperationException("values are never parsed");
        }
    }
}
