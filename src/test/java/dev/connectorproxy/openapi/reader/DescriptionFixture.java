package dev.connectorproxy.openapi.reader;

import dev.connectorproxy.openapi.ApiDescription;
import dev.connectorproxy.openapi.Operation;
import dev.connectorproxy.openapi.OperationParameter;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/// Descriptions that are written in tests.
final class DescriptionFixture {
    static final DocumentSource NO_SOURCE =
            _ -> {
                throw new IOException("there is no other document");
            };

    private static final URI ADDRESS = URI.create("file:///api.yaml");

    private DescriptionFixture() {}

    static ApiDescription read(String text) {
        return read(text.getBytes(StandardCharsets.UTF_8));
    }

    static ApiDescription read(byte[] content) {
        return ApiDescriptionReader.read(ADDRESS, content, NO_SOURCE).description();
    }

    /// A description in OpenAPI 3.0 with these lines of YAML below its version.
    static ApiDescription openApi(String yaml) {
        return read("openapi: 3.0.3\ninfo: {title: T}\n" + yaml);
    }

    /// A description in Swagger 2.0 with these lines of YAML below its version.
    static ApiDescription swagger(String yaml) {
        return read("swagger: '2.0'\ninfo: {title: T}\nhost: api.example\n" + yaml);
    }

    /// The only operation of a description in Swagger 2.0, which has these lines of YAML.
    static Operation swaggerOperation(String path, String yaml) {
        return swagger("paths:\n  " + path + ":\n    post:\n" + yaml.indent(6))
                .operations()
                .getFirst();
    }

    /// What a schema of OpenAPI 3.0, written in one line of YAML, becomes.
    static JsonObject schema(String yaml) {
        return parameter("{name: q, in: query, schema: " + yaml + "}").schema();
    }

    static OperationParameter parameter(String yaml) {
        return openApi("paths: {/a: {get: {parameters: [" + yaml + "]}}}")
                .operations()
                .getFirst()
                .parameters()
                .getFirst();
    }

    static JsonObject json(String text) {
        try (var reader = Json.createReader(new StringReader(text.replace('\'', '"')))) {
            return reader.readObject();
        }
    }
}
