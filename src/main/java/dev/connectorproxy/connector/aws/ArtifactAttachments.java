package dev.connectorproxy.connector.aws;

import dev.connectorproxy.spi.ConnectorException;
import dev.connectorproxy.spi.ErrorCode;
import dev.connectorproxy.toolkit.FileDigest;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// The images in `attachments` of the data, each of which follows the document on a page of its own, after one with its
/// number. Other files are refused rather than left out: a PDF may take any amount of memory to be read.
record ArtifactAttachments(List<String> images) {
    private static final Pattern IMAGE =
            Pattern.compile(
                    "data:image/(png|jpe?g|gif|bmp)(;[^,\"'<>]*)?;base64,[A-Za-z0-9+/=\\s]*",
                    Pattern.CASE_INSENSITIVE);
    private static final Pattern BODY_END = Pattern.compile("(?is)</body\\s*>");

    ArtifactAttachments {
        images = List.copyOf(images);
    }

    /// @throws ConnectorException `InvalidParameters`
    static ArtifactAttachments of(JsonObject data) {
        var images = new ArrayList<String>();
        if (data.getOrDefault("attachments", JsonValue.NULL) instanceof JsonArray list) {
            for (var file : list) {
                images.add(image("data.attachments[%d]".formatted(images.size()), file));
            }
        }
        return new ArtifactAttachments(images);
    }

    private static String image(String id, JsonValue file) {
        if (file instanceof JsonString text) {
            FileDigest.refuse(id, text.getString());
            if (IMAGE.matcher(text.getString().strip()).matches()) {
                return text.getString().strip();
            }
        }
        throw new ConnectorException(
                ErrorCode.INVALID_PARAMETERS,
                "parameter '%s' must be a data URL of a PNG, JPEG, GIF or BMP".formatted(id));
    }

    /// The HTML with the pages of the attachments at its end.
    String appendTo(String html) {
        if (images.isEmpty()) {
            return html;
        }
        var pages = new StringBuilder();
        for (int i = 0; i < images.size(); i++) {
            pages.append(
                    "<div style=\"page-break-before: always\"><h4>Attachment #%d</h4></div>"
                            .formatted(i + 1));
            pages.append(
                    "<div style=\"page-break-before: always\"><img style=\"max-width: 100%%; max-height: 230mm\" src=\"%s\"></div>"
                            .formatted(images.get(i)));
        }
        var end = BODY_END.matcher(html);
        int at =
                end.results()
                        .mapToInt(match -> match.start())
                        .reduce(html.length(), (_, last) -> last);
        return html.substring(0, at) + pages + html.substring(at);
    }
}
