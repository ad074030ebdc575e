package dev.connectorproxy.openapi.reader;

import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A value in a document, and where it is.
///
/// @param document its address
/// @param pointer a JSON pointer (RFC 6901)
record Located(URI document, String pointer, JsonValue value) {

    /// The member of that name; empty if this is no object or has none, or null.
    Optional<Located> get(String name) {
        return value instanceof JsonObject object && object.containsKey(name)
                ? Optional.of(below(name, object.get(name))).filter(Located::isPresent)
                : Optional.empty();
    }

    /// The members of an object, in order; none of anything else.
    List<Member> members() {
        var members = new ArrayList<Member>();
        if (value instanceof JsonObject object) {
            object.forEach((name, member) -> members.add(new Member(name, below(name, member))));
        }
        return members;
    }

    /// The members of the object under that name.
    List<Member> members(String name) {
        return get(name).map(Located::members).orElse(List.of());
    }

    /// The elements of the array under that name.
    List<Located> elements(String name) {
        return get(name).map(Located::elements).orElse(List.of());
    }

    /// The elements of an array; none of anything else.
    List<Located> elements() {
        var elements = new ArrayList<Located>();
        if (value instanceof JsonArray array) {
            for (int i = 0; i < array.size(); i++) {
                elements.add(below(Integer.toString(i), array.get(i)));
            }
        }
        return elements;
    }

    /// The text under that name; a number or truth value counts as its text.
    Optional<String> text(String name) {
        return get(name).flatMap(Located::asText);
    }

    Optional<String> asText() {
        return switch (value) {
            case JsonString text -> Optional.of(text.getString());
            case JsonNumber number -> Optional.of(number.toString());
            default ->
                    value == JsonValue.TRUE || value == JsonValue.FALSE
                            ? Optional.of(value.toString())
                            : Optional.empty();
        };
    }

    /// The texts of the array under that name.
    List<String> texts(String name) {
        return elements(name).stream().flatMap(element -> element.asText().stream()).toList();
    }

    /// Whether the value under that name is true, or the text `true`.
    boolean flag(String name) {
        return text(name).filter("true"::equalsIgnoreCase).isPresent();
    }

    JsonObject object() {
        return value instanceof JsonObject object ? object : JsonValue.EMPTY_JSON_OBJECT;
    }

    boolean isObject() {
        return value instanceof JsonObject;
    }

    private boolean isPresent() {
        return value != JsonValue.NULL;
    }

    private Located below(String token, JsonValue member) {
        return new Located(
                document, pointer + "/" + token.replace("~", "~0").replace("/", "~1"), member);
    }

    /// Where it is, for messages.
    String place() {
        var path = document.getPath() == null ? "" : document.getPath();
        return path.substring(path.lastIndexOf('/') + 1) + "#" + pointer;
    }

    /// A member of an object.
    record Member(String name, Located located) {}
}
