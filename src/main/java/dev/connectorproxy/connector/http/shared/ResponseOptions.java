package dev.connectorproxy.connector.http.shared;

import dev.connectorproxy.spi.Arguments;
import dev.connectorproxy.spi.HttpResponse;
import dev.connectorproxy.toolkit.ResponseFile;
import java.util.Base64;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;

/// What the caller wants of a response.
///
/// @param withHeaders whether the result has its headers (`include_response_headers`)
/// @param anyJson whether all types of JSON are parsed (`parse_json: any`), or `application/json` only
/// @param format how the body is returned (`response_format`)
/// @param filename the file name in a data URL, unless the response names one; empty for other formats
/// @param jsonDepth the maximum depth of JSON and XML
public record ResponseOptions(
        boolean withHeaders, boolean anyJson, Format format, String filename, int jsonDepth) {
    /// How the body of a response is returned.
    public enum Format {
        /// Parsed, or as text.
        TEXT,
        /// `data:<type>;name=<file name>;base64,<content>`, as SpiffArena's file fields have it.
        DATA_URL,
        BASE64
    }

    public ResponseOptions {
        Objects.requireNonNull(format, "format");
        Objects.requireNonNull(filename, "filename");
    }

    public static ResponseOptions of(Arguments arguments, HttpSettings settings) {
        var format =
                arguments
                        .string("response_format")
                        .filter(text -> !text.isEmpty())
                        .map(text -> Format.valueOf(text.toUpperCase(Locale.ROOT)))
                        .orElse(Format.TEXT);
        return new ResponseOptions(
                arguments.flag("include_response_headers"),
                arguments.string("parse_json").filter("any"::equalsIgnoreCase).isPresent(),
                format,
                format == Format.DATA_URL
                        ? ResponseFile.lastSegment(arguments.requiredString("url"))
                        : "",
                settings.jsonDepth());
    }

    /// Whether a body of this type is parsed as JSON: `application/json`, the types that extend it, such as
    /// `application/json-patch+json`, and on request every type of JSON.
    public boolean isJson(String contentType) {
        if (contentType.equals("application/json")) {
            return true;
        }
        return contentType.toLowerCase(Locale.ROOT).contains("json")
                && Stream.of(contentType.split("[;,\\s]+")).anyMatch(this::isJsonType);
    }

    private boolean isJsonType(String type) {
        var lower = type.toLowerCase(Locale.ROOT);
        return type.equals("application/json")
                || type.startsWith("application/json-") && type.endsWith("+json")
                || anyJson
                        && (lower.endsWith("+json")
                                || lower.equals("application/json")
                                || lower.equals("text/json"));
    }

    /// The body as a file.
    String toText(HttpResponse response) {
        return format == Format.BASE64
                ? Base64.getEncoder().encodeToString(response.body())
                : ResponseFile.toDataUrl(response, filename);
    }
}
