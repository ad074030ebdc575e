package dev.connectorproxy.connector.smtp;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.arrayContaining;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.connectorproxy.connector.smtp.MailServer.ReplyScript;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// E-mails as a server receives them (GreenMail with a login).
class EmailMessageTest {
    private static final byte[] PDF = {0x25, 0x50, 0x44, 0x46, 0, (byte) 0xFF, 10, 13};

    @Test
    void sendsAnEmailWithEveryParameter() throws Exception {
        try (var mail = new Mailbox()) {
            var done =
                    mail.sending()
                            .with("smtp_user", "me")
                            .with("smtp_password", "pä55")
                            .with("email_from", "Jörg Müller <from@example.com>")
                            .with("email_to", "to@example.com, \"Doe, Jane\" <jane@example.com>")
                            .with("email_cc", "cc@example.com")
                            .with("email_bcc", "bcc@example.com, to@example.com")
                            .with("email_reply_to", "Büro <office@example.com>")
                            .with("email_subject", "Grüße € 😀")
                            .with("email_body", "Körper\n.Punkt")
                            .with("email_html_body", "<p>Körper</p>")
                            .with("attachments", attachment("Übersicht 1.pdf", "application/pdf"))
                            .send();

            assertThat(SendEmailCall.message(done), is(""));
            var received = mail.received();
            assertThat(received.length, is(4));
            var message = received[0];
            assertThat(message.getSubject(), is("Grüße € 😀"));
            assertThat(
                    message.getFrom(),
                    arrayContaining(
                            new InternetAddress("from@example.com", "Jörg Müller", "UTF-8")));
            assertThat(
                    ((InternetAddress) message.getRecipients(RecipientType.TO)[1]).getPersonal(),
                    is("Doe, Jane"));
            assertThat(message.getRecipients(RecipientType.CC)[0].toString(), is("cc@example.com"));
            assertThat(((InternetAddress) message.getReplyTo()[0]).getPersonal(), is("Büro"));
            assertThat(raw(message), not(containsString("bcc@example.com")));
            var mixed = (MimeMultipart) message.getContent();
            assertThat(mixed.getContentType(), containsString("multipart/mixed"));
            var both = (MimeMultipart) mixed.getBodyPart(0).getContent();
            assertThat(both.getContentType(), containsString("multipart/alternative"));
            assertThat(both.getBodyPart(0).getContent(), is("Körper\r\n.Punkt\r\n"));
            assertThat(both.getBodyPart(1).getContent(), is("<p>Körper</p>\r\n"));
            var file = mixed.getBodyPart(1);
            assertThat(file.getFileName(), is("Übersicht 1.pdf"));
            assertThat(file.isMimeType("application/pdf"), is(true));
            assertThat(file.getInputStream().readAllBytes(), is(PDF));
        }
    }

    @Test
    void acceptsUserAndPasswordAsNumbers() throws Exception {
        try (var mail = new Mailbox()) {
            var done =
                    mail.sending()
                            .with("smtp_user", Json.createValue(4711))
                            .with("smtp_password", Json.createValue(1234))
                            .send();

            assertThat(SendEmailCall.message(done), is(""));
            assertThat(mail.received().length, is(1));
        }
    }

    @Test
    void setsADateAndAMessageIdThatRevealsNothingOfThisMachine() throws Exception {
        try (var mail = new Mailbox()) {
            mail.sending().with("smtp_user", "me").with("smtp_password", "pä55").send();

            var message = mail.received()[0];
            var age = Duration.between(message.getSentDate().toInstant(), Instant.now());
            assertThat(age.abs().toSeconds() < 60, is(true));
            assertThat(message.getHeader("Date")[0], matchesPattern(".* \\+0000"));
            assertThat(message.getMessageID(), matchesPattern("<[0-9a-f-]{36}@example\\.com>"));
            assertThat(message.getHeader("MIME-Version")[0], is("1.0"));
            assertThat(message.isMimeType("text/plain"), is(true));
        }
    }

