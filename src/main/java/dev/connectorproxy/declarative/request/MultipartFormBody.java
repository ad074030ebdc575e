package dev.connectorproxy.declarative.request;

import dev.connectorproxy.openapi.RequestBody.Content;
import dev.connectorproxy.openapi.RequestBody.Part;
import dev.connectorproxy.toolkit.DataUrl;
import dev.connectorproxy.toolkit.FileDigest;
import dev.connectorproxy.toolkit.MultipartForm;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/// A body as `multipart/form-data` (OpenAPI 3.1, section 4.8.15.1.3): a file for each data URL, JSON for each object, text for the
/// rest. A list is one part for each element, all of its name. Immutable.
///
/// A data URL is sent as text where the schema says that the property is a string, and not that it is a file.
record MultipartFormBody(Map<String, Part> parts, JsonObject schema, SchemaLookup schemas)
        implements BodyWriter {
    private static final String JSON = "application/json";

    static MultipartFormBody of(Content content, SchemaLookup schemas) {
        return new MultipartFormBody(content.parts(), content.schema(), schemas);
    }

    @Override
    public Encoded write(JsonValue body) {
        var form = new MultipartForm();
        BodyWriter.fields(body)
                .forEach((name, value) -> {
                    StyledValue.checked(name, name);
                    var property = schemas.property(schema, name);
                    if (value instanceof JsonArray list && !isJson(name)) {
                        var items = schemas.items(property);
                        list.forEach(item -> add(form, name, items, item));
                    } else {
                        add(form, name, property, value);
                    }
                });
        return new Encoded(form.toBytes(), form.contentType());
    }

    private void add(MultipartForm form, String name, JsonObject property, JsonValue value) {
        if (value == JsonValue.NULL) {
            return;
        }
        var file = file(name, property, value);
        if (file.isPresent()) {
            form.addFile(name, file.get(), contentType(name, file.get()));
        } else if (value instanceof JsonString text) {
            FileDigest.refuse(name, text.getString());
            form.add(name, concreteType(name), utf8(name, text(name, property, text)));
        } else {
            boolean compound = value instanceof JsonObject || value instanceof JsonArray;
            var type = concreteType(name).or(() -> Optional.of(JSON).filter(_ -> compound));
            form.add(name, type, utf8(name, value.toString()));
        }
    }

    private Optional<DataUrl> file(String name, JsonObject property, JsonValue value) {
        boolean isText = schemas.isText(property) && !schemas.isFile(property);
        return isText && concreteType(name).isEmpty()
                ? Optional.empty()
                : FileContent.of(name, value);
    }

    private String text(String name, JsonObject property, JsonString value) {
        return schemas.isBase64(property)
                ? ScalarText.of(FileContent.base64(name, value))
                : value.getString();
    }

    private boolean isJson(String name) {
        return concreteType(name).filter(BodyKind::isJson).isPresent();
    }

    /// The type of a file: that of the description if it names a single one, else that of the file.
    private String contentType(String name, DataUrl file) {
        return concreteType(name).orElseGet(() -> file.contentType(name));
    }

    /// The only type that the description allows for a part.
    private Optional<String> concreteType(String name) {
        return Optional.ofNullable(parts.get(name))
                .flatMap(Part::contentType)
                .filter(type -> !BodyWriter.isRange(type) && !type.contains(","))
                .filter(type -> type.chars().allMatch(c -> c >= ' ' && c < 0x7F));
    }

    private static byte[] utf8(String name, String text) {
        return StyledValue.checked(name, text).getBytes(StandardCharsets.UTF_8);
    }
}
