package dev.connectorproxy.connector.smtp;

import dev.connectorproxy.spi.ConnectorException;
import dev.connectorproxy.toolkit.DataUrl;
import dev.connectorproxy.toolkit.FileDigest;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.mail.internet.ContentType;
import jakarta.mail.internet.ParseException;
import java.net.URLConnection;
import java.util.Base64;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;

/// Reads one element of `attachments`. For one use.
final class AttachmentReader {
    private static final String CONTENT = "content_base64";
    private static final Set<String> KEYS =
            Set.of("filename", "content_type", CONTENT, "content_id", AttachmentFiles.PATH);
    private static final String DEFAULT_TYPE = "application/octet-stream";
    private static final int MAX_TYPE_LENGTH = 255; // RFC 6838, section 4.2, of both names

    private final String id;
    private final AttachmentParser parser;
    private JsonObject fields = JsonValue.EMPTY_JSON_OBJECT;

    /// @param id of the element, for messages
    AttachmentReader(String id, AttachmentParser parser) {
        this.id = id;
        this.parser = parser;
    }

    /// @throws ConnectorException `InvalidParameters`, `ConnectorNotConfigured`
    Attachment read(JsonValue element) {
        if (AttachmentParser.isDataUrl(element)) {
            return ofDataUrl(DataUrl.parse(id, ((JsonString) element).getString()));
        }
        if (!(element instanceof JsonObject object) || !KEYS.containsAll(object.keySet())) {
            throw MailText.invalid(
                    id,
                    "must be a data URL, or an object of filename, content_type, content_base64, path and content_id");
        }
        fields = object;
        var path = text(AttachmentFiles.PATH);
        if (fields.getOrDefault(CONTENT, JsonValue.NULL) == JsonValue.NULL && !path.isBlank()) {
            return ofFile(path);
        }
        var content = text(CONTENT);
        return DataUrl.isDataUrl(content)
                ? ofDataUrl(DataUrl.parse(id + "." + CONTENT, content))
                : ofBase64(content);
    }

    private Attachment ofFile(String path) {
        var name = text("filename");
        var content = parser.files().content(path);
        var filename = name.isBlank() ? path.substring(path.lastIndexOf('/') + 1) : name;
        return attachment(filename, givenType(filename, true), content);
    }

    private Attachment ofDataUrl(DataUrl file) {
        var given = text("content_type");
        var name = text("filename");
        return attachment(
                name.isBlank() ? file.filename().orElse("") : name,
                given.isBlank() ? uploadedType(file.mediaType()) : type(given),
                file.content());
    }

    private Attachment ofBase64(String base64) {
        FileDigest.refuse(id + "." + CONTENT, base64);
        var name = text("filename");
        return attachment(name, givenType(name, parser.typesByName()), decode(base64));
    }

    private ContentType givenType(String filename, boolean byName) {
        var given = text("content_type");
        return byName && given.isBlank()
                ? uploadedType(
                        Optional.ofNullable(
                                        URLConnection.getFileNameMap().getContentTypeFor(filename))
                                .orElse(DEFAULT_TYPE))
                : type(given);
    }

    private Attachment attachment(String name, ContentType type, byte[] content) {
        var filename = MailText.checkHeader(id + ".filename", name).strip();
        if (filename.isEmpty()) {
            throw MailText.invalid(id + ".filename", "is missing");
        }
        return new Attachment(filename, type, content, contentId());
    }

    private Optional<String> contentId() {
        var given = text("content_id").strip().replaceFirst("^<(.*)>$", "$1");
        if (!given.matches("[!-~&&[^<>()\\\\\",;:\\[\\]]]{0,200}")) {
            throw MailText.invalid(
                    id + ".content_id",
                    "must be at most 200 letters, digits and marks of ASCII, such as logo@example.com");
        }
        return Optional.of(given).filter(text -> !text.isEmpty());
    }

    private String text(String key) {
        return switch (fields.getOrDefault(key, JsonValue.NULL)) {
            case JsonString string -> string.getString();
            case JsonValue value when value == JsonValue.NULL -> {
                if (key.equals(CONTENT)) {
                    throw MailText.invalid(id + "." + key, "is missing");
                }
                yield "";
            }
            default -> throw MailText.invalid(id + "." + key, "must be a string (str)");
        };
    }

    /// The type that a browser named, or that goes with a name. The author of the diagram cannot change one that an attachment cannot have.
    private ContentType uploadedType(String text) {
        try {
            return type(text);
        } catch (ConnectorException _) {
            return type(DEFAULT_TYPE);
        }
    }

    private ContentType type(String text) {
        var name = id + ".content_type";
        try {
            var type =
                    new ContentType(
                            MailText.checkHeader(name, text.isBlank() ? DEFAULT_TYPE : text));
            var base = type.getBaseType();
            if (!base.chars().allMatch(c -> c > ' ' && c < 0x7F)
                    || base.length() > MAX_TYPE_LENGTH
                    || HeaderText.isTooLong(type.toString())) {
                throw new ParseException();
            }
            // RFC 2046, section 5.1 and 5.2, forbids base64 for these
            if (type.match("multipart/*") || type.match("message/*")) {
                throw MailText.invalid(
                        name, "cannot be " + base + "; application/octet-stream can carry it");
            }
            if (type.getParameterList() != null) { // may hold encoded line breaks
                var parameters = type.getParameterList();
                Collections.list(parameters.getNames())
                        .forEach(key -> MailText.checkHeader(name, parameters.get(key)));
                parameters.remove("name");
            }
            return type;
        } catch (ParseException _) {
            throw MailText.invalid(name, "is not a media type such as application/pdf");
        }
    }

    /// Line breaks within base64 are common and harmless.
    private byte[] decode(String base64) {
        try {
            return Base64.getDecoder().decode(base64.replaceAll("[\r\n\t ]", ""));
        } catch (IllegalArgumentException _) {
            throw MailText.invalid(id + "." + CONTENT, "is not base64");
        }
    }
}
