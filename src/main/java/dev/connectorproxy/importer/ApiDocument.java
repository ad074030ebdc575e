package dev.connectorproxy.importer;

import dev.connectorproxy.openapi.ApiDescription;
import dev.connectorproxy.openapi.reader.ApiDescriptionReader;
import dev.connectorproxy.openapi.reader.DescriptionException;
import dev.connectorproxy.openapi.reader.DocumentBundle;
import dev.connectorproxy.openapi.reader.DocumentSource;
import dev.connectorproxy.settings.SettingsException;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import jakarta.json.stream.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Pattern;

/// An API description that was read. One of several files becomes one document: a newer version replaces one file at once, and a
/// connector reads one file instead of thousands. The document is JSON, because YAML files beside a connector are connectors.
///
/// @param file the name of its file
/// @param content the document in JSON; byte for byte as it was, if it was that
/// @param raw the content as JSON
/// @param documents how many files it had
record ApiDocument(String file, byte[] content, JsonObject raw, ApiDescription api, int documents) {
    private static final JsonProvider JSON = JsonProvider.provider();

    /// Where a document from a URL will be, which is relative to nothing.
    private static final URI LOCAL = URI.create("file:///openapi.json");

    private static final DocumentSource UNFOLLOWED =
            _ -> {
                throw new IOException("references to URLs are followed only with --follow-urls");
            };

    /// What the text of a description has and that of other JSON and YAML hardly ever.
    private static final Pattern MARK =
            Pattern.compile(
                    "(?m)^\\s*\\{?\\s*\"?(swagger|openapi)\"?\\s*:|\"(swagger|openapi)\"\\s*:");

    /// Whether it may be a description; a quick look at the text, before it is parsed.
    static boolean isLikely(byte[] content) {
        return MARK.matcher(new String(content, StandardCharsets.UTF_8).replace("\0", "")).find();
    }

    /// @throws SettingsException it cannot be read
    /// @throws DescriptionException it is no description
    static ApiDocument read(URI address, DocumentSource source) {
        try {
            return of(address, source.read(address), source);
        } catch (IOException e) {
            throw new SettingsException(
                    "%s: cannot be read: %s".formatted(fileName(address), reason(e)));
        }
    }

    /// @throws DescriptionException it is no description
    static ApiDocument of(URI address, byte[] content, DocumentSource source) {
        var bundle = DocumentBundle.of(address, content, source);
        var bytes = bundle.documents() == 1 && isJson(content) ? content : json(bundle.document());
        var api =
                "file".equals(address.getScheme())
                        ? ApiDescriptionReader.read(address, bytes, source)
                        : ApiDescriptionReader.read(LOCAL, bytes, UNFOLLOWED);
        return new ApiDocument(
                fileName(address), bytes, bundle.document(), api.description(), bundle.documents());
    }

    private static boolean isJson(byte[] content) {
        return new String(content, StandardCharsets.UTF_8).stripLeading().startsWith("{");
    }

    private static byte[] json(JsonValue value) {
        var bytes = new ByteArrayOutputStream();
        try (var writer =
                JSON.createWriterFactory(Map.of(JsonGenerator.PRETTY_PRINTING, true))
                        .createWriter(bytes, StandardCharsets.UTF_8)) {
            writer.write(value);
        }
        return bytes.toByteArray();
    }

    private static String fileName(URI address) {
        var path = address.getPath() == null ? address.toString() : address.getPath();
        return path.substring(path.lastIndexOf('/') + 1);
    }

    private static String reason(IOException e) {
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }
}
