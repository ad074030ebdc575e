package dev.connectorproxy.openapi.reader;

import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A value in a document, which knows its place. Immutable.
final class DocumentNode {
    static final String REFERENCE = "$ref";

    private static final JsonProvider JSON = JsonProvider.provider();

    private final SourceDocument document;
    private final Optional<DocumentNode> parent;
    private final String key;
    private final JsonValue value;

    private DocumentNode(
            SourceDocument document, Optional<DocumentNode> parent, String key, JsonValue value) {
        this.document = document;
        this.parent = parent;
        this.key = key;
        this.value = value;
    }

    static DocumentNode root(SourceDocument document, JsonValue value) {
        return new DocumentNode(document, Optional.empty(), "", value);
    }

    /// The same place with another value.
    DocumentNode with(JsonValue other) {
        return new DocumentNode(document, parent, key, other);
    }

    /// The object with another text for a member.
    DocumentNode withText(String name, String text) {
        return with(JSON.createObjectBuilder(object()).add(name, text).build());
    }

    SourceDocument document() {
        return document;
    }

    /// In its parent; a number in an array, empty for a whole document.
    String key() {
        return key;
    }

    JsonValue value() {
        return value;
    }

    boolean isObject() {
        return value instanceof JsonObject;
    }

    /// The value, or `{}` if it is not an object.
    JsonObject object() {
        return value instanceof JsonObject object ? object : JsonValue.EMPTY_JSON_OBJECT;
    }

    boolean has(String name) {
        return object().containsKey(name);
    }

    /// A member of an object that is not null.
    Optional<DocumentNode> get(String name) {
        var member = object().get(name);
        return member == null || member == JsonValue.NULL
                ? Optional.empty()
                : Optional.of(child(name, member));
    }

    /// An element of an array.
    Optional<DocumentNode> get(int index) {
        return value instanceof JsonArray array && index < array.size()
                ? Optional.of(child(Integer.toString(index), array.get(index)))
                : Optional.empty();
    }

    /// The members of an object.
    List<DocumentNode> members() {
        var members = new ArrayList<DocumentNode>();
        object().forEach((name, member) -> members.add(child(name, member)));
        return members;
    }

    /// The elements of an array.
    List<DocumentNode> elements() {
        var elements = new ArrayList<DocumentNode>();
        if (value instanceof JsonArray array) {
            for (var element : array) {
                elements.add(child(Integer.toString(elements.size()), element));
            }
        }
        return elements;
    }

    /// The elements of a member that is an array; none if it is not.
    List<DocumentNode> elements(String name) {
        return get(name).map(DocumentNode::elements).orElse(List.of());
    }

    /// The value as a text: of a string that is not blank, a number or a boolean.
    Optional<String> text() {
        return switch (value) {
            case JsonString string when !string.getString().isBlank() ->
                    Optional.of(string.getString().strip());
            case JsonNumber number -> Optional.of(number.toString());
            case JsonValue other when other == JsonValue.TRUE || other == JsonValue.FALSE ->
                    Optional.of(other.toString());
            default -> Optional.empty();
        };
    }

    /// A member as a text.
    Optional<String> text(String name) {
        return get(name).flatMap(DocumentNode::text);
    }

    /// Whether a member is true, also as a text.
    boolean isTrue(String name) {
        return text(name).filter("true"::equalsIgnoreCase).isPresent();
    }

    /// Whether a member is false, also as a text.
    boolean isFalse(String name) {
        return text(name).filter("false"::equalsIgnoreCase).isPresent();
    }

    /// The elements of a member that are texts; a member that is one text is a list of one.
    List<String> texts(String name) {
        var own = get(name).flatMap(DocumentNode::text).map(List::of);
        return own.orElseGet(
                () -> elements(name).stream().flatMap(it -> it.text().stream()).toList());
    }

    /// Its `$ref`, if it has one.
    Optional<String> reference() {
        return object().get(REFERENCE) instanceof JsonString reference
                ? Optional.of(reference.getString().strip())
                : Optional.empty();
    }

    /// Whether it is a `$ref` and nothing else.
    boolean isPureReference() {
        return reference().isPresent() && object().size() == 1;
    }

    /// The document and JSON pointer, for people.
    String place() {
        var pointer = new StringBuilder();
        for (var at = this; at.parent.isPresent(); at = at.parent.get()) {
            pointer.insert(0, "/" + escaped(at.key));
        }
        return document.name() + "#" + pointer;
    }

    /// A segment of a JSON pointer (RFC 6901).
    static String escaped(String key) {
        var start = key.length() > 200 ? key.substring(0, 200) + "…" : key;
        return start.replace("~", "~0").replace("/", "~1");
    }

    private DocumentNode child(String name, JsonValue member) {
        return new DocumentNode(document, Optional.of(this), name, member);
    }
}
