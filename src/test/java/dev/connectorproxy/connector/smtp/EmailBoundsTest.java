package dev.connectorproxy.connector.smtp;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.connectorproxy.connector.smtp.MailServer.ReplyScript;
import dev.connectorproxy.spi.Call;
import dev.connectorproxy.spi.ConnectorException;
import dev.connectorproxy.spi.Egress;
import dev.connectorproxy.spi.ErrorCode;
import dev.connectorproxy.spi.HttpRequest;
import dev.connectorproxy.spi.HttpResponse;
import jakarta.json.Json;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The bounds of the texts and lists of `smtp/SendEmail`, and the order of its checks.
class EmailBoundsTest {
    private static final String TOO_LONG = "has a text of more than 1000 characters";

    @ParameterizedTest(name = "{0} = {1}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    email_subject  | %s
                    smtp_host      | %s
                    smtp_user      | %s
                    smtp_password  | %s
                    email_to       | %s <a@x.example>
                    email_to       | <a%s@x.example>
                    email_cc       | b@x.example, "%s" <a@x.example>
                    email_bcc      | %s <a@x.example>
                    email_reply_to | %s <a@x.example>
                    email_from     | %s <a@x.example>
                    """)
    void aTextOfAHeaderFieldHasAtMostAThousandCharacters(String id, String pattern) {
        for (var character : List.of("x", "😀", "ü")) {
            var text = pattern.formatted(character.repeat(1_001));

            var failure = refusal(id, Json.createValue(text));

            assertThat(failure.getMessage(), is("parameter '%s' %s".formatted(id, TOO_LONG)));
        }
    }

    @Test
    void aThousandCharactersAreAccepted() throws IOException {
        var text = "😀".repeat(1_000);
        try (var server = new MailServer(ReplyScript.ACCEPTING)) {
            var done =
                    SendEmailCall.to(server.port())
                            .with("email_subject", text)
                            .with("email_to", text + " <a@x.example>, b@x.example")
                            .with("attachments", attachments(1, text, "text/plain"))
                            .send();

            assertThat(SendEmailCall.message(done), is(""));
            assertThat(server.receivedLines(), hasItem("RCPT TO:<b@x.example>"));
        }
    }

    @Test
    void anAttachmentHasABoundedNameAndMediaType() {
        var named = refusal("attachments", attachments(1, "x".repeat(1_001), "text/plain"));
        var typed = refusal("attachments", attachments(1, "a", "text/" + "x".repeat(1_000)));

        assertThat(named.getMessage(), is("parameter 'attachments[0].filename' " + TOO_LONG));
        assertThat(typed.getMessage(), is("parameter 'attachments[0].content_type' " + TOO_LONG));
    }

    @Test
    void listsAreBounded() {
        var addresses = String.join(",", Collections.nCopies(1_001, "a@x.example"));
        var long100 = "x".repeat(100_000) + "@x.example";

        var many = refusal("email_cc", Json.createValue(addresses));
        var length = refusal("email_reply_to", Json.createValue(long100));
        var files = refusal("attachments", attachments(101, "a", "text/plain"));

        assertThat(many.getMessage(), is("parameter 'email_cc' holds more than 1000 addresses"));
        assertThat(
                length.getMessage(),
                is("parameter 'email_reply_to' has a text of more than 100000 characters"));
        assertThat(files.getMessage(), is("parameter 'attachments' holds more than 100 files"));
    }

    @Test
    void theRecipientsOfAllListsTogetherAreBounded() {
        var addresses = new StringBuilder("x@x.example");
        for (int i = 1; i < 600; i++) {
            addresses.append(", a").append(i).append("@x.example");
        }
        var others = addresses.toString().replace(", a", ", b");
        var sending = SendEmailCall.to(25).with("email_to", addresses.toString());

        var failure =
                assertThrows(
                        ConnectorException.class, () -> sending.with("email_bcc", others).send());

        assertThat(
                failure.getMessage(),
                is(
                        "parameter 'email_to' holds, with email_cc and email_bcc, more than 1000 addresses"));
    }

    @Test
    void theEgressPolicyIsAskedBeforeAttachmentsAreDecoded() {
        var sending =
                SendEmailCall.to(25)
                        .with("attachments", Json.createValue("not a list, which is found later"));

        var done = sending.send(new RefusingEgress());

        assertThat(SendEmailCall.code(done), is("EgressBlocked"));
    }

    @Test
    void aLongReplyIsMaskedUpToItsShownLength() {
        var login = SmtpLogin.of("me", "pass");
        var reply = SmtpReply.of(550, "550 " + "pass ".repeat(100_000) + "pass", login);

        assertThat(reply.text().length(), lessThan(410));
        assertThat(reply.text().replace("***", "").strip(), is("…"));
    }

    private static ConnectorException refusal(String id, JsonValue value) {
        return assertThrows(
                ConnectorException.class,
                () ->
                        SendEmailCall.to(25)
                                .with("smtp_password", "p")
                                .with("smtp_user", "u")
                                .with(id, value)
                                .send());
    }

    private static JsonValue attachments(int count, String name, String type) {
        var file =
                Json.createObjectBuilder()
                        .add("filename", name)
                        .add("content_type", type)
                        .add("content_base64", "")
                        .build();
        return Json.createArrayBuilder(Collections.nCopies(count, file)).build();
    }

    private static final class RefusingEgress implements Egress {
        @Override
        public HttpResponse send(HttpRequest request, Call call) {
            throw new AssertionError("no HTTP");
        }

        @Override
        public List<InetSocketAddress> permit(String host, int port, Set<Integer> ports) {
            throw new ConnectorException(ErrorCode.EGRESS_BLOCKED, "no");
        }
    }
}
