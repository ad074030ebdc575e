package dev.connectorproxy.connector.smtp;

import dev.connectorproxy.spi.Arguments;
import dev.connectorproxy.spi.ConnectorException;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeUtility;
import java.io.UnsupportedEncodingException;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/// The header fields of an e-mail that come from the arguments, each checked and of limited length.
record EmailHeaders(
        String subject,
        InternetAddress from,
        List<InternetAddress> to,
        List<InternetAddress> cc,
        List<InternetAddress> bcc,
        List<InternetAddress> replyTo) {
    EmailHeaders {
        to = List.copyOf(to);
        cc = List.copyOf(cc);
        bcc = List.copyOf(bcc);
        replyTo = List.copyOf(replyTo);
    }

    /// @throws ConnectorException `InvalidParameters`
    static EmailHeaders of(Arguments arguments) {
        var headers =
                new EmailHeaders(
                        MailText.checkHeader(
                                "email_subject", arguments.string("email_subject").orElse("")),
                        EmailAddresses.parseOne(arguments, "email_from"),
                        EmailAddresses.parseAll(arguments, "email_to"),
                        EmailAddresses.parseAll(arguments, "email_cc"),
                        EmailAddresses.parseAll(arguments, "email_bcc"),
                        EmailAddresses.parseAll(arguments, "email_reply_to"));
        if (headers.recipients().isEmpty()) {
            throw MailText.invalid("email_to", "holds no address, nor do email_cc and email_bcc");
        }
        if (headers.recipients().size() > EmailAddresses.MAX_ADDRESSES) {
            throw MailText.invalid(
                    "email_to",
                    "holds, with email_cc and email_bcc, more than %d addresses"
                            .formatted(EmailAddresses.MAX_ADDRESSES));
        }
        return headers;
    }

    /// The envelope recipients without duplicates, including those of `email_bcc`.
    List<String> recipients() {
        return Stream.of(to, cc, bcc)
                .flatMap(Collection::stream)
                .map(InternetAddress::getAddress)
                .distinct()
                .toList();
    }

    /// Whether an address needs SMTPUTF8 (RFC 6531).
    boolean international() {
        return Stream.of(List.of(from), to, cc, bcc, replyTo)
                .flatMap(Collection::stream)
                .anyMatch(address -> !address.getAddress().chars().allMatch(c -> c < 0x80));
    }

    /// Sets the fields of a message; recipients of `email_bcc` have none.
    void writeTo(MimeMessage message) throws MessagingException, UnsupportedEncodingException {
        message.setFrom(from);
        if (to.isEmpty() && cc.isEmpty()) {
            message.setHeader("To", "undisclosed-recipients:;"); // RFC 5322, appendix A.1.3
        } else {
            message.setRecipients(RecipientType.TO, toArray(to));
        }
        message.setRecipients(RecipientType.CC, toArray(cc));
        if (!replyTo.isEmpty()) {
            message.setReplyTo(toArray(replyTo));
        }
        message.setHeader(
                "Subject", MimeUtility.fold("Subject: ".length(), HeaderText.encode(subject)));
    }

    private static InternetAddress[] toArray(List<InternetAddress> addresses) {
        return addresses.toArray(InternetAddress[]::new);
    }
}
