package dev.connectorproxy.declarative.bundled;

import dev.connectorproxy.declarative.file.CommandFile.Source;
import dev.connectorproxy.declarative.file.ConnectorFile;
import dev.connectorproxy.openapi.reader.DocumentBundle;
import dev.connectorproxy.toolkit.PercentCodec;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// Reduces the description of a vendor to what the requests of a bundled connector need: their operations, without responses, and the
/// schemas that these reach, without texts. `make vendor-description` runs it. For tests only.
final class VendorReduction {
    private static final Path FOLDER = Path.of("src/test/resources/vendors");
    private final JsonObject document;
    private final ConnectorFile connector;
    private final int depth;
    private final String[] renamed;
    private final Map<String, Object> reduced = new LinkedHashMap<>(); // values, and maps of them

    private VendorReduction(
            JsonObject document, ConnectorFile connector, int depth, String[] renamed) {
        this.document = document;
        this.connector = connector;
        this.depth = depth;
        this.renamed = renamed;
    }

    /// @param args the connector, the file with the description, how many references to follow, its source, its licence, and
    ///     optionally `from=to`, a text in its paths that is replaced
    public static void main(String[] args) throws IOException {
        var connector = ConnectorFile.read(args[0] + ".yaml", BundledFile.text(args[0] + ".yaml"));
        var reduction =
                new VendorReduction(
                        read(Path.of(args[1])),
                        connector,
                        Integer.parseInt(args[2]),
                        args.length > 5 ? args[5].split("=") : new String[] {"{", "{"});
        var text = reduction.reduce(args[3], args[4]).toString();
        Files.writeString(FOLDER.resolve(args[0] + ".json"), text.replace(",\"/", ",\n\"/") + "\n");
        System.out.println(args[0] + ": " + text.length() + " characters");
    }

    private static JsonObject read(Path file) throws IOException {
        try (var in = Files.newInputStream(file)) {
            return file.toString().endsWith(".json")
                    ? Json.createReader(in).readObject()
                    : DocumentBundle.of(
                                    file.toUri(),
                                    in.readAllBytes(),
                                    address -> Files.readAllBytes(Path.of(address)))
                            .document();
        }
    }

    private JsonObject reduce(String source, String licence) {
        for (var key : List.of("swagger", "openapi", "consumes")) {
            if (document.containsKey(key)) {
                reduced.put(key, document.get(key));
            }
        }
        var info = document.getJsonObject("info");
        reduced.put(
                "info",
                Json.createObjectBuilder()
                        .add("title", info.getString("title"))
                        .add("version", info.getString("version"))
                        .add("license", Json.createObjectBuilder().add("name", licence))
                        .add("x-source", source + replacement())
                        .add(
                                "description",
                                "Reduced to the requests of the connector %s, without texts and responses; references beyond %d are open."
                                        .formatted(connector.name(), depth))
                        .build());
        var paths = paths();
        reduced.put("paths", paths);
        follow(DescriptionPart.references(paths), 1);
        return object(reduced);
    }

    private String replacement() {
        return renamed[0].equals(renamed[1])
                ? ""
                : ", with %s in paths for %s".formatted(renamed[1], renamed[0]);
    }

    /// The operations, under their whole paths.
    private JsonObject paths() {
        var paths = new LinkedHashMap<String, Map<String, JsonValue>>();
        for (var request : requests()) {
            var items = document.getJsonObject("paths").keySet().stream();
            var found = items.filter(item -> isOf(request, item)).toList();
            if (found.isEmpty()) {
                System.err.println(
                        connector.name()
                                + ": not described: "
                                + request.method()
                                + " "
                                + request.path());
            }
            for (var item : found) {
                keep(item, request.method(), paths);
            }
        }
        var object = Json.createObjectBuilder();
        paths.forEach((path, item) -> object.add(path, object(new TreeMap<>(item))));
        return object.build();
    }

