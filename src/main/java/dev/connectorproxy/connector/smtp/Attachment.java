package dev.connectorproxy.connector.smtp;

import dev.connectorproxy.spi.Arguments;
import dev.connectorproxy.spi.ConnectorException;
import dev.connectorproxy.toolkit.FileDigest;
import jakarta.activation.DataHandler;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.ContentDisposition;
import jakarta.mail.internet.ContentType;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.ParameterList;
import jakarta.mail.internet.ParseException;
import jakarta.mail.util.ByteArrayDataSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Set;

/// A file attached to an e-mail: `{filename, content_type, content_base64}`.
record Attachment(String filename, ContentType type, byte[] content) {
    private static final String PARAMETER = "attachments";
    private static final int MAX_COUNT = 100;
    private static final Set<String> KEYS = Set.of("filename", "content_type", "content_base64");
    private static final String DEFAULT_TYPE = "application/octet-stream";

    /// Parses the attachments of the call, in order.
    ///
    /// @throws ConnectorException `InvalidParameters`
    static List<Attachment> parseAll(Arguments arguments) {
        var given = arguments.value(PARAMETER).orElse(JsonValue.EMPTY_JSON_ARRAY);
        if (!(given instanceof JsonArray list)) {
            throw MailText.invalid(
                    PARAMETER, "must be a list of {filename, content_type, content_base64}");
        }
        if (list.size() > MAX_COUNT) {
            throw MailText.invalid(PARAMETER, "holds more than " + MAX_COUNT + " files");
        }
        var attachments = new ArrayList<Attachment>();
        for (var element : list) {
            attachments.add(parse(PARAMETER + "[" + attachments.size() + "]", element));
        }
        return attachments;
    }

    /// Converts this attachment to a part of the message.
    MimeBodyPart toBodyPart() throws MessagingException {
        var part = new MimeBodyPart();
        part.setDataHandler(new DataHandler(new ByteArrayDataSource(content, DEFAULT_TYPE)));
        part.setHeader("Content-Type", type.toString());
        part.setHeader("Content-Transfer-Encoding", "base64");
        var disposition = new ContentDisposition("attachment");
        disposition.setParameterList(withFilename("filename", new ParameterList()));
        part.setHeader("Content-Disposition", disposition.toString());
        return part;
    }

    private static Attachment parse(String id, JsonValue given) {
        if (!(given instanceof JsonObject fields) || !KEYS.containsAll(fields.keySet())) {
            throw MailText.invalid(
                    id, "must be an object of filename, content_type and content_base64");
        }
        var filename = MailText.checkHeader(id + ".filename", text(id, fields, "filename")).strip();
        if (filename.isEmpty()) {
            throw MailText.invalid(id + ".filename", "is missing");
        }
        var type = type(id + ".content_type", text(id, fields, "content_type"));
        var attachment =
                new Attachment(
                        filename,
                        type,
                        content(id + ".content_base64", text(id, fields, "content_base64")));
        type.setParameterList(
                attachment.withFilename(
                        "name",
                        type.getParameterList() == null
                                ? new ParameterList()
                                : type.getParameterList()));
        return attachment;
    }

    private ParameterList withFilename(String parameter, ParameterList list) {
        list.set(parameter, filename, "UTF-8");
        return list;
    }

    private static String text(String id, JsonObject fields, String key) {
        return switch (fields.getOrDefault(key, JsonValue.NULL)) {
            case JsonString string -> string.getString();
            case JsonValue value when value == JsonValue.NULL -> {
                if (key.equals("content_base64")) {
                    throw MailText.invalid(id + "." + key, "is missing");
                }
                yield "";
            }
            default -> throw MailText.invalid(id + "." + key, "must be a string (str)");
        };
    }

    private static ContentType type(String id, String text) {
        try {
            var type =
                    new ContentType(MailText.checkHeader(id, text.isBlank() ? DEFAULT_TYPE : text));
            var base = type.getBaseType();
            if (!base.chars().allMatch(c -> c > ' ' && c < 0x7F)) {
                throw new ParseException();
            }
            // RFC 2046, section 5.1 and 5.2, forbids base64 for these
            if (type.match("multipart/*") || type.match("message/*")) {
                throw MailText.invalid(
                        id, "cannot be " + base + "; application/octet-stream can carry it");
            }
            if (type.getParameterList() != null) { // may hold encoded line breaks
                var parameters = type.getParameterList();
                Collections.list(parameters.getNames())
                        .forEach(name -> MailText.checkHeader(id, parameters.get(name)));
            }
            return type;
        } catch (ParseException _) {
            throw MailText.invalid(id, "is not a media type such as application/pdf");
        }
    }

    /// Line breaks within base64 are common and harmless.
    private static byte[] content(String id, String base64) {
        FileDigest.refuse(id, base64);
        try {
            return Base64.getDecoder().decode(base64.replaceAll("[\r\n\t ]", ""));
        } catch (IllegalArgumentException _) {
            throw MailText.invalid(id, "is not base64");
        }
    }
}
