package dev.connectorproxy.connector.smtp;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.UUID;

/// An e-mail ready to be sent, with its SMTP envelope.
///
/// @param sender the envelope sender
/// @param recipients the envelope recipients without duplicates, including those of `email_bcc`
/// @param international whether an address needs SMTPUTF8 (RFC 6531)
/// @param size in bytes
record EmailMessage(
        MimeMessage message,
        String sender,
        List<String> recipients,
        boolean international,
        long size) {
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("EEE, d MMM yyyy HH:mm:ss Z", Locale.ENGLISH)
                    .withZone(ZoneOffset.UTC);

    EmailMessage {
        recipients = List.copyOf(recipients);
    }

    /// @param now the time for the header field Date
    static EmailMessage of(EmailHeaders headers, EmailContent content, Instant now) {
        try {
            var message = message(headers.international(), headers.from().getAddress());
            headers.writeTo(message);
            message.setHeader("Date", DATE.format(now));
            content.writeTo(message);
            message.saveChanges();
            return new EmailMessage(
                    message,
                    headers.from().getAddress(),
                    headers.recipients(),
                    headers.international(),
                    size(message));
        } catch (MessagingException | IOException e) {
            throw new IllegalStateException("a message of checked parts cannot be written", e);
        }
    }

    /// A message whose Message-ID has the sender's domain, and does not reveal the name of this machine.
    private static MimeMessage message(boolean international, String from) {
        var settings = new Properties();
        settings.setProperty("mail.mime.allowutf8", Boolean.toString(international));
        var id = "<" + UUID.randomUUID() + from.substring(from.lastIndexOf('@')) + ">";
        return new MimeMessage(Session.getInstance(settings)) {
            @Override
            protected void updateMessageID() throws MessagingException {
                setHeader("Message-ID", id);
            }
        };
    }

    private static long size(MimeMessage message) throws MessagingException, IOException {
        var counter = new CountingStream();
        message.writeTo(counter);
        return counter.bytes;
    }

    private static final class CountingStream extends OutputStream {
        private long bytes;

        @Override
        public void write(int one) {
            bytes++;
        }

        @Override
        public void write(byte[] many, int offset, int length) {
            bytes += length;
        }
    }
}
