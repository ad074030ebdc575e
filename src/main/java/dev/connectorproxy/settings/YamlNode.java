package dev.connectorproxy.settings;

import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// One node of a YAML file, as [YamlReader] reads it, with the place where it is defined. Immutable.
public sealed interface YamlNode {

    /// `file:line`, for messages.
    String place();

    /// The same value in JSON: an unquoted text that is a number, `true`, `false` or `null` in JSON is that, and any
    /// other text a string.
    JsonValue toJson();

    /// A single value.
    ///
    /// @param text as written, without quotes
    /// @param plain whether it is written without quotes
    /// @param empty whether there is no value: nothing, `~` or `null`
    record Scalar(String text, boolean plain, boolean empty, String place) implements YamlNode {
        private static final JsonProvider JSON = JsonProvider.provider();

        private static final Pattern NUMBER =
                Pattern.compile("-?(?:0|[1-9][0-9]*)(?:\\.[0-9]+)?(?:[eE][+-]?[0-9]{1,3})?");

        @Override
        public JsonValue toJson() {
            if (empty) {
                return JsonValue.NULL;
            }
            if (plain && text.equals("true")) {
                return JsonValue.TRUE;
            }
            if (plain && text.equals("false")) {
                return JsonValue.FALSE;
            }
            return plain && NUMBER.matcher(text).matches()
                    ? JSON.createValue(new BigDecimal(text))
                    : JSON.createValue(text);
        }
    }

    /// A list.
    record Sequence(List<YamlNode> elements, String place) implements YamlNode {
        private static final JsonProvider JSON = JsonProvider.provider();

        public Sequence {
            elements = List.copyOf(elements);
        }

        @Override
        public JsonValue toJson() {
            var array = JSON.createArrayBuilder();
            elements.forEach(element -> array.add(element.toJson()));
            return array.build();
        }
    }

    /// A mapping, its members in order, by name.
    record Mapping(Map<String, Member> members, String place) implements YamlNode {
        private static final JsonProvider JSON = JsonProvider.provider();

        public Mapping {
            members = Collections.unmodifiableMap(new LinkedHashMap<>(members));
        }

        @Override
        public JsonValue toJson() {
            var object = JSON.createObjectBuilder();
            members.forEach((name, member) -> object.add(name, member.value().toJson()));
            return object.build();
        }
    }

    /// A member of a mapping.
    ///
    /// @param place of its key
    record Member(YamlNode value, String place) {}
}
