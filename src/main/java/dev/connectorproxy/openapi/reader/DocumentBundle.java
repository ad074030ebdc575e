package dev.connectorproxy.openapi.reader;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.Map;

/// Puts all documents of a description into one: every other document that the first one refers to, directly or not, becomes a member of
/// `x-documents` at its top, and references to it are rewritten. Nothing else changes. Used by one thread, once.
public final class DocumentBundle {
    private static final JsonProvider JSON = JsonProvider.provider();
    private static final String MEMBER = "x-documents";
    private static final int MAX_DOCUMENTS = 20_000;

    private final URI address;
    private final DocumentSource source;
    private final DocumentParser parser;
    private final Map<URI, String> names = new LinkedHashMap<>();
    private final Map<URI, JsonValue> documents = new LinkedHashMap<>();
    private final ArrayDeque<URI> open = new ArrayDeque<>();

    private DocumentBundle(URI address, DocumentSource source) {
        this.address = address;
        this.source = source;
        this.parser = new DocumentParser(new ReadingLimits(fileName(address)), new ProblemList());
    }

    /// The documents as one, and how many there are.
    public record Bundle(JsonObject document, int documents) {}

    /// @param content of the first document
    /// @throws DescriptionException it is neither JSON nor YAML, or no object
    public static Bundle of(URI address, byte[] content, DocumentSource source) {
        return new DocumentBundle(address, source).bundle(content);
    }

    private Bundle bundle(byte[] content) {
        var name = fileName(address);
        if (!(parser.parse(content, name, "") instanceof JsonObject root)) {
            throw new DescriptionException(name, "is no API description");
        }
        var rewritten = JSON.createObjectBuilder((JsonObject) rewritten(root, address));
        if (names.isEmpty()) {
            return new Bundle(root, 1);
        }
        var others = new LinkedHashMap<String, JsonValue>();
        while (!open.isEmpty()) {
            var next = open.poll();
            others.put(names.get(next), rewritten(documents.get(next), next));
        }
        var members = JSON.createObjectBuilder();
        others.forEach(members::add);
        return new Bundle(rewritten.add(MEMBER, members).build(), others.size() + 1);
    }

    private JsonValue rewritten(JsonValue value, URI base) {
        return switch (value) {
            case JsonArray array -> {
                var copy = JSON.createArrayBuilder();
                array.forEach(element -> copy.add(rewritten(element, base)));
                yield copy.build();
            }
            case JsonObject object -> {
                var copy = JSON.createObjectBuilder();
                object.forEach((name, member) -> copy.add(name, rewritten(name, member, base)));
                yield copy.build();
            }
            default -> value;
        };
    }

    private JsonValue rewritten(String name, JsonValue member, URI base) {
        if (name.equals("$ref") && member instanceof JsonString reference) {
            return JSON.createValue(reference(reference.getString().strip(), base));
        }
        if (name.equals("mapping") && member instanceof JsonObject mapping) {
            var copy = JSON.createObjectBuilder();
            mapping.forEach((key, target) ->
                    copy.add(
                            key,
                            target instanceof JsonString text && text.getString().contains("/")
                                    ? JSON.createValue(reference(text.getString(), base))
                                    : rewritten(target, base)));
            return copy.build();
        }
        return rewritten(member, base);
    }

    /// The reference within the bundle; the same one if it leads nowhere.
    private String reference(String text, URI base) {
        int hash = text.indexOf('#');
        var file = hash < 0 ? text : text.substring(0, hash);
        var fragment =
                hash < 0
                        ? ""
                        : text.substring(hash + 1).replaceFirst("^/?", "/").replaceFirst("^/$", "");
        try {
            var target = file.isEmpty() ? base : base.resolve(URI.create(file.replace(" ", "%20")));
            if (target.equals(address)) {
                return "#" + fragment;
            }
            return include(target)
                    ? "#/%s/%s%s".formatted(MEMBER, escaped(names.get(target)), fragment)
                    : text;
        } catch (IllegalArgumentException _) {
            return text;
        }
    }

    private boolean include(URI target) {
        if (names.containsKey(target)) {
            return true;
        }
        if (documents.containsKey(target)) {
            return false;
        }
        if (documents.size() >= MAX_DOCUMENTS) {
            throw new DescriptionException(
                    fileName(address), "refers to more than %d documents".formatted(MAX_DOCUMENTS));
        }
        documents.put(target, JsonValue.NULL);
        try {
            documents.put(target, parser.parse(source.read(target), fileName(target), ""));
            names.put(target, name(target));
            open.add(target);
            return true;
        } catch (IOException | DescriptionException _) {
            return false;
        }
    }

    /// Relative to the first document, if it is below its folder.
    private String name(URI target) {
        return address.resolve(".").relativize(target).toString();
    }

    private static String escaped(String name) {
        return name.replace("~", "~0").replace("/", "~1").replace("%", "%25");
    }

    private static String fileName(URI document) {
        var path = document.getPath() == null ? document.toString() : document.getPath();
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
