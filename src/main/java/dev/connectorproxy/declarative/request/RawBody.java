package dev.connectorproxy.declarative.request;

import dev.connectorproxy.openapi.RequestBody.Content;
import dev.connectorproxy.toolkit.DataUrl;
import jakarta.json.JsonValue;

/// A body that is one text or one file: a data URL is sent as the file that it holds, everything else as text. Immutable.
///
/// @param mediaType may be a range, and JSON where the schema says that the body is a file: then the file's own type is sent
record RawBody(String mediaType, BodyKind kind) implements BodyWriter {
    private static final String CHARSET = "; charset=utf-8";

    static RawBody of(Content content, BodyKind kind) {
        return new RawBody(content.mediaType(), kind);
    }

    @Override
    public Encoded write(JsonValue body) {
        return FileContent.of(Refusals.BODY, body)
                .map(file -> new Encoded(file.content(), contentType(file)))
                .orElseGet(
                        () -> Encoded.of(StyledValue.text(Refusals.BODY, body), textContentType()));
    }

    @Override
    public boolean hasFreeContentType() {
        return true;
    }

    private boolean isFixed() {
        return !BodyWriter.isRange(mediaType) && !BodyKind.isJson(mediaType);
    }

    private String contentType(DataUrl file) {
        return isFixed() ? mediaType : file.contentType(Refusals.BODY);
    }

    private String textContentType() {
        if (!isFixed()) {
            return kind == BodyKind.TEXT ? "text/plain" + CHARSET : "application/octet-stream";
        }
        return mediaType.startsWith("text/") && !mediaType.contains(";")
                ? mediaType + CHARSET
                : mediaType;
    }
}
