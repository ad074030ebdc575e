package dev.connectorproxy.connector.smtp;

import jakarta.activation.DataHandler;
import jakarta.mail.MessagingException;
import jakarta.mail.Part;
import jakarta.mail.internet.ContentType;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.util.ByteArrayDataSource;
import java.util.Optional;

/// A file attached to an e-mail.
///
/// @param type without the parameter `name`
/// @param contentId by which the HTML version shows the file, as `cid:<contentId>` (RFC 2392)
record Attachment(String filename, ContentType type, byte[] content, Optional<String> contentId) {

    /// Converts this attachment to a part of the message.
    MimeBodyPart toBodyPart() throws MessagingException {
        var part = new MimeBodyPart();
        part.setDataHandler(
                new DataHandler(new ByteArrayDataSource(content, "application/octet-stream")));
        part.setHeader("Content-Type", withFilename(type.toString(), "Content-Type: ", "name"));
        part.setHeader("Content-Transfer-Encoding", "base64");
        part.setHeader(
                "Content-Disposition",
                withFilename(
                        contentId.isPresent() ? Part.INLINE : Part.ATTACHMENT,
                        "Content-Disposition: ",
                        "filename"));
        if (contentId.isPresent()) {
            part.setContentID("<" + contentId.get() + ">");
        }
        return part;
    }

    private String withFilename(String field, String name, String parameter) {
        return HeaderText.withParameter(field, name.length(), parameter, filename);
    }
}
