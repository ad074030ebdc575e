package dev.connectorproxy.connector.smtp;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import dev.connectorproxy.connector.CommandRun;
import dev.connectorproxy.connector.smtp.MailServer.ReplyScript;
import dev.connectorproxy.spi.ConnectorContext;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What a diagram of m8flow sends.
class SendHTMLEmailTest {
    private final Map<String, String> settings = new HashMap<>();

    @TempDir private Path directory;

    @Test
    void sendsTextAndHtmlToAllAddressesAndNamesThemInTheHeaders() throws Exception {
        try (var server = new MailServer(ReplyScript.ACCEPTING)) {
            var run =
                    run(
                            server,
                            """
                            "email_to": "a@example.com; B <b@example.com>, c@example.com;", "email_cc": ["d@example.com"],
                            "email_bcc": "e@example.com;a@example.com", "email_reply_to": "f@example.com",
                            "email_body_html": "<p>Ordér</p>", "smtp_starttls": false
                            """);

            assertThat(run.code(), is(""));
            assertThat(run.status(), is(200));
            assertThat(run.text(), is("{}"));
            var message = parse(server);
            assertThat(
                    InternetAddress.toString(message.getRecipients(RecipientType.TO)),
                    is("a@example.com, B <b@example.com>, c@example.com"));
            assertThat(message.getHeader("Bcc") == null, is(true));
            var both = (MimeMultipart) message.getContent();
            assertThat(both.getBodyPart(1).isMimeType("text/html"), is(true));
            assertThat(both.getBodyPart(1).getContent(), is("<p>Ordér</p>\r\n"));
            for (var recipient : "abcde".split("")) {
                assertThat(
                        server.receivedLines(),
                        hasItem("RCPT TO:<%s@example.com>".formatted(recipient)));
            }
        }
    }

    @Test
    void attachesFilesBelowTheDirectoryAndOthersWithTheTypesOfTheirNames() throws Exception {
        settings.put("attachments-directory", directory.toString());
        Files.writeString(directory.resolve("order.csv"), "1; tea\n");
        try (var server = new MailServer(ReplyScript.ACCEPTING)) {
            var run =
                    run(
                            server,
                            """
                            "attachments": "[{\\"filename\\": \\"a.pdf\\", \\"content_base64\\": \\"AAEC\\"}, {\\"path\\": \\"%s/order.csv\\"},\
                             {\\"path\\": \\"order.csv\\", \\"filename\\": \\"b\\", \\"content_type\\": \\"x/y\\"}]"
                            """
                                    .formatted(directory));

            assertThat(run.message(), is(""));
            var parts = (MimeMultipart) parse(server).getContent();
            assertThat(parts.getBodyPart(1).isMimeType("application/pdf"), is(true));
            assertThat(parts.getBodyPart(2).getFileName(), is("order.csv"));
            assertThat(parts.getBodyPart(2).isMimeType("text/csv"), is(true));
            assertThat(
                    new String(
                            parts.getBodyPart(2).getInputStream().readAllBytes(),
                            StandardCharsets.UTF_8),
                    is("1; tea\n"));
            assertThat(parts.getBodyPart(3).getFileName(), is("b"));
            assertThat(parts.getBodyPart(3).isMimeType("x/y"), is(true));
        }
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource({
        "/etc/passwd, InvalidParameters, 400",
        "../secret.txt, InvalidParameters, 400",
        "link.txt, InvalidParameters, 400",
        "none.txt, FileNotFoundError, 400",
        "large.txt, RequestTooLarge, 413"
    })
    void refusesFilesThatItMayNotRead(String path, String code, int status) throws Exception {
        var attachments = Files.createDirectory(directory.resolve("attachments"));
        settings.put("attachments-directory", attachments.toString());
        settings.put("message-bytes", "2 KiB");
        Files.writeString(directory.resolve("secret.txt"), "s3cr3t");
        Files.createSymbolicLink(attachments.resolve("link.txt"), directory.resolve("secret.txt"));
        Files.writeString(attachments.resolve("large.txt"), "0123456789".repeat(205));
        try (var server = new MailServer(ReplyScript.ACCEPTING)) {
            var run = run(server, "\"attachments\": [{\"path\": \"%s\"}]".formatted(path));

            assertThat(run.code(), is(code));
            assertThat(run.status(), is(status));
            assertThat(run.text(), is("{}"));
            assertThat(run.message(), not(containsString(directory.toString())));
        }
    }

    @Test
    void boundsAllFilesTogether() throws Exception {
        settings.put("attachments-directory", directory.toString());
        settings.put("message-bytes", "2 KiB");
        for (var name : "abc".split("")) {
            Files.writeString(directory.resolve(name), "0123456789".repeat(90));
        }
        try (var server = new MailServer(ReplyScript.ACCEPTING)) {
            var run =
                    run(
                            server,
                            "\"attachments\": [{\"path\": \"a\"}, {\"path\": \"b\"}, {\"path\": \"c\"}]");

            assertThat(run.code(), is("RequestTooLarge"));
        }
    }

    @Test
    void refusesAPathWithoutADirectory() throws Exception {
        try (var server = new MailServer(ReplyScript.ACCEPTING)) {
            var run = run(server, "\"attachments\": [{\"path\": \"/etc/passwd\"}]");

            assertThat(run.code(), is("ConnectorNotConfigured"));
            assertThat(run.message(), containsString("connectors.smtp.attachments-directory"));
        }
    }

    @ParameterizedTest(name = "{0} {1} -> {2} {3}")
    @CsvSource({
        "MAIL, 550 no, SMTPSenderRefused, 422",
        "RCPT, 450 greylisted, SMTPRecipientsRefused, 503",
        "<hello>, 421 later, SMTPConnectError, 503"
    })
    void reportsARefusalWithAStatusThatSaysWhetherARetryHelps(
            String step, String reply, String code, int status) throws IOException {
        ReplyScript script =
                line -> line.startsWith(step) ? reply : ReplyScript.ACCEPTING.reply(line);
        try (var server = new MailServer(script)) {
            var run = run(server, "");

            assertThat(run.code(), is(code));
            assertThat(run.status(), is(status));
            assertThat(run.text(), is("{}"));
        }
    }

    @Test
    void refusesALineBreakInTheSubject() throws IOException {
        try (var server = new MailServer(ReplyScript.ACCEPTING)) {
            var run = run(server, "\"email_subject\": \"a\\r\\nBcc: x@example.com\"");

            assertThat(run.code(), is("InvalidParameters"));
            assertThat(run.status(), is(400));
        }
    }

    private CommandRun run(MailServer server, String parameters) {
        var arguments =
                Json.createObjectBuilder()
                        .add("smtp_host", "localhost")
                        .add("smtp_port", String.valueOf(server.port()))
                        .add("email_subject", "Hello")
                        .add("email_body", "Text")
                        .add("email_to", "to@example.com")
                        .add("email_from", "from@example.com");
        parse("{" + parameters + "}").forEach(arguments::add);
        return CommandRun.of(
                new SmtpConnector(),
                new ConnectorContext(SendEmailCall.Loopback.PLAIN, settings),
                "SendHTMLEmail",
                arguments.build());
    }

    private static JsonObject parse(String json) {
        try (var reader = Json.createReader(new StringReader(json))) {
            return reader.readObject();
        }
    }

    private static MimeMessage parse(MailServer server) throws Exception {
        return new MimeMessage(
                Session.getInstance(new Properties()),
                new ByteArrayInputStream(server.message().getBytes(StandardCharsets.UTF_8)));
    }
}
