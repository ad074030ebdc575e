package dev.connectorproxy.connector.smtp;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.connectorproxy.connector.smtp.MailServer.ReplyScript;
import dev.connectorproxy.spi.ConnectorException;
import jakarta.json.Json;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.io.StringReader;
import java.util.HashMap;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The forms in which recipients are given.
class EmailRecipientsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"a@x.example; b@x.example\"",
                "\"a@x.example;b@x.example;\"",
                "\"a@x.example, ;b@x.example,\"",
                "[\"a@x.example\", \"b@x.example\"]",
                "\"[\\\"a@x.example\\\", \\\"b@x.example\\\"]\"",
                "[\"a@x.example\", \"\", \"B <b@x.example>\"]",
                "[\"a@x.example; b@x.example\"]",
                "\"\\\"A; B, C\\\" <a@x.example>; (; , \\\\) ;) b@x.example\""
            })
    void areListsOrSeparatedByCommasOrSemicolons(String json) throws IOException {
        for (var id : List.of("email_to", "email_cc", "email_bcc")) {
            var call = SendEmailCall.to(25).with("email_to", JsonValue.NULL).with(id, value(json));

            assertThat(recipients(call), contains("a@x.example", "b@x.example"));
        }
    }

    @Test
    void aReplyGoesToAllOfAList() throws IOException {
        try (var server = new MailServer(ReplyScript.ACCEPTING)) {
            SendEmailCall.to(server.port())
                    .with("email_reply_to", value("[\"a@x.example\", \"b@x.example\"]"))
                    .send();

            assertThat(server.message(), containsString("Reply-To: a@x.example, b@x.example\r\n"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "\"\"", "\" ; , \"", "[]", "[\"\"]"})
    void mayBeBlindCopiesOnly(String to) throws IOException {
        try (var server = new MailServer(ReplyScript.ACCEPTING)) {
            var done =
                    SendEmailCall.to(server.port())
                            .with("email_to", value(to))
                            .with("email_bcc", "hidden@x.example")
                            .send();

            assertThat(SendEmailCall.message(done), is(""));
            assertThat(server.message(), containsString("To: undisclosed-recipients:;\r\n"));
            assertThat(server.message(), not(containsString("hidden")));
        }
    }

    @Test
    void areNeededInOneOfTheThreeParameters() {
        var arguments = new HashMap<>(SendEmailCall.to(25).arguments());
        arguments.remove("email_to");
        var call =
                new SendEmailCall(
                        arguments,
                        SendEmailCall.to(25).settings(),
                        SendEmailCall.to(25).deadline());

        var failure = assertThrows(ConnectorException.class, call::send);

        assertThat(failure.getMessage(), startsWith("parameter 'email_to' holds no address"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[1]",
                "[null]",
                "[[\"a@x.example\"]]",
                "{}",
                "7",
                "[\"a@x.example\\r\\nX: y\"]"
            })
    void ofOtherTypesAreRefused(String json) {
        var call = SendEmailCall.to(25).with("email_to", value(json));

        var failure = assertThrows(ConnectorException.class, call::send);

        assertThat(failure.getMessage(), startsWith("parameter 'email_to' "));
    }

    @ParameterizedTest
    @CsvSource({
        "a@bücher.example, a@xn--bcher-kva.example",
        "A <a@BÜCHER.example>, a@xn--bcher-kva.example",
        "a@例え.テスト, a@xn--r8jz45g.xn--zckzah",
        "a@xn--bcher-kva.example, a@xn--bcher-kva.example",
        "a@[192.0.2.1], a@[192.0.2.1]"
    })
    void haveTheirDomainInAscii(String given, String sent) throws IOException {
        try (var server = new MailServer(ReplyScript.ACCEPTING)) {
            var done =
                    SendEmailCall.to(server.port())
                            .with("email_to", given)
                            .with("email_from", given)
                            .with("email_reply_to", given)
                            .send();

            assertThat(SendEmailCall.message(done), is(""));
            assertThat(
                    server.receivedLines().stream()
                            .filter(l -> l.matches("(MAIL|RCPT).*"))
                            .toList(),
                    contains("MAIL FROM:<" + sent + ">", "RCPT TO:<" + sent + ">"));
            assertThat(server.message().chars().allMatch(c -> c < 0x80), is(true));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"a@straße.example", "a@FAẞ.example", "a@βόλος.example"})
    void withDomainsThatMayBeTwoAreRefused(String address) {
        var call = SendEmailCall.to(25).with("email_to", address);

        var failure = assertThrows(ConnectorException.class, call::send);

        assertThat(
                failure.getMessage(),
                is(
                        "parameter 'email_to' holds a domain that has no clear ASCII form; write it as xn--…"));
    }

    private static List<String> recipients(SendEmailCall call) throws IOException {
        try (var server = new MailServer(ReplyScript.ACCEPTING)) {
            var done = call.with("smtp_port", Json.createValue(server.port())).send();

            assertThat(SendEmailCall.message(done), is(""));
            return server.receivedLines().stream()
                    .filter(line -> line.startsWith("RCPT"))
                    .map(line -> line.replaceAll(".*<(.*)>", "$1"))
                    .toList();
        }
    }

    private static JsonValue value(String json) {
        try (var reader = Json.createReader(new StringReader(json))) {
            return reader.readValue();
        }
    }
}
