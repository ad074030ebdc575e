package dev.connectorproxy.connector.smtp;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.connectorproxy.connector.smtp.MailServer.ReplyScript;
import dev.connectorproxy.spi.ConnectorException;
import jakarta.json.Json;
import jakarta.json.JsonValue;
import jakarta.mail.BodyPart;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.ByteArrayInputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Attachments as SpiffArena's forms send them, and images within the HTML version.
class EmailFilesTest {
    private static final String DIGEST = "spifffiledatadigest+" + "0a".repeat(32);

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    ["data:application/pdf;name=a%20b.pdf;base64,AAEC"]      | application/pdf | a b.pdf
                    "data:application/pdf;name=a%20b.pdf;base64,AAEC"        | application/pdf | a b.pdf
                    "[{\\"filename\\":\\"a.csv\\",\\"content_type\\":\\"text/csv\\",\\"content_base64\\":\\"AAEC\\"}]" | text/csv | a.csv
                    [{"content_base64":"data:application/pdf;name=%C3%BC.pdf;base64,AAEC"}] | application/pdf | ü.pdf
                    [{"content_base64":"data:application/pdf;name=a;base64,AAEC","filename":"b.bin","content_type":"x/y"}] | x/y | b.bin
                    ["data:;name=a;base64,AAEC"]                             | application/octet-stream | a
                    ["data:message/rfc822;name=a.eml;base64,AAEC"]           | application/octet-stream | a.eml
                    ["data:text/plain;charset=utf-8;name=100%;base64,AAEC"]  | text/plain | 100%
                    """)
    void aDataUrlIsTheFile(String json, String type, String name) throws Exception {
        try (var server = new MailServer(ReplyScript.ACCEPTING)) {
            var done = SendEmailCall.to(server.port()).with("attachments", value(json)).send();

            assertThat(SendEmailCall.message(done), is(""));
            var file = ((MimeMultipart) parse(server).getContent()).getBodyPart(1);
            assertThat(file.isMimeType(type), is(true));
            assertThat(file.getFileName(), is(name));
            assertThat(file.getInputStream().readAllBytes(), is(new byte[] {0, 1, 2}));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[\"data:application/pdf;name=a.pdf;base64,%s\"]",
                "[{\"content_base64\":\"data:application/pdf;name=a.pdf;base64,%s\"}]",
                "[{\"filename\":\"a\",\"content_base64\":\"%s\"}]"
            })
    void aDigestInPlaceOfTheFileIsRefused(String pattern) {
        var sending = SendEmailCall.to(25).with("attachments", value(pattern.formatted(DIGEST)));

        var failure = assertThrows(ConnectorException.class, sending::send);

        assertThat(failure.getMessage(), startsWith("parameter 'attachments[0]"));
        assertThat(failure.getMessage(), containsString("get_encoded_file_data("));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[\"data:application/pdf;base64,AAEC\"]",
                "[\"data:application/pdf;name=a.pdf,AAEC\"]",
                "[\"data:application/pdf;name=a%0D%0Ab.pdf;base64,AAEC\"]",
                "[\"data:application/pdf;name=a.pdf;base64,?\"]",
                "[{\"filename\":\"a\",\"content_base64\":\"\",\"content_id\":\"a b\"}]",
                "[{\"filename\":\"a\",\"content_base64\":\"\",\"content_id\":\"a>\\r\\nX: y\"}]"
            })
    void otherDataUrlsAndContentIdsAreRefused(String json) {
        var sending = SendEmailCall.to(25).with("attachments", value(json));

        var failure = assertThrows(ConnectorException.class, sending::send);

        assertThat(failure.getMessage(), startsWith("parameter 'attachments[0]"));
    }

    @Test
    void aFileWithAContentIdIsShownByTheHtmlVersion() throws Exception {
        try (var server = new MailServer(ReplyScript.ACCEPTING)) {
            SendEmailCall.to(server.port())
                    .with("email_html_body", "<img src=\"cid:logo\">")
                    .with(
                            "attachments",
                            value(
                                    """
                                    [{"filename": "logo.png", "content_type": "image/png", "content_base64": "AAEC", "content_id": "<logo>"},
                                     {"filename": "a.pdf", "content_base64": "AAEC"}]
                                    """))
                    .send();

            var mixed = (MimeMultipart) parse(server).getContent();
            assertThat(mixed.getCount(), is(2));
            assertThat(mixed.getBodyPart(1).getFileName(), is("a.pdf"));
            var both = (MimeMultipart) mixed.getBodyPart(0).getContent();
            assertThat(both.getBodyPart(0).isMimeType("text/plain"), is(true));
            var related = (MimeMultipart) both.getBodyPart(1).getContent();
            assertThat(
                    related.getContentType(), startsWith("multipart/related; type=\"text/html\";"));
            assertThat(related.getBodyPart(0).isMimeType("text/html"), is(true));
            var image = (MimeBodyPart) related.getBodyPart(1);
            assertThat(image.getContentID(), is("<logo>"));
            assertThat(image.getDisposition(), is(BodyPart.INLINE));
            assertThat(image.isMimeType("image/png"), is(true));
        }
    }

    @Test
    void aFileWithAContentIdIsAnAttachmentWithoutAnHtmlVersion() throws Exception {
        try (var server = new MailServer(ReplyScript.ACCEPTING)) {
            SendEmailCall.to(server.port())
                    .with(
                            "attachments",
                            value(
                                    "[{\"filename\":\"a\",\"content_base64\":\"\",\"content_id\":\"x@y\"}]"))
                    .send();

            var mixed = (MimeMultipart) parse(server).getContent();
            assertThat(mixed.getCount(), is(2));
        }
    }

    private static MimeMessage parse(MailServer server) throws Exception {
        return new MimeMessage(
                Session.getInstance(new Properties()),
                new ByteArrayInputStream(server.message().getBytes(StandardCharsets.UTF_8)));
    }

    private static JsonValue value(String json) {
        try (var reader = Json.createReader(new StringReader(json))) {
            return reader.readValue();
        }
    }
}
