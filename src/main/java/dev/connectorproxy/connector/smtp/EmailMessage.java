package dev.connectorproxy.connector.smtp;

import dev.connectorproxy.spi.Arguments;
import dev.connectorproxy.spi.ConnectorException;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.UUID;
import java.util.stream.Stream;

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
    /// @throws ConnectorException `InvalidParameters`
    static EmailMessage of(Arguments arguments, Instant now) {
        var subject =
                MailText.checkHeader("email_subject", arguments.string("email_subject").orElse(""));
        var from = EmailAddresses.parseOne(arguments, "email_from");
        var to = EmailAddresses.parseAtLeastOne(arguments, "email_to");
        var cc = EmailAddresses.parseAll(arguments, "email_cc");
        var bcc = EmailAddresses.parseAll(arguments, "email_bcc");
        var replyTo = EmailAddresses.parseAll(arguments, "email_reply_to");
        var content = EmailContent.of(arguments);
        boolean international =
                Stream.of(List.of(from), to, cc, bcc, replyTo)
                        .flatMap(Collection::stream)
                        .anyMatch(address -> !address.getAddress().chars().allMatch(c -> c < 0x80));
        try {
            var message = message(international, from.getAddress());
            message.setFrom(from);
            message.setRecipients(RecipientType.TO, toArray(to));
            message.setRecipients(RecipientType.CC, toArray(cc));
            if (!replyTo.isEmpty()) {
                message.setReplyTo(toArray(replyTo));
            }
            message.setSubject(subject, "UTF-8");
            message.setHeader("Date", DATE.format(now));
            content.writeTo(message);
            message.saveChanges();
            return new EmailMessage(
                    message,
                    from.getAddress(),
                    Stream.of(to, cc, bcc)
                            .flatMap(Collection::stream)
                            .map(InternetAddress::getAddress)
                            .distinct()
                            .toList(),
                    international,
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

    private static InternetAddress[] toArray(List<InternetAddress> addresses) {
        return addresses.toArray(InternetAddress[]::new);
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
