package dev.connectorproxy.declarative.request;

import java.util.Locale;
import java.util.Optional;

/// How a body is serialized. The order is that of preference.
public enum BodyKind {
    /// The value as JSON.
    JSON,
    /// An object as `application/x-www-form-urlencoded`.
    FORM,
    /// An object as `multipart/form-data`; files as data URLs.
    MULTIPART,
    /// A text, or a file as data URL; the text of XML, too.
    TEXT,
    /// A file as data URL, or a text.
    BINARY;

    /// The kind of body that a media type is; empty for one that cannot be written.
    ///
    /// @param isText whether the schema says that the value is a string
    /// @param isFile whether the schema says that it is a file
    static Optional<BodyKind> of(String mediaType, boolean isText, boolean isFile) {
        var type = essence(mediaType);
        if (type.equals("application/x-www-form-urlencoded")) {
            return Optional.of(FORM);
        }
        if (type.startsWith("multipart/")) {
            return type.equals("multipart/form-data") || type.equals("multipart/*")
                    ? Optional.of(MULTIPART)
                    : Optional.empty();
        }
        if (isFile) {
            return Optional.of(BINARY);
        }
        if (isJson(type)) {
            return Optional.of(JSON);
        }
        if (type.endsWith("/xml") || type.endsWith("+xml")) {
            return isText ? Optional.of(TEXT) : Optional.empty();
        }
        return Optional.of(isText(type) ? TEXT : BINARY);
    }

    /// Whether JSON is of that media type, or of that range.
    public static boolean isJson(String mediaType) {
        var type = essence(mediaType);
        return type.endsWith("/json")
                || type.endsWith("+json")
                || type.equals("application/*")
                || type.equals("*/*");
    }

    /// The media type without its parameters, in lower case.
    public static String essence(String mediaType) {
        int parameters = mediaType.indexOf(';');
        return (parameters < 0 ? mediaType : mediaType.substring(0, parameters))
                .strip()
                .toLowerCase(Locale.ROOT);
    }

    private static boolean isText(String type) {
        return type.startsWith("text/")
                || type.endsWith("json-seq")
                || type.endsWith("ndjson")
                || type.endsWith("jsonl")
                || type.endsWith("yaml")
                || type.equals("application/graphql")
                || type.equals("application/jwt")
                || type.equals("application/sql");
    }
}
