package dev.connectorproxy.openapi.reader;

import jakarta.json.JsonValue;
import java.net.URI;

/// A document of a description. Two are the same only if they are one object.
final class SourceDocument {
    private final String name;
    private final URI address;
    private final JsonValue root;

    /// @param name before the JSON pointer of a problem; empty for the first document
    SourceDocument(String name, URI address, JsonValue root) {
        this.name = name;
        this.address = address;
        this.root = root;
    }

    String name() {
        return name;
    }

    URI address() {
        return address;
    }

    DocumentNode root() {
        return DocumentNode.root(this, root);
    }
}
