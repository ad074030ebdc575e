package dev.connectorproxy.declarative.request;

import dev.connectorproxy.openapi.OperationParameter.Style;
import dev.connectorproxy.openapi.RequestBody.Content;
import dev.connectorproxy.openapi.RequestBody.Part;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.Map;

/// A body as `application/x-www-form-urlencoded` (OpenAPI 3.1, section 4.8.15.1.2). A property without an encoding of its own: a list
/// repeats its name, an object is JSON. Immutable.
record FormBody(Map<String, Part> parts, JsonObject schema, SchemaLookup schemas)
        implements BodyWriter {
    private static final String TYPE = "application/x-www-form-urlencoded";

    static FormBody of(Content content, SchemaLookup schemas) {
        return new FormBody(content.parts(), content.schema(), schemas);
    }

    @Override
    public Encoded write(JsonValue body) {
        var out = new StringBuilder();
        var fields = new Fields(out, "&");
        BodyWriter.fields(body)
                .forEach((name, value) -> {
                    if (value != JsonValue.NULL) {
                        add(fields, name, value);
                    }
                });
        return Encoded.of(out.toString(), TYPE);
    }

    private void add(Fields fields, String name, JsonValue value) {
        var part = parts.get(name);
        var escaping = Escaping.form(part != null && part.allowReserved());
        var escapedName = Escaping.FORM_NAME.apply(StyledValue.checked(name, name));
        if (part == null && value instanceof JsonObject || part != null && isJson(part)) {
            fields.addPair(
                    escapedName, escaping.apply(StyledValue.checked(name, value.toString())));
            return;
        }
        var style = part == null ? Style.FORM : part.style();
        boolean explode = part == null || part.explode();
        fields.add(
                new Fields.Format(escapedName, name, style, explode, escaping),
                base64(name, value));
    }

    private JsonValue base64(String name, JsonValue value) {
        return value instanceof JsonString && schemas.isBase64(schemas.property(schema, name))
                ? FileContent.base64(name, value)
                : value;
    }

    private static boolean isJson(Part part) {
        return part.contentType().filter(BodyKind::isJson).isPresent();
    }
}
