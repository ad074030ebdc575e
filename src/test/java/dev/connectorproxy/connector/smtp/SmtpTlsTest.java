package dev.connectorproxy.connector.smtp;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import dev.connectorproxy.connector.smtp.MailServer.ReplyScript;
import dev.connectorproxy.egress.TestCertificates;
import jakarta.json.Json;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// STARTTLS and implicit TLS, with a server that has a self-signed certificate for `localhost`.
class SmtpTlsTest {
    private static final ReplyScript OFFERING =
            ReplyScript.offering("STARTTLS", "AUTH PLAIN LOGIN");

    @TempDir private static Path folder;
    private static SSLContext context;
    private static String authority;

    @BeforeAll
    static void makeCertificate() throws GeneralSecurityException, IOException {
        var certificate = TestCertificates.of(folder, "localhost");
        context = certificate.server(certificate);
        authority = certificate.certificateFile(folder).toString();
    }

    @Test
    void upgradesToTlsWithoutCredentials() throws IOException {
        try (var server = server(OFFERING, false)) {
            var done = trusting(server).with("smtp_starttls", JsonValue.TRUE).send();

            assertThat(SendEmailCall.message(done), is(""));
            assertThat(done.logs(), contains("will send", "will starttls", "did send"));
            var heard = server.receivedLines();
            assertThat(
                    heard.subList(0, 4),
                    contains(
                            is("EHLO [127.0.0.1]"),
                            is("STARTTLS"),
                            is("<tls>"),
                            is("EHLO [127.0.0.1]")));
            assertThat(heard, hasItem("Line two"));
        }
    }

    @Test
    void logsInOnlyAfterTls() throws IOException {
        try (var server = server(OFFERING, false)) {
            var done = login(trusting(server).with("smtp_starttls", JsonValue.TRUE)).send();

            assertThat(
                    done.logs(),
                    contains("will send", "will starttls", "will login", "did login", "did send"));
            var heard = server.receivedLines();
            assertThat(
                    heard.subList(0, heard.indexOf("<tls>")), everyItem(not(startsWith("AUTH"))));
            assertThat(heard, hasItem("AUTH PLAIN AG1lAHdvcmQ="));
        }
    }

    @Test
    void usesTheMechanismLoginIfPlainIsNotOffered() throws IOException {
        ReplyScript offering = ReplyScript.offering("AUTH LOGIN");
        ReplyScript manners =
                line ->
                        switch (line) {
                            case "AUTH LOGIN" -> "334 VXNlcm5hbWU6";
                            case "bWU=" -> "334 UGFzc3dvcmQ6";
                            case "d29yZA==" -> "235 welcome";
                            default -> offering.reply(line);
                        };
        try (var server = server(manners, false)) {
            assertThat(SendEmailCall.code(login(SendEmailCall.to(server.port())).send()), is(""));
        }
    }

    @Test
    void sendsNothingToAServerWithoutStartTlsOrWithoutLogin() throws IOException {
        try (var server = server(ReplyScript.ACCEPTING, false)) {
            var clear =
                    SendEmailCall.to(server.port()).with("smtp_starttls", JsonValue.TRUE).send();
            var unknown = login(SendEmailCall.to(server.port())).send();

            for (var done : List.of(clear, unknown)) {
                assertThat(SendEmailCall.code(done), is("SMTPNotSupportedError"));
                assertThat(done.httpStatus().orElseThrow(), is(422));
            }
            assertThat(server.receivedLines(), not(hasItem(startsWith("MAIL"))));
            assertThat(server.receivedLines(), not(hasItem(startsWith("AUTH"))));
        }
    }

    @Test
    void reportsARefusalOfStartTls() throws IOException {
        ReplyScript manners =
                line -> line.equals("STARTTLS") ? "454 not now" : OFFERING.reply(line);
        try (var server = server(manners, false)) {
            var done = trusting(server).with("smtp_starttls", JsonValue.TRUE).send();

            assertThat(SendEmailCall.code(done), is("SMTPResponseException"));
            assertThat(done.httpStatus().orElseThrow(), is(503));
            assertThat(server.receivedLines(), not(hasItem(startsWith("MAIL"))));
        }
    }

