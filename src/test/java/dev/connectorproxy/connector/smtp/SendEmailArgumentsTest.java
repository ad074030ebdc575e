package dev.connectorproxy.connector.smtp;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.connectorproxy.spi.ConnectorException;
import dev.connectorproxy.spi.ErrorCode;
import jakarta.json.Json;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The checks of `smtp/SendEmail`'s arguments and settings before anything is sent.
class SendEmailArgumentsTest {
    @ParameterizedTest(name = "{0} = {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    email_subject  | "x\\r\\nBcc: evil@x.example"            | email_subject
                    email_subject  | "x\\nBcc: evil@x.example"               | email_subject
                    email_subject  | "x\\rBcc: evil@x.example"               | email_subject
                    email_subject  | "x\\u0000y"                             | email_subject
                    email_subject  | "x\\u2028y"                             | email_subject
                    email_subject  | "x\\u0085y"                             | email_subject
                    email_subject  | "\\ud800"                               | email_subject
                    email_body     | "\\udc00"                               | email_body
                    email_html_body | "\\ud83d"                              | email_html_body
                    email_to       | ""                                      | email_to
                    email_to       | " "                                     | email_to
                    email_to       | ","                                     | email_to
                    email_to       | "nobody"                                | email_to
                    email_to       | "a@x.example b@x.example"               | email_to
                    email_to       | "a@x.example>, <b@x.example"            | email_to
                    email_to       | "a@x.example\\r\\nRCPT TO:<b@x.example>" | email_to
                    email_to       | "Eve\\nBcc: e@x.example <a@x.example>"  | email_to
                    email_to       | "=?utf-8?q?a=0D=0ABcc:_e@x.example?= <a@x.example>" | email_to
                    email_from     | "=?utf-8?b?YQ0KQmNjOiBi?= <a@x.example>" | email_from
                    attachments    | [{"filename":"a","content_type":"a/b; c*=utf-8''x%0D%0AX:y","content_base64":""}] | attachments[0].content_type
                    email_to       | "friends: a@x.example, b@x.example;"    | email_to
                    email_cc       | "not an address"                        | email_cc
                    email_bcc      | "a@x.example\\n"                        | email_bcc
                    email_reply_to | "a@x.example\\nX: y"                    | email_reply_to
                    email_from     | ""                                      | email_from
                    email_from     | "a@x.example, b@x.example"              | email_from
                    email_from     | "a@x.example\\nX: y"                    | email_from
                    smtp_host      | "h\\r\\nx"                              | smtp_host
                    smtp_port      | 0                                       | smtp_port
                    smtp_port      | 65536                                   | smtp_port
                    smtp_port      | "smtp"                                  | smtp_port
                    smtp_port      | "-1"                                    | smtp_port
                    smtp_port      | ""                                      | smtp_port
                    smtp_user      | "\\ud800"                               | smtp_user
                    attachments    | "a.txt"                                 | attachments
                    attachments    | ["a.txt"]                               | attachments[0]
                    attachments    | [{"filename":"a"}]                      | attachments[0].content_base64
                    attachments    | [{"content_base64":"AA=="}]             | attachments[0].filename
                    attachments    | [{"filename":"a","content_base64":"?"}] | attachments[0].content_base64
                    attachments    | [{"filename":"a","content_base64":7}]   | attachments[0].content_base64
                    attachments    | [{"filename":"a","content":"x"}]        | attachments[0]
                    attachments    | [{"filename":"a\\r\\nX: y","content_base64":""}] | attachments[0].filename
                    attachments    | [{"filename":"a","content_type":"a/b\\r\\nX: y","content_base64":""}] | attachments[0].content_type
                    attachments    | [{"filename":"a","content_type":"text","content_base64":""}] | attachments[0].content_type
                    attachments    | [{"filename":"a","content_type":"ü/b","content_base64":""}] | attachments[0].content_type
                    attachments    | [{"filename":"a","content_type":"multipart/mixed","content_base64":""}] | attachments[0].content_type
                    attachments    | [{"filename":"a","content_base64":"spifffiledatadigest+0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"}] | attachments[0].content_base64
                    """)
    void refusesInvalidArguments(String id, String json, String named) {
        var sending = SendEmailCall.to(25).with(id, value(json));

        var failure = assertThrows(ConnectorException.class, sending::send);

        assertThat(failure.is(ErrorCode.INVALID_PARAMETERS), is(true));
        assertThat(failure.getMessage(), startsWith("parameter '" + named + "' "));
        assertThat(failure.getMessage(), not(containsString("x.example")));
    }

    @Test
    void declaresThePortAsAnIntegerAndAcceptsAString() {
        var parameters = SendEmailParameters.all(true);

        var port = parameters.get(1);
        assertThat(port.id(), is("smtp_port"));
        assertThat(port.type().protocolName(), is("int"));
        assertThat(parameters.getLast().defaultValue().orElseThrow(), is(JsonValue.TRUE));
    }

    @Test
    void neverShowsALogin() {
        var login = SmtpLogin.of("me", "s3cr3t");

        assertThat(login.toString(), is("Login[***]"));
        assertThat(SmtpLogin.of("me", "").isGiven(), is(false));
        assertThat(new SmtpServer("h", 25, false, login).toString(), not(containsString("s3cr3t")));
    }

    @Test
    void readsItsSettings() {
        var given =
                SmtpSettings.create(
                        Map.of(
                                "connect-timeout", "pt1s",
                                "message-bytes", "512 KiB",
                                "hello-name", "proxy.example.com",
                                "implicit-tls-ports", "465,2465"));

        assertThat(given.connectTimeout(), is(Duration.ofSeconds(1)));
        assertThat(given.readTimeout(), is(Duration.ofSeconds(30)));
        assertThat(given.maxMessageBytes(), is(512 << 10));
        assertThat(given.helloName(), is("proxy.example.com"));
        assertThat(given.implicitTlsPorts(), is(Set.of(465, 2465)));
        assertThat(given.reportRefused(), is(false));
    }

    @ParameterizedTest(name = "{0} = {1}")
    @CsvSource({
        "connect-timeout, 5",
        "connect-timeout, PT0S",
        "read-timeout, P2D",
        "message-bytes, 0",
        "message-bytes, 2 GiB",
        "message-bytes, 99999999999",
        "hello-name, a b",
        "hello-name, -a",
        "implicit-tls-ports, 0",
        "implicit-tls-ports, 70000",
        "implicit-tls-ports, smtps",
        "ca-file, /nowhere/ca.pem",
        "report-refused, yes"
    })
    void refusesInvalidSettings(String key, String value) {
        var failure =
                assertThrows(
                        IllegalArgumentException.class,
                        () -> SmtpSettings.create(Map.of(key, value)));

        assertThat(failure.getMessage(), startsWith(key + " must be "));
    }

    @Test
    void refusesUnknownSettingsAndAFileWithoutCertificates(@TempDir Path folder) throws Exception {
        var empty = Files.writeString(folder.resolve("ca.pem"), "nothing\n").toString();

        var unknown =
                assertThrows(
                        IllegalArgumentException.class,
                        () -> SmtpSettings.create(Map.of("timeout", "1")));
        var useless =
                assertThrows(
                        IllegalArgumentException.class,
                        () -> SmtpSettings.create(Map.of("ca-file", empty)));

        assertThat(
                unknown.getMessage(),
                startsWith("timeout is not a setting; there are attachments-directory, ca-file"));
        assertThat(
                useless.getMessage(), is("ca-file must be a readable file of certificates in PEM"));
    }

    private static JsonValue value(String json) {
        try (var reader = Json.createReader(new StringReader(json))) {
            return reader.readValue();
        }
    }
}
