package dev.connectorproxy.importer.mock;

import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.Optional;

/// A parameter as its description has it.
record RawParameter(RawDocument document, JsonObject object) {

    String name() {
        return object.getString("name", "");
    }

    String in() {
        return object.getString("in", "");
    }

    boolean isRequired() {
        return object.get("required") == JsonValue.TRUE;
    }

    /// Of the value: Swagger 2.0 has its keywords beside the name.
    JsonObject schema() {
        if (document.isSwagger() && !object.containsKey("schema")) {
            return object;
        }
        return content()
                .map(type ->
                        RawDocument.child(
                                RawDocument.child(RawDocument.child(object, "content"), type),
                                "schema"))
                .orElseGet(() -> RawDocument.child(object, "schema"));
    }

    /// The media type of a parameter that is text in one.
    Optional<String> content() {
        return RawDocument.members(object, "content").keySet().stream().findFirst();
    }

    /// The style in the words of OpenAPI 3; `tabDelimited` is only in Swagger 2.0.
    String style() {
        if (object.get("style") instanceof JsonString style) {
            return style.getString();
        }
        var other =
                in().equals("query") || in().equals("cookie") || in().equals("formData")
                        ? "form"
                        : "simple";
        return switch (object.getString("collectionFormat", "")) {
            case "ssv" -> "spaceDelimited";
            case "tsv" -> "tabDelimited";
            case "pipes" -> "pipeDelimited";
            default -> other;
        };
    }

    boolean isExploded() {
        return document.isSwagger()
                ? object.getString("collectionFormat", "csv").equals("multi")
                : object.getBoolean("explode", style().equals("form"));
    }

    boolean isDoubleEncoded() {
        return object.getString("x-ms-url-encoding", "").equals("double");
    }
}
