package dev.connectorproxy.openapi.reader;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;

/// Puts all documents of a description into one: every other document that the first one refers to, directly or not, becomes a member of
/// `x-documents` at its top, and references to it are rewritten. Nothing else changes, and references that lead nowhere stay. Used by
/// one thread, once.
public final class DocumentBundle {
    private static final JsonProvider JSON = JsonProvider.provider();
    private static final String MEMBER = "x-documents";

    private final DocumentSet documents;
    private final Map<SourceDocument, String> names = new HashMap<>();
    private final ArrayDeque<SourceDocument> open = new ArrayDeque<>();

    private DocumentBundle(DocumentSet documents) {
        this.documents = documents;
    }

    /// The documents as one, and how many there are.
    public record Bundle(JsonObject document, int documents) {}

    /// @param content of the first document
    /// @throws DescriptionException it is neither JSON nor YAML, no object, or too large
    public static Bundle of(URI address, byte[] content, DocumentSource source) {
        var path = address.getPath() == null ? address.toString() : address.getPath();
        var name = path.substring(path.lastIndexOf('/') + 1);
        var limits = new ReadingLimits(name);
        var documents =
                new DocumentSet(
                        address, source, limits, new DocumentParser(limits, new ProblemList()));
        return new DocumentBundle(documents).bundle(documents.first(address, content, name), name);
    }

    private Bundle bundle(SourceDocument first, String name) {
        if (!(first.root().value() instanceof JsonObject root)) {
            throw new DescriptionException(name, "is no API description");
        }
        var rewritten = JSON.createObjectBuilder((JsonObject) rewritten(root, first));
        if (open.isEmpty()) {
            return new Bundle(root, 1);
        }
        var others = JSON.createObjectBuilder();
        while (!open.isEmpty()) {
            var next = open.poll();
            others.add(names.get(next), rewritten(next.root().value(), next));
        }
        return new Bundle(rewritten.add(MEMBER, others).build(), names.size() + 1);
    }

    private JsonValue rewritten(JsonValue value, SourceDocument document) {
        return switch (value) {
            case JsonArray array -> {
                var copy = JSON.createArrayBuilder();
                array.forEach(element -> copy.add(rewritten(element, document)));
                yield copy.build();
            }
            case JsonObject object -> {
                var copy = JSON.createObjectBuilder();
                object.forEach((name, member) ->
                        copy.add(
                                name,
                                name.equals("$ref") && member instanceof JsonString text
                                        ? JSON.createValue(reference(text.getString(), document))
                                        : name.equals("mapping")
                                                        && member instanceof JsonObject mapping
                                                ? mapping(mapping, document)
                                                : rewritten(member, document)));
                yield copy.build();
            }
            default -> value;
        };
    }

    /// The references of a discriminator.
    private JsonValue mapping(JsonObject mapping, SourceDocument document) {
        var copy = JSON.createObjectBuilder();
        mapping.forEach((key, target) ->
                copy.add(
                        key,
                        target instanceof JsonString text && text.getString().contains("/")
                                ? JSON.createValue(reference(text.getString(), document))
                                : rewritten(target, document)));
        return copy.build();
    }

    private String reference(String text, SourceDocument from) {
        int hash = text.indexOf('#');
        var file = (hash < 0 ? text : text.substring(0, hash)).strip();
        var fragment =
                hash < 0
                        ? ""
                        : text.substring(hash + 1).replaceFirst("^/?", "/").replaceFirst("^/$", "");
        try {
            var target = file.isEmpty() ? from : documents.load(from, file);
            if (target.name().isEmpty()) {
                return file.isEmpty() ? text : "#" + fragment;
            }
            return "#/%s/%s%s".formatted(MEMBER, escaped(include(target)), fragment);
        } catch (IOException _) {
            return text;
        }
    }

    /// The name of the document in the bundle; documents of two hosts may have one path.
    private String include(SourceDocument document) {
        var known = names.get(document);
        if (known != null) {
            return known;
        }
        var name = document.name();
        for (int i = 2; names.containsValue(name); i++) {
            name = document.name() + "-" + i;
        }
        names.put(document, name);
        open.add(document);
        return name;
    }

    private static String escaped(String name) {
        return name.replace("~", "~0").replace("/", "~1").replace("%", "%25");
    }
}