    @Test
    void discardsPlaintextAfterTheReplyToStartTls() throws IOException {
        ReplyScript manners =
                line ->
                        line.equals("STARTTLS")
                                ? "220 go\r\n250-evil\r\n250 AUTH PLAIN"
                                : ReplyScript.offering("STARTTLS").reply(line);
        try (var server = server(manners, false)) {
            var done = login(trusting(server).with("smtp_starttls", JsonValue.TRUE)).send();

            assertThat(SendEmailCall.code(done), is("SMTPNotSupportedError"));
            assertThat(server.receivedLines(), not(hasItem(startsWith("AUTH"))));
        }
    }

    @Test
    void trustsNeitherAnUnknownCertificateNorOneForAnotherName() throws IOException {
        try (var server = server(OFFERING, false);
                var implicit = server(OFFERING, true)) {
            var asked = trusting(server).with("smtp_starttls", JsonValue.TRUE);
            var implicitly =
                    trusting(implicit)
                            .setting("implicit-tls-ports", String.valueOf(implicit.port()));

            var refused =
                    List.of(
                            asked.setting("ca-file", "").send(),
                            asked.with("smtp_host", "mail.example.com").send(),
                            asked.with("smtp_host", "127.0.0.1").send(),
                            implicitly.setting("ca-file", "").send(),
                            implicitly.with("smtp_host", "mail.example.com").send());

            for (var done : refused) {
                assertThat(SendEmailCall.code(done), is("SSLCertVerificationError"));
                assertThat(done.httpStatus().orElseThrow(), is(495));
            }
            assertThat(server.receivedLines(), not(hasItem(startsWith("MAIL"))));
            assertThat(implicit.receivedLines(), not(hasItem(startsWith("EHLO"))));
        }
    }

    @Test
    void usesImplicitTlsOnItsPort() throws IOException {
        try (var server = server(OFFERING, true)) {
            var port = String.valueOf(server.port());
            var done =
                    login(trusting(server).setting("implicit-tls-ports", "465, " + port))
                            .with("smtp_starttls", JsonValue.TRUE)
                            .with("smtp_port", Json.createValue(port))
                            .send();

            assertThat(SendEmailCall.message(done), is(""));
            assertThat(done.logs(), contains("will send", "will login", "did login", "did send"));
            assertThat(server.receivedLines().getFirst(), is("<tls>"));
            assertThat(server.receivedLines(), not(hasItem("STARTTLS")));
        }
    }

    @Test
    void reportsAPortWithoutTls() throws IOException {
        try (var server = server(OFFERING, false)) {
            var done =
                    SendEmailCall.to(server.port())
                            .setting("implicit-tls-ports", String.valueOf(server.port()))
                            .send();

            assertThat(SendEmailCall.code(done), is("SSLError"));
            assertThat(SendEmailCall.message(done), containsString("TLS"));
        }
    }

    @Test
    void endsTheHandshakeWithASilentServer() throws IOException {
        try (var server = server(ReplyScript.except("<hello>", MailServer.SILENCE), false)) {
            var done =
                    SendEmailCall.to(server.port())
                            .setting("implicit-tls-ports", String.valueOf(server.port()))
                            .setting("read-timeout", "PT0.2S")
                            .send();

            assertThat(SendEmailCall.code(done), is("TimeoutError"));
        }
    }

    private static MailServer server(ReplyScript manners, boolean implicit) {
        return new MailServer(manners, Optional.of(context), implicit);
    }

    private static SendEmailCall trusting(MailServer server) {
        return SendEmailCall.to(server.port()).setting("ca-file", authority);
    }

    private static SendEmailCall login(SendEmailCall sending) {
        return sending.with("smtp_user", "me").with("smtp_password", "word");
    }
}
