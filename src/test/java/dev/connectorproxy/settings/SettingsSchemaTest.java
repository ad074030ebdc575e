package dev.connectorproxy.settings;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.stream.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// The JSON schema of the settings file, for editors, is what the tables of etc/docs/settings.md say.
class SettingsSchemaTest {
    private static final Path PAGE = Path.of("etc", "docs", "settings.md");
    private static final Path SCHEMA = Path.of("etc", "settings.schema.json");
    private static final Path GENERATED = Path.of("target", "settings.schema.json");

    @Test
    void theSchemaHasEverySetting() throws IOException {
        var generated = generate();

        Files.createDirectories(GENERATED.getParent());
        Files.writeString(GENERATED, generated);
        assertThat(
                "cp %s %s updates the schema".formatted(GENERATED, SCHEMA),
                Files.readString(SCHEMA),
                is(generated));
    }

    private static String generate() throws IOException {
        var root = new Node();
        SettingsTable.read(PAGE).rows().forEach((key, row) -> root.add(key, row));
        var schema =
                root.section(true)
                        .add("$schema", "http://json-schema.org/draft-07/schema#")
                        .add("title", "Settings of connector-proxy")
                        .build();
        var out = new StringWriter();
        try (var writer =
                Json.createWriterFactory(Map.of(JsonGenerator.PRETTY_PRINTING, true))
                        .createWriter(out)) {
            writer.write(schema);
        }
        return out.toString().strip() + "\n";
    }

    /// A key of the file with what is below it.
    private static final class Node {
        private final Map<String, Node> children = new LinkedHashMap<>();
        private SettingsTable.Row row = new SettingsTable.Row("", List.of(), "");
        private boolean list;

        void add(String key, SettingsTable.Row added) {
            var node = this;
            for (var name : key.split("\\.")) {
                node = node.children.computeIfAbsent(name.replace("[]", ""), _ -> new Node());
                node.list |= name.endsWith("[]");
            }
            node.row = added;
        }

        JsonObject schema(boolean ofConnector) {
            var schema = children.isEmpty() ? leaf(ofConnector) : section(false);
            if (list) {
                schema =
                        Json.createObjectBuilder()
                                .add("type", types("array", "null"))
                                .add("items", schema);
            }
            if (!row.meaning().isEmpty()) {
                schema.add("description", row.meaning());
            }
            return schema.build();
        }

        /// Any key with dots is a path; the keys of connectors that are not built in are not known.
        JsonObjectBuilder section(boolean isRoot) {
            var properties = Json.createObjectBuilder();
            children.forEach((name, child) -> {
                if (!name.startsWith("<")) {
                    properties.add(
                            name,
                            isRoot && name.equals("connectors")
                                    ? child.connectors()
                                    : child.schema(false));
                }
            });
            boolean open = children.keySet().stream().anyMatch(name -> name.startsWith("<"));
            return Json.createObjectBuilder()
                    .add("type", types("object", "null"))
                    .add("properties", properties)
                    .add(
                            "patternProperties",
                            Json.createObjectBuilder().add("\\.", Json.createObjectBuilder()))
                    .add("additionalProperties", open);
        }

        private JsonObject connectors() {
            var properties = Json.createObjectBuilder();
            children.forEach((name, child) -> properties.add(name, child.connector()));
            return Json.createObjectBuilder()
                    .add("type", types("object", "null"))
                    .add("properties", properties)
                    .build();
        }

        private JsonObject connector() {
            var properties = Json.createObjectBuilder();
            children.forEach((name, child) ->
                    properties.add(
                            name,
                            child.children.isEmpty()
                                    ? child.schema(true)
                                    : Json.createObjectBuilder()
                                            .add("type", types("object", "null"))
                                            .build()));
            return Json.createObjectBuilder()
                    .add("type", types("object", "null"))
                    .add("properties", properties)
                    .add(
                            "patternProperties",
                            Json.createObjectBuilder().add("\\.", Json.createObjectBuilder()))
                    .add("additionalProperties", false)
                    .build();
        }

        private JsonObjectBuilder leaf(boolean ofConnector) {
            var schema = Json.createObjectBuilder();
            var value = row.value();
            if (ofConnector || value.isEmpty()) {
                return schema;
            }
            if (value.equals("[]")) {
                return schema.add("type", types("array", "string", "null"));
            }
            if (value.matches("true|false")) {
                return schema.add("enum", Json.createArrayBuilder(List.of(true, false)));
            }
            if (value.matches("[0-9]+")) {
                return schema.add("type", types("integer", "string")).add("pattern", "^[0-9]+$");
            }
            if (value.matches("PT?[0-9].*")) {
                return schema.add("type", "string").add("pattern", "^P");
            }
            if (value.matches("[0-9]+ [KM]iB")) {
                return schema.add("type", types("string", "integer"))
                        .add("pattern", "^[0-9]+ *(B|KiB|MiB)?$");
            }
            return schema.add("type", types("string", "null"));
        }

        private static JsonArray types(String... names) {
            return Json.createArrayBuilder(List.of(names)).build();
        }
    }
}
