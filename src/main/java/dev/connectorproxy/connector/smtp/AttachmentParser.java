package dev.connectorproxy.connector.smtp;

import dev.connectorproxy.spi.Arguments;
import dev.connectorproxy.spi.ConnectorException;
import dev.connectorproxy.toolkit.DataUrl;
import dev.connectorproxy.toolkit.FileDigest;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.mail.internet.ContentType;
import jakarta.mail.internet.ParseException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Parses the parameter `attachments`: a list of `{filename, content_type, content_base64, content_id}`, of which
/// `content_base64` may be a data URL with the file's name and type, or of data URLs. A data URL alone is a list of
/// one.
final class AttachmentParser {
    private static final String PARAMETER = "attachments";
    private static final String CONTENT = "content_base64";
    private static final int MAX_COUNT = 100;
    private static final Set<String> KEYS =
            Set.of("filename", "content_type", CONTENT, "content_id");
    private static final String DEFAULT_TYPE = "application/octet-stream";
    private static final int MAX_TYPE_LENGTH = 255; // RFC 6838, section 4.2, of both names

    private final String id;
    private final JsonObject fields;

    private AttachmentParser(String id, JsonObject fields) {
        this.id = id;
        this.fields = fields;
    }

    /// Parses the attachments of the call, in order.
    ///
    /// @throws ConnectorException `InvalidParameters`
    static List<Attachment> parseAll(Arguments arguments) {
        var list = list(arguments.value(PARAMETER).orElse(JsonValue.EMPTY_JSON_ARRAY));
        if (list.size() > MAX_COUNT) {
            throw MailText.invalid(PARAMETER, "holds more than " + MAX_COUNT + " files");
        }
        var attachments = new ArrayList<Attachment>();
        for (var element : list) {
            attachments.add(parse(PARAMETER + "[" + attachments.size() + "]", element));
        }
        return attachments;
    }

    private static List<JsonValue> list(JsonValue given) {
        if (given instanceof JsonArray array) {
            return array;
        }
        if (isDataUrl(given)) {
            return List.of(given);
        }
        throw MailText.invalid(
                PARAMETER,
                "must be a list of data URLs or of {filename, content_type, content_base64}");
    }

    private static boolean isDataUrl(JsonValue value) {
        return value instanceof JsonString text && DataUrl.isDataUrl(text.getString());
    }

    private static Attachment parse(String id, JsonValue given) {
        if (isDataUrl(given)) {
            var file = DataUrl.parse(id, ((JsonString) given).getString());
            return new AttachmentParser(id, JsonValue.EMPTY_JSON_OBJECT).ofDataUrl(file);
        }
        if (!(given instanceof JsonObject fields) || !KEYS.containsAll(fields.keySet())) {
            throw MailText.invalid(
                    id,
                    "must be a data URL, or an object of filename, content_type, content_base64 and content_id");
        }
        var parser = new AttachmentParser(id, fields);
        var content = parser.text(CONTENT);
        return DataUrl.isDataUrl(content)
                ? parser.ofDataUrl(DataUrl.parse(id + "." + CONTENT, content))
                : parser.ofBase64(content);
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
        return attachment(text("filename"), type(text("content_type")), decode(base64));
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

    /// The type that a browser named. The author of the diagram cannot change one that an attachment cannot have.
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
