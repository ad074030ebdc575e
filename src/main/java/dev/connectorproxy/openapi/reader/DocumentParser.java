package dev.connectorproxy.openapi.reader;

import jakarta.json.JsonException;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import jakarta.json.stream.JsonParsingException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/// Reads the text of a document, JSON or YAML, which its content decides and not its name.
final class DocumentParser {
    private static final JsonProvider JSON = JsonProvider.provider();

    private DocumentParser() {}

    /// @throws DescriptionException it is neither
    static JsonValue parse(byte[] bytes, String name) {
        var text = decode(bytes, name);
        if (!text.stripLeading().startsWith("{")) {
            return YamlDocument.parse(text, name);
        }
        try (var reader = JSON.createReader(new StringReader(text))) {
            return reader.readValue();
        } catch (JsonParsingException e) {
            return yamlOrElse(text, name, e);
        } catch (JsonException _) {
            throw new DescriptionException(name + ": is nested too deeply, or too large");
        }
    }

    /// JSON with comments or with a comma too many is YAML.
    private static JsonValue yamlOrElse(String text, String name, JsonParsingException failure) {
        try {
            return YamlDocument.parse(text, name);
        } catch (DescriptionException _) {
            var place = failure.getLocation();
            throw new DescriptionException(
                    "%s:%d:%d: is not valid JSON"
                            .formatted(name, place.getLineNumber(), place.getColumnNumber()));
        }
    }

    private static String decode(byte[] bytes, String name) {
        var charset = charset(bytes);
        try {
            var text = charset.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
            return text.startsWith("\ufeff") ? text.substring(1) : text;
        } catch (CharacterCodingException _) {
            throw new DescriptionException(
                    name + ": is not text in " + charset + "; save it as UTF-8");
        }
    }

    /// By the byte order mark.
    private static Charset charset(byte[] bytes) {
        if (bytes.length >= 2 && (bytes[0] & 0xFF) == 0xFF && (bytes[1] & 0xFF) == 0xFE) {
            return StandardCharsets.UTF_16LE;
        }
        if (bytes.length >= 2 && (bytes[0] & 0xFF) == 0xFE && (bytes[1] & 0xFF) == 0xFF) {
            return StandardCharsets.UTF_16BE;
        }
        return StandardCharsets.UTF_8;
    }
}
