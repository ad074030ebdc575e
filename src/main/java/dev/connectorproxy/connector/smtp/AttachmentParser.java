package dev.connectorproxy.connector.smtp;

import dev.connectorproxy.spi.Arguments;
import dev.connectorproxy.spi.ConnectorException;
import dev.connectorproxy.toolkit.DataUrl;
import jakarta.json.JsonArray;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.List;

/// Parses the parameter `attachments`: a list of `{filename, content_type, content_base64, content_id}`, of which
/// `content_base64` may be a data URL with the file's name and type, or of data URLs. A data URL alone is a list of
/// one. In place of `content_base64`, `path` may name a file of this machine.
///
/// @param files those that are named by `path`
/// @param typesByName whether a file without a type gets that of its name
record AttachmentParser(AttachmentFiles files, boolean typesByName) {
    static final String PARAMETER = "attachments";

    private static final int MAX_COUNT = 100;

    /// Parses the attachments of the call, in order.
    ///
    /// @throws ConnectorException `InvalidParameters`, `ConnectorNotConfigured`
    List<Attachment> parseAll(Arguments arguments) {
        var list = list(arguments.value(PARAMETER).orElse(JsonValue.EMPTY_JSON_ARRAY));
        if (list.size() > MAX_COUNT) {
            throw MailText.invalid(PARAMETER, "holds more than " + MAX_COUNT + " files");
        }
        var attachments = new ArrayList<Attachment>();
        for (var element : list) {
            attachments.add(
                    new AttachmentReader(PARAMETER + "[" + attachments.size() + "]", this)
                            .read(element));
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

    static boolean isDataUrl(JsonValue value) {
        return value instanceof JsonString text && DataUrl.isDataUrl(text.getString());
    }
}