    /// @param path the template, without what differs in its variables
    private record SentRequest(String method, String path) implements Comparable<SentRequest> {
        @Override
        public int compareTo(SentRequest other) {
            return toString().compareTo(other.toString());
        }
    }

    private Set<SentRequest> requests() {
        var server = path(connector.server().orElseThrow());
        var sent = new TreeSet<SentRequest>();
        for (var command : connector.commands()) {
            for (var request : ((Source.OfRequests) command.source()).requests()) {
                var method = request.method().toLowerCase(Locale.ROOT);
                sent.add(new SentRequest(method, shape(server + request.path())));
            }
        }
        return sent;
    }

    private boolean isOf(SentRequest request, String item) {
        return shape(whole(item)).equals(request.path())
                && document.getJsonObject("paths")
                        .getJsonObject(item)
                        .containsKey(request.method());
    }

    private void keep(String item, String method, Map<String, Map<String, JsonValue>> paths) {
        var described = document.getJsonObject("paths").getJsonObject(item);
        var kept = paths.computeIfAbsent(whole(item), _ -> new LinkedHashMap<>());
        kept.put(method, operation(described.getJsonObject(method)));
        if (described.containsKey("parameters")) {
            kept.put("parameters", DescriptionPart.withoutTexts(described.get("parameters")));
        }
    }

    private String whole(String item) {
        return base() + item.replace(renamed[0], renamed[1]);
    }

    private static JsonObject operation(JsonObject operation) {
        var kept = Json.createObjectBuilder();
        for (var key : List.of("parameters", "requestBody", "consumes")) {
            if (operation.containsKey(key)) {
                kept.add(key, DescriptionPart.withoutTexts(operation.get(key)));
            }
        }
        return kept.add("responses", JsonValue.EMPTY_JSON_OBJECT).build();
    }

    private String base() {
        if (document.containsKey("swagger")) {
            return document.getString("basePath", "").replaceFirst("/$", "");
        }
        return document.getJsonArray("servers") == null
                ? ""
                : path(document.getJsonArray("servers").getJsonObject(0).getString("url"));
    }

    private static String path(String url) {
        return url.replaceFirst("^(https?://[^/]*|\\{[^}]*})", "").replaceFirst("/$", "");
    }

    private static String shape(String path) {
        return path.replaceAll("\\{[^}]*}", "{}");
    }

    /// Adds what references refer to, and then what that refers to.
    private void follow(Set<String> references, int level) {
        var next = new TreeSet<String>();
        for (var reference : references) {
            var keys =
                    List.of(reference.substring(2).split("/")).stream()
                            .map(key -> PercentCodec.decodeLeniently(key))
                            .toList();
            var value =
                    level > depth
                            ? JsonValue.EMPTY_JSON_OBJECT
                            : DescriptionPart.withoutTexts(
                                    Json.createPointer("/" + String.join("/", keys))
                                            .getValue(document));
            if (put(keys, value)) {
                next.addAll(DescriptionPart.references(value));
            }
        }
        if (!next.isEmpty()) {
            follow(next, level + 1);
        }
    }

    @SuppressWarnings("unchecked") // only this class puts maps into it
    private boolean put(List<String> keys, JsonValue value) {
        var parent = reduced;
        for (var key : keys.subList(0, keys.size() - 1)) {
            parent = (Map<String, Object>) parent.computeIfAbsent(key, _ -> new LinkedHashMap<>());
        }
        return parent.putIfAbsent(keys.getLast().replace("~1", "/").replace("~0", "~"), value)
                == null;
    }

    @SuppressWarnings("unchecked")
    private static JsonObject object(Map<String, ?> members) {
        JsonObjectBuilder object = Json.createObjectBuilder();
        members.forEach((name, member) ->
                object.add(
                        name,
                        member instanceof JsonValue value
                                ? value
                                : object((Map<String, ?>) member)));
        return object.build();
    }
}
