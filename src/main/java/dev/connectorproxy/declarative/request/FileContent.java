package dev.connectorproxy.declarative.request;

import dev.connectorproxy.toolkit.DataUrl;
import dev.connectorproxy.toolkit.FileDigest;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/// Files in values: data URLs as SpiffArena's forms send them. Its markers for files whose content it keeps itself are refused.
final class FileContent {
    private static final JsonProvider JSON = JsonProvider.provider();

    private FileContent() {}

    /// The file that a value is; empty if it is not a data URL, but some text.
    ///
    /// @param name for error messages
    /// @throws dev.connectorproxy.spi.ConnectorException `InvalidParameters`
    static Optional<DataUrl> of(String name, JsonValue value) {
        if (!(value instanceof JsonString string)) {
            return Optional.empty();
        }
        var text = string.getString();
        if (DataUrl.isFile(text)) {
            return Optional.of(DataUrl.parse(name, text));
        }
        FileDigest.refuse(name, text);
        return Optional.empty();
    }

    /// The bytes to be sent for a value where a file is expected: the content of the file, or the text.
    static byte[] content(String name, JsonValue value) {
        return of(name, value)
                .map(DataUrl::content)
                .orElseGet(() -> StyledValue.text(name, value).getBytes(StandardCharsets.UTF_8));
    }

    /// The value where base64 is expected: the content of a file as base64, or the text as it is.
    static JsonValue base64(String name, JsonValue value) {
        return of(name, value)
                .<JsonValue>map(file ->
                        JSON.createValue(Base64.getEncoder().encodeToString(file.content())))
                .orElse(value);
    }
}
