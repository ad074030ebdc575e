package dev.connectorproxy.connector.smtp;

import dev.connectorproxy.spi.Arguments;
import dev.connectorproxy.spi.ConnectorException;
import jakarta.activation.DataHandler;
import jakarta.mail.MessagingException;
import jakarta.mail.Part;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.util.ByteArrayDataSource;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/// The content of an e-mail: plain text, optionally an HTML version with the files that it shows, and attachments.
record EmailContent(String text, Optional<String> html, List<Attachment> attachments) {
    EmailContent {
        attachments = List.copyOf(attachments);
    }

    /// @param htmlId the parameter with the HTML version
    /// @throws ConnectorException `InvalidParameters`
    static EmailContent of(Arguments arguments, String htmlId, AttachmentParser attachments) {
        return new EmailContent(
                body(arguments, "email_body").orElse(""),
                body(arguments, htmlId).filter(html -> !html.isBlank()),
                attachments.parseAll(arguments));
    }

    /// Sets the content of a message, with the simplest MIME structure that can hold it.
    void writeTo(MimeMessage message) throws MessagingException {
        var mixedParts = attachments.stream().filter(file -> !isShown(file)).toList();
        if (mixedParts.isEmpty()) {
            setBody(message);
            return;
        }
        var body = new MimeBodyPart();
        setBody(body);
        var mixed = new MimeMultipart("mixed");
        mixed.addBodyPart(body);
        for (var attachment : mixedParts) {
            mixed.addBodyPart(attachment.toBodyPart());
        }
        message.setContent(mixed);
    }

    private void setBody(Part part) throws MessagingException {
        if (html.isPresent()) {
            part.setContent(alternatives(html.get()));
        } else {
            setText(part, "text/plain", text);
        }
    }

    /// The last alternative is the preferred one (RFC 2046, section 5.1.4).
    private MimeMultipart alternatives(String page) throws MessagingException {
        var both = new MimeMultipart("alternative");
        var plain = new MimeBodyPart();
        setText(plain, "text/plain", text);
        both.addBodyPart(plain);
        var rich = new MimeBodyPart();
        setHtml(rich, page);
        both.addBodyPart(rich);
        return both;
    }

    /// The page, together with the files that it shows (RFC 2387).
    private void setHtml(Part part, String page) throws MessagingException {
        var shown = attachments.stream().filter(this::isShown).toList();
        if (shown.isEmpty()) {
            setText(part, "text/html", page);
            return;
        }
        var related = new MimeMultipart("related; type=\"text/html\"");
        var root = new MimeBodyPart();
        setText(root, "text/html", page);
        related.addBodyPart(root);
        for (var file : shown) {
            related.addBodyPart(file.toBodyPart());
        }
        part.setContent(related);
    }

    private boolean isShown(Attachment file) {
        return html.isPresent() && file.contentId().isPresent();
    }

    private static void setText(Part part, String type, String text) throws MessagingException {
        var bytes = toCrLf(text).getBytes(StandardCharsets.UTF_8);
        part.setDataHandler(
                new DataHandler(new ByteArrayDataSource(bytes, type + "; charset=utf-8")));
    }

    /// Ends every line with CRLF, including the last one (RFC 5322, section 2.1).
    private static String toCrLf(String text) {
        var lines = text.replaceAll("\r\n|\r|\n", "\r\n");
        return lines.endsWith("\r\n") ? lines : lines + "\r\n";
    }

    private static Optional<String> body(Arguments arguments, String id) {
        return arguments.string(id).map(text -> MailText.checkBody(id, text));
    }
}
