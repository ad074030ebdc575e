package dev.connectorproxy.declarative.request;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/// The value of a parameter in the three forms that styles know, its texts escaped. `null`s in lists and objects are left out
/// (RFC 6570, section 2.3); lists and objects inside them are written as JSON.
sealed interface StyledValue {

    /// A string, number or boolean.
    record Text(String text) implements StyledValue {}

    /// An array.
    record Elements(List<String> texts) implements StyledValue {}

    /// An object.
    record Members(Map<String, String> texts) implements StyledValue {}

    /// @param name for error messages
    static StyledValue of(String name, JsonValue value, UnaryOperator<String> escaping) {
        return switch (value) {
            case JsonArray array -> {
                var texts = new ArrayList<String>(array.size());
                for (var element : array) {
                    if (element != JsonValue.NULL) {
                        texts.add(escaping.apply(text(name, element)));
                    }
                }
                yield new Elements(texts);
            }
            case JsonObject object -> {
                var texts = new LinkedHashMap<String, String>();
                object.forEach((key, member) -> {
                    if (member != JsonValue.NULL) {
                        texts.put(
                                escaping.apply(checked(name, key)),
                                escaping.apply(text(name, member)));
                    }
                });
                yield new Members(texts);
            }
            default -> new Text(escaping.apply(text(name, value)));
        };
    }

    /// Whether there is nothing to write: a list or object without elements, which RFC 6570 takes as undefined.
    default boolean isEmpty() {
        return switch (this) {
            case Text _ -> false;
            case Elements(var texts) -> texts.isEmpty();
            case Members(var texts) -> texts.isEmpty();
        };
    }

    /// The text of a value.
    ///
    /// @throws dev.connectorproxy.spi.ConnectorException `InvalidParameters`: it has half a surrogate pair
    static String text(String name, JsonValue value) {
        return checked(name, ScalarText.of(value));
    }

    /// The text.
    ///
    /// @throws dev.connectorproxy.spi.ConnectorException `InvalidParameters`: it has half a surrogate pair
    static String checked(String name, String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                return checkedStrictly(name, text);
            }
        }
        return text;
    }

    private static String checkedStrictly(String name, String text) {
        if (!StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
            throw Refusals.parameter(
                    name, "contains half a surrogate pair, which UTF-8 cannot write");
        }
        return text;
    }
}
