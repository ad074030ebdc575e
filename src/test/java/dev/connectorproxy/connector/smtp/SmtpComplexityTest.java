package dev.connectorproxy.connector.smtp;

import dev.connectorproxy.complexity.HostileInput;
import dev.connectorproxy.complexity.LinearTime;
import dev.connectorproxy.connector.smtp.MailServer.ReplyScript;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What a mail server says, and the texts that are sent to it, cost CPU time at most linear in their length.
class SmtpComplexityTest {
    private volatile String reply = "";

    @ParameterizedTest
    @ValueSource(strings = {"<hello>", "EHLO", "AUTH", "MAIL", "RCPT", "DATA", "."})
    void aReplyTo(String command) throws IOException {
        ReplyScript usual = ReplyScript.offering("AUTH PLAIN LOGIN", "8BITMIME");
        try (var server =
                new MailServer(line -> line.startsWith(command) ? reply : usual.reply(line))) {
            var call =
                    SendEmailCall.to(server.port())
                            .with("smtp_user", "a".repeat(1_000))
                            .with("smtp_password", "a".repeat(999) + "b");
            var inputs =
                    HostileInput.ofText("550 §").stream()
                            .filter(input -> !input.name().contains("\n"));

            LinearTime.assertFor(
                    inputs.toList(),
                    text -> {
                        reply = text;
                        call.send();
                    });
            LinearTime.assertFor(
                    List.of(
                            new HostileInput(
                                    "lines",
                                    length -> "250-a=b c\r\n".repeat(length / 11) + "250 x"),
                            new HostileInput(
                                    "refusals",
                                    length -> "550-a\r\n".repeat(length / 7) + "550 x")),
                    text -> {
                        reply = text;
                        call.send();
                    });
        }
    }

    @Test
    void aReplyWithTheLoginOverAndOver() {
        var login = SmtpLogin.of("u".repeat(1_000), "a".repeat(999) + "b");

        LinearTime.assertFor(
                HostileInput.ofText("550 §" + login.plainMessage() + "§"),
                text -> SmtpReply.of(550, text, login));
    }

    @ParameterizedTest
    @ValueSource(strings = {"email_body", "email_html_body"})
    void aBody(String id) throws IOException {
        try (var server = new MailServer(ReplyScript.ACCEPTING)) {
            LinearTime.assertFor(
                    List.of(
                            new HostileInput("dots", ".\r\n"::repeat),
                            new HostileInput("a line", "a"::repeat),
                            new HostileInput("emoji", "😀"::repeat)),
                    text -> SendEmailCall.to(server.port()).with(id, text).send());
        }
    }
}
