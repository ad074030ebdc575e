package dev.connectorproxy.connector.smtp;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.connectorproxy.ClosedPort;
import dev.connectorproxy.connector.smtp.MailServer.ReplyScript;
import dev.connectorproxy.spi.Call;
import dev.connectorproxy.spi.CommandResult;
import dev.connectorproxy.spi.CommandResult.Done;
import dev.connectorproxy.spi.ConnectorException;
import dev.connectorproxy.spi.Egress;
import dev.connectorproxy.spi.ErrorCode;
import dev.connectorproxy.spi.HttpRequest;
import dev.connectorproxy.spi.HttpResponse;
import jakarta.json.Json;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Servers that refuse, do not respond or close the connection, at each step.
class SmtpFailuresTest {
    @ParameterizedTest(name = "{0} {1} -> {2} {3}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    <hello> | 554 no service here         | SMTPConnectError         | 422
                    <hello> | 421 come back later         | SMTPConnectError         | 503
                    <hello> | HTTP/1.1 400 Bad Request    | SMTPConnectError         | 502
                    <hello> | <hang up>                   | SMTPServerDisconnected   | 502
                    EHLO    | 421 too busy                | SMTPHeloError            | 503
                    EHLO    | <hang up>                   | SMTPServerDisconnected   | 502
                    AUTH    | 535 5.7.8 bad credentials   | SMTPAuthenticationError  | 422
                    AUTH    | 454 4.7.0 try again         | SMTPAuthenticationError  | 503
                    AUTH    | <hang up>                   | SMTPServerDisconnected   | 502
                    MAIL    | 550 5.1.8 sender refused    | SMTPSenderRefused        | 422
                    MAIL    | 451 4.3.0 try again         | SMTPSenderRefused        | 503
                    MAIL    | 552 5.3.4 too large         | SMTPSenderRefused        | 422
                    MAIL    | <hang up>                   | SMTPServerDisconnected   | 502
                    RCPT    | 550 5.1.1 no such user      | SMTPRecipientsRefused    | 422
                    RCPT    | 450 4.2.1 greylisted        | SMTPRecipientsRefused    | 503
                    RCPT    | 421 4.3.2 shutting down     | SMTPRecipientsRefused    | 503
                    RCPT    | <hang up>                   | SMTPServerDisconnected   | 502
                    DATA    | 554 5.7.1 no                | SMTPDataError            | 422
                    DATA    | 451 4.3.0 try again         | SMTPDataError            | 503
                    DATA    | <hang up>                   | SMTPServerDisconnected   | 502
                    .       | 554 5.6.0 message refused   | SMTPDataError            | 422
                    .       | 452 4.3.1 disk full         | SMTPDataError            | 503
                    .       | <hang up>                   | SMTPServerDisconnected   | 502
                    """)
    void reportsARefusalByItsStepAndWhetherItIsTransient(
            String step, String reply, String code, int status) throws IOException {
        ReplyScript offering = ReplyScript.offering("AUTH PLAIN LOGIN");
        ReplyScript manners = line -> line.startsWith(step) ? reply : offering.reply(line);
        try (var server = new MailServer(manners)) {
            var done =
                    SendEmailCall.to(server.port())
                            .with("smtp_user", "u1234")
                            .with("smtp_password", "p1234")
                            .send();

            assertThat(SendEmailCall.code(done), is(code));
            assertThat(done.httpStatus().orElseThrow(), is(status));
            assertThat(SendEmailCall.body(done), is("{}"));
            assertThat(done.logs().getFirst(), is("will send"));
            assertThat(done.logs().getLast(), is("did error: " + SendEmailCall.message(done)));
            if (reply.matches("[45].*")) {
                assertThat(SendEmailCall.message(done), containsString(reply));
            }
        }
    }

    @Test
    void sendsHeloToAServerWithoutEhlo() throws IOException {
        try (var server = new MailServer(ReplyScript.except("EHLO", "502 what?"))) {
            var done = SendEmailCall.to(server.port()).send();

            assertThat(SendEmailCall.code(done), is(""));
            assertThat(server.receivedLines(), hasItem("HELO [127.0.0.1]"));
        }
    }

    @Test
    void reportsRefusedRecipientsIfAskedToAndSendsToTheOthers() throws IOException {
        try (var server =
                new MailServer(ReplyScript.except("RCPT TO:<no", "550 5.1.1 no such user"))) {
            var sending =
                    SendEmailCall.to(server.port())
                            .with("email_to", "no@example.com, yes@example.com");

            var silent = sending.send();
            var asked = sending.with("report_refused", JsonValue.TRUE).send();
            var always = sending.setting("report-refused", "true").send();

            assertThat(SendEmailCall.body(silent), is("{}"));
            assertThat(silent.logs(), contains("will send", "did send"));
            for (var reported : new Done[] {asked, always}) {
                assertThat(SendEmailCall.code(reported), is(""));
                assertThat(
                        SendEmailCall.body(reported),
                        is("{\"refused\":{\"no@example.com\":\"550 5.1.1 no such user\"}}"));
                assertThat(
                        reported.logs(),
                        contains(
                                "will send",
                                "did send",
                                "did not send to no@example.com (550 5.1.1 no such user)"));
            }
            assertThat(server.message(), containsString("Line two"));
        }
    }

    @Test
    void reportsATransientFailureIfOneOfTheRefusalsIsTransient() throws IOException {
        ReplyScript manners =
                line ->
                        line.startsWith("RCPT TO:<a")
                                ? "550 never"
                                : line.startsWith("RCPT")
                                        ? "450 later"
                                        : ReplyScript.ACCEPTING.reply(line);
        try (var server = new MailServer(manners)) {
            var done =
                    SendEmailCall.to(server.port())
                            .with("email_to", "a@x.example, b@x.example")
                            .send();

            assertThat(done.httpStatus().orElseThrow(), is(503));
            assertThat(
                    SendEmailCall.message(done),
                    containsString("a@x.example (550 never), b@x.example (450 later)"));
        }
    }

    @Test
    void triesTheAddressesInOrder() throws IOException {
        try (var server = new MailServer(ReplyScript.ACCEPTING);
                var closed = new ClosedPort()) {
            var dead = new InetSocketAddress(InetAddress.getLoopbackAddress(), closed.number());
            var egress = new SendEmailCall.Loopback(Optional.of(dead));

            assertThat(SendEmailCall.code(SendEmailCall.to(server.port()).send(egress)), is(""));
        }
    }

    @Test
    void reportsARefusedConnectionAnUnknownHostAndABlockedHost() throws IOException {
        CommandResult.Done refused;
        try (var closed = new ClosedPort()) {
            refused = SendEmailCall.to(closed.number()).send();
        }
        var unknown = SendEmailCall.to(25).send(failing(ErrorCode.CONNECTION_ERROR));
        var blocked = SendEmailCall.to(25).send(failing(ErrorCode.EGRESS_BLOCKED));
        var strange = SendEmailCall.to(25).send(failing(ErrorCode.INVALID_URL));

        assertThat(SendEmailCall.code(refused), is("ConnectionRefusedError"));
        assertThat(refused.httpStatus().orElseThrow(), is(502));
        assertThat(SendEmailCall.code(unknown), is("gaierror"));
        assertThat(unknown.httpStatus().orElseThrow(), is(502));
        assertThat(SendEmailCall.code(blocked), is("EgressBlocked"));
        assertThat(blocked.httpStatus().orElseThrow(), is(403));
        assertThat(SendEmailCall.code(strange), is("InvalidParameters"));
    }

    @Test
    void masksCredentialsThatTheServerRepeats() throws IOException {
        ReplyScript offering = ReplyScript.offering("AUTH PLAIN");
        ReplyScript parrot =
                line ->
                        line.startsWith("AUTH")
                                ? "535 " + line + " s3cr3t-word"
                                : offering.reply(line);
        try (var server = new MailServer(parrot)) {
            var done =
                    SendEmailCall.to(server.port())
                            .with("smtp_user", "somebody")
                            .with("smtp_password", "s3cr3t-word")
                            .send();

            var sent =
                    server.receivedLines().stream().filter(it -> it.startsWith("AUTH")).findFirst();
            var encoded = sent.orElseThrow().substring("AUTH PLAIN ".length());
            assertThat(SendEmailCall.message(done), containsString("535 AUTH PLAIN ***"));
            assertThat(done.logs(), everyItem(not(containsString("s3cr3t"))));
            assertThat(done.logs(), everyItem(not(containsString(encoded))));
        }
    }

    @Test
    void refusesAnEmailThatIsTooLargeBeforeConnecting() {
        var failure =
                assertThrows(
                        ConnectorException.class,
                        () ->
                                SendEmailCall.to(25)
                                        .with("email_body", "x".repeat(3_000))
                                        .setting("message-bytes", "2 KiB")
                                        .send());

        assertThat(failure.is(ErrorCode.REQUEST_TOO_LARGE), is(true));
    }

    @Test
    void sendsTheSizeToAServerThatOffersTheExtension() throws IOException {
        try (var server = new MailServer(ReplyScript.offering("SIZE 1000000"))) {
            SendEmailCall.to(server.port())
                    .with("email_cc", Json.createValue("c@example.com"))
                    .send();

            var mail =
                    server.receivedLines().stream().filter(it -> it.startsWith("MAIL")).findFirst();
            assertThat(
                    mail.orElseThrow(),
                    is("MAIL FROM:<from@example.com> SIZE=" + server.message().length()));
        }
    }

    private static Egress failing(ErrorCode code) {
        return new Egress() {
            @Override
            public HttpResponse send(HttpRequest request, Call call) {
                throw new AssertionError("no HTTP");
            }

            @Override
            public List<InetSocketAddress> permit(String host, int port, Set<Integer> ports) {
                throw new ConnectorException(code, "no");
            }
        };
    }
}