    @Test
    void reportsAWrongPasswordAsPythonDoes() throws IOException {
        try (var mail = new Mailbox()) {
            var done = mail.sending().with("smtp_user", "me").with("smtp_password", "no").send();

            assertThat(SendEmailCall.code(done), is("SMTPAuthenticationError"));
            assertThat(done.httpStatus().orElseThrow(), is(422));
            assertThat(mail.received().length, is(0));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "x\n", "a\r\n\r\n.\r\n..b\rc", "漢字かな\n漢字"})
    void keepsTheLinesOfAText(String body) throws Exception {
        try (var server = new MailServer(ReplyScript.ACCEPTING)) {
            SendEmailCall.to(server.port()).with("email_body", body).send();

            var message =
                    new MimeMessage(
                            Session.getInstance(new Properties()),
                            new ByteArrayInputStream(
                                    server.message().getBytes(StandardCharsets.UTF_8)));
            var lines = body.replace("\r\n", "\n").replace('\r', '\n').replace("\n", "\r\n");
            assertThat(message.getContent(), is(lines.endsWith("\r\n") ? lines : lines + "\r\n"));
        }
    }

    @Test
    void sendsAnInternationalAddressOnlyToAServerWithSmtpUtf8() throws IOException {
        try (var able = new MailServer(ReplyScript.offering("8BITMIME", "SMTPUTF8"));
                var unable = new MailServer(ReplyScript.ACCEPTING)) {
            var taken =
                    SendEmailCall.to(able.port()).with("email_to", "jörg@bücher.example").send();
            var refused =
                    SendEmailCall.to(unable.port()).with("email_to", "jörg@example.com").send();

            assertThat(SendEmailCall.message(taken), is(""));
            assertThat(
                    able.receivedLines(),
                    hasItem("MAIL FROM:<from@example.com> BODY=8BITMIME SMTPUTF8"));
            assertThat(able.receivedLines(), hasItem("RCPT TO:<jörg@bücher.example>"));
            assertThat(able.message(), containsString("To: jörg@bücher.example\r\n"));
            assertThat(SendEmailCall.code(refused), is("SMTPNotSupportedError"));
            assertThat(unable.receivedLines(), not(hasItem("MAIL FROM:<from@example.com>")));
        }
    }

    @Test
    void acceptsAnAttachmentWithoutMediaTypeAndWithWrappedBase64() throws IOException {
        var file =
                Json.createObjectBuilder()
                        .add("filename", "a.bin")
                        .add("content_base64", "AA\r\nEC ");
        try (var server = new MailServer(ReplyScript.ACCEPTING)) {
            var list = Json.createArrayBuilder().add(file).build();
            SendEmailCall.to(server.port()).with("attachments", list).send();

            assertThat(
                    server.message(),
                    containsString("Content-Type: application/octet-stream; name=a.bin\r\n"));
            assertThat(server.message(), containsString("\r\n\r\nAAEC\r\n"));
        }
    }

    private static JsonArray attachment(String name, String type) {
        var file =
                Json.createObjectBuilder()
                        .add("filename", name)
                        .add("content_type", type)
                        .add("content_base64", Base64.getEncoder().encodeToString(PDF));
        return Json.createArrayBuilder().add(file).build();
    }

    private static String raw(MimeMessage message) throws IOException, MessagingException {
        var out = new ByteArrayOutputStream();
        message.writeTo(out);
        return out.toString(StandardCharsets.UTF_8);
    }

    /// A GreenMail server with one user.
    private static final class Mailbox implements AutoCloseable {
        private final GreenMail server =
                new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));

        private Mailbox() {
            server.setUser("me@example.com", "me", "pä55");
            server.setUser("4711@example.com", "4711", "1234");
            server.start();
        }

        private SendEmailCall sending() {
            return SendEmailCall.to(server.getSmtp().getPort());
        }

        private MimeMessage[] received() {
            return Arrays.stream(server.getReceivedMessages()).toArray(MimeMessage[]::new);
        }

        @Override
        public void close() {
            server.stop();
        }
    }
}
