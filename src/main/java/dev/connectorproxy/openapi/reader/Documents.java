package dev.connectorproxy.openapi.reader;

import jakarta.json.JsonString;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The documents that belong to a description, each read once, and the references between them (RFC 6901, and OpenAPI 3.1,
/// section 4.6). Used by one thread.
final class Documents {
    private static final int MAX_DOCUMENTS = 20_000;
    private static final long MAX_TOTAL_BYTES = 128 << 20;
    private static final int MAX_HOPS = 50;

    private final DocumentSource source;
    private final Map<URI, Optional<Located>> roots = new HashMap<>();
    private final List<URI> read = new ArrayList<>();
    private final Map<String, String> problems = new LinkedHashMap<>(); // by place
    private long bytes;

    Documents(DocumentSource source) {
        this.source = source;
    }

    /// The first document.
    Located open(URI address, byte[] content) {
        var root = new Located(address, "", DocumentParser.parse(content, fileName(address)));
        roots.put(address, Optional.of(root));
        read.add(address);
        bytes += content.length;
        return root;
    }

    /// The addresses of all documents that were read, in order.
    List<URI> addresses() {
        return List.copyOf(read);
    }

    /// What was wrong, one line each.
    List<String> problems() {
        return problems.entrySet().stream()
                .map(entry -> entry.getKey() + ": " + entry.getValue())
                .toList();
    }

    /// Reports what was wrong at a place; the first report of a place counts.
    void problem(Located at, String what) {
        problems.putIfAbsent(at.place(), what);
    }

    /// The value itself, or what its `$ref` leads to; empty, and reported, if that leads nowhere.
    Optional<Located> resolve(Located value) {
        var at = Optional.of(value);
        var seen = new HashSet<String>();
        while (at.isPresent() && isReference(at.get())) {
            if (!seen.add(at.get().document() + "#" + at.get().pointer())
                    || seen.size() > MAX_HOPS) {
                problem(value, "the reference leads to itself");
                return Optional.empty();
            }
            at = target(at.get());
        }
        if (at.isEmpty()) {
            problem(
                    value,
                    "the reference %s leads nowhere".formatted(value.text("$ref").orElse("")));
        }
        return at;
    }

    static boolean isReference(Located value) {
        return value.object().get("$ref") instanceof JsonString;
    }

    private Optional<Located> target(Located reference) {
        var text = reference.text("$ref").orElseThrow().strip();
        int hash = text.indexOf('#');
        var file = hash < 0 ? text : text.substring(0, hash);
        var fragment = hash < 0 ? "" : text.substring(hash + 1);
        try {
            var address =
                    file.isEmpty()
                            ? reference.document()
                            : reference.document().resolve(URI.create(file.replace(" ", "%20")));
            return root(address).flatMap(root -> at(root, decoded(fragment)));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private static String decoded(String fragment) {
        return fragment.contains("%")
                ? URI.create("#" + fragment.replace(" ", "%20")).getFragment()
                : fragment;
    }

    private Optional<Located> at(Located root, String pointer) {
        if (pointer.isEmpty() || pointer.equals("/")) {
            return Optional.of(root);
        }
        var at = Optional.of(root);
        for (var token : pointer.replaceFirst("^/", "").split("/", -1)) {
            var name = token.replace("~1", "/").replace("~0", "~");
            at = at.map(this::stepInto).flatMap(here -> child(here, name));
        }
        return at;
    }

    /// A pointer may go through a reference, although RFC 6901 knows none.
    private Located stepInto(Located here) {
        return isReference(here) ? resolve(here).orElse(here) : here;
    }

    private static Optional<Located> child(Located parent, String name) {
        var elements = parent.elements();
        if (!elements.isEmpty()) {
            return name.matches("[0-9]{1,6}") && Integer.parseInt(name) < elements.size()
                    ? Optional.of(elements.get(Integer.parseInt(name)))
                    : Optional.empty();
        }
        return parent.get(name);
    }

    private Optional<Located> root(URI address) {
        var known = roots.get(address);
        if (known == null) {
            known = load(address);
            roots.put(address, known);
        }
        return known;
    }

    private Optional<Located> load(URI address) {
        if (roots.size() >= MAX_DOCUMENTS || bytes > MAX_TOTAL_BYTES) {
            throw new DescriptionException(
                    "the description refers to more than %d documents, or 128 MiB"
                            .formatted(MAX_DOCUMENTS));
        }
        try {
            var content = source.read(address);
            bytes += content.length;
            read.add(address);
            return Optional.of(
                    new Located(address, "", DocumentParser.parse(content, fileName(address))));
        } catch (IOException | DescriptionException e) {
            problems.putIfAbsent(fileName(address), "it cannot be read: " + reason(e));
            return Optional.empty();
        }
    }

    private static String reason(Exception failure) {
        return failure instanceof java.nio.file.NoSuchFileException
                ? "there is no such file"
                : String.valueOf(failure.getMessage());
    }

    private static String fileName(URI address) {
        var path = address.getPath() == null ? address.toString() : address.getPath();
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
