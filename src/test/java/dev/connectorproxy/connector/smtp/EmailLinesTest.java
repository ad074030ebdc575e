package dev.connectorproxy.connector.smtp;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.arrayWithSize;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.connectorproxy.connector.smtp.MailServer.ReplyScript;
import dev.connectorproxy.spi.ConnectorException;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// No line of an e-mail has more than 998 characters (RFC 5322, section 2.1.1), whatever its texts are, and the texts
/// arrive as they were.
class EmailLinesTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "x", "ü", "😀", "x ", "ü ", "a,", "\"", "\\", "=?", "漢", "x😀", "a;b", ".", "%"
            })
    void longTextsArriveInShortLines(String pattern) throws Exception {
        var text = pattern.repeat(1_000 / pattern.codePointCount(0, pattern.length())).strip();
        boolean escaped =
                text.matches("[\"\\\\]+"); // a name of these would be too long when quoted
        var sender = escaped ? "a@x.example" : "\"" + text + "\" <a@x.example>";
        try (var server = new MailServer(ReplyScript.offering("8BITMIME", "SMTPUTF8"))) {
            var done =
                    SendEmailCall.to(server.port())
                            .with("email_subject", text)
                            .with("email_from", sender)
                            .with("email_to", sender + ", b@x.example")
                            .with("email_reply_to", "ü@x.example")
                            .with("email_body", text)
                            .with("attachments", attachment(text))
                            .send();

            assertThat(SendEmailCall.message(done), is(""));
            assertThat(tooLong(server), is(empty()));
            var message = parse(server);
            assertThat(message.getSubject(), is(text));
            if (!escaped) {
                assertThat(((InternetAddress) message.getFrom()[0]).getPersonal(), is(text));
                assertThat(message.getRecipients(RecipientType.TO), arrayWithSize(2));
            }
            var file = ((MimeMultipart) message.getContent()).getBodyPart(1);
            assertThat(file.getFileName(), is(text));
        }
    }

    @Test
    void blanksOnlyAreEncodedWhereNothingCanBeFolded() throws Exception {
        var text = "a" + "\t".repeat(998) + "b";
        try (var server = new MailServer(ReplyScript.ACCEPTING)) {
            SendEmailCall.to(server.port())
                    .with("email_subject", text)
                    .with("email_to", "\"" + text + "\" <a@x.example>")
                    .send();

            assertThat(tooLong(server), is(empty()));
            assertThat(parse(server).getSubject(), is(text));
        }
    }

    @Test
    void shortTextsStayReadable() throws Exception {
        try (var server = new MailServer(ReplyScript.ACCEPTING)) {
            SendEmailCall.to(server.port())
                    .with("email_subject", "Your order " + "has been shipped ".repeat(50).strip())
                    .send();

            assertThat(server.message(), containsString("Subject: Your order has been shipped"));
            assertThat(tooLong(server), is(empty()));
        }
    }

    @Test
    void anAddressThatNoServerTakesIsRefused() {
        var local = "a".repeat(300);

        var failure =
                assertThrows(
                        ConnectorException.class,
                        () ->
                                SendEmailCall.to(25)
                                        .with("email_to", local + "@sub.domain.of.x.example")
                                        .send());

        assertThat(
                failure.getMessage(),
                is("parameter 'email_to' holds an address of more than 320 characters"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/%s", "%s/x", "text/x; %s=y"})
    void aMediaTypeThatNeedsALongLineIsRefused(String pattern) {
        var type = pattern.formatted("x".repeat(900));
        var file =
                Json.createObjectBuilder()
                        .add("filename", "a")
                        .add("content_type", type)
                        .add("content_base64", "");
        var sending =
                SendEmailCall.to(25)
                        .with("attachments", Json.createArrayBuilder().add(file).build());

        var failure = assertThrows(ConnectorException.class, sending::send);

        assertThat(failure.getMessage(), containsString("attachments[0].content_type"));
    }

    private static JsonArray attachment(String filename) {
        return Json.createArrayBuilder()
                .add(
                        Json.createObjectBuilder()
                                .add("filename", filename)
                                .add("content_base64", "AAEC"))
                .build();
    }

    private static List<String> tooLong(MailServer server) {
        return server.message()
                .lines()
                .filter(line -> line.getBytes(StandardCharsets.UTF_8).length > 998)
                .toList();
    }

    private static MimeMessage parse(MailServer server) throws Exception {
        var properties = new Properties();
        properties.setProperty("mail.mime.allowutf8", "true");
        return new MimeMessage(
                Session.getInstance(properties),
                new ByteArrayInputStream(server.message().getBytes(StandardCharsets.UTF_8)));
    }
}
