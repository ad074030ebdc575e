package dev.connectorproxy.docs;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonStructure;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// An OpenAPI 3.1 document on the class path, whose schemas can be held against values.
public final class OpenApiDocument {
    private final JsonObject root;
    private final String iri;
    private final SchemaRegistry schemas;

    private OpenApiDocument(String resource, String text) {
        this.root = parse(text);
        this.iri = "https://connector-proxy.invalid" + resource;
        this.schemas =
                SchemaRegistry.withDefaultDialect(
                        SpecificationVersion.DRAFT_2020_12, it -> it.schemas(Map.of(iri, text)));
    }

    /// The document that the proxy serves.
    static OpenApiDocument ours() {
        return read("/META-INF/openapi/openapi.json");
    }

    /// The document that the development server serves.
    public static OpenApiDocument devServer() {
        return read("/META-INF/openapi/dev-server.json");
    }

    /// The protocol as SpiffArena publishes it.
    static OpenApiDocument protocol() {
        return read("/protocol.openapi.json");
    }

    /// A value and where it stands: an example, and the schema it should fit.
    ///
    /// @param pointer to the example
    /// @param schema pointer to the schema beside it
    public record Example(String pointer, String schema, JsonValue value) {
        @Override
        public String toString() {
            return pointer;
        }
    }

    public JsonObject root() {
        return root;
    }

    /// The value at a pointer, references on the way and at its end followed.
    public JsonValue at(String pointer) {
        return root.getValue(resolve(pointer));
    }

    /// The pointer without references on the way or at its end.
    String resolve(String pointer) {
        var at = "";
        for (var step : pointer.isEmpty() ? new String[0] : pointer.substring(1).split("/")) {
            at = followed(at + "/" + step);
        }
        return at;
    }

    /// Every example that stands beside a schema at or below that place.
    public List<Example> examples(String pointer) {
        var found = new ArrayList<Example>();
        collect(resolve(pointer), found);
        return found;
    }

    /// What the schema at that place holds against the value.
    public List<String> complaints(String schemaPointer, JsonValue value) {
        var schema = schemas.getSchema(SchemaLocation.of(iri + "#" + resolve(schemaPointer)));
        return schema.validate(value.toString(), InputFormat.JSON).stream()
                .map(Error::toString)
                .toList();
    }

    /// A key of an object as a step of a pointer.
    public static String step(String key) {
        return "/" + key.replace("~", "~0").replace("/", "~1");
    }

    private String followed(String pointer) {
        return root.getValue(pointer) instanceof JsonObject it && it.containsKey("$ref")
                ? resolve(it.getString("$ref").substring(1))
                : pointer;
    }

    private void collect(String pointer, List<Example> found) {
        if (!(root.getValue(pointer) instanceof JsonObject node)) {
            return;
        }
        if (node.containsKey("schema")) {
            var schema = pointer + "/schema";
            if (node.containsKey("example")) {
                found.add(new Example(pointer + "/example", schema, node.get("example")));
            }
            node.getOrDefault("examples", JsonValue.EMPTY_JSON_OBJECT)
                    .asJsonObject()
                    .forEach((name, example) ->
                            found.add(
                                    new Example(
                                            pointer + "/examples" + step(name),
                                            schema,
                                            example.asJsonObject().get("value"))));
            return;
        }
        node.forEach((key, value) -> {
            if (value instanceof JsonStructure) {
                collect(followed(pointer + step(key)), found);
            }
        });
    }

    private static JsonObject parse(String text) {
        try (var reader = Json.createReader(new StringReader(text))) {
            return reader.readObject();
        }
    }

    private static OpenApiDocument read(String resource) {
        try (InputStream in = OpenApiDocument.class.getResourceAsStream(resource)) {
            return new OpenApiDocument(
                    resource, new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new AssertionError(resource + " cannot be read", e);
        }
    }
}
