package dev.connectorproxy.connector.smtp;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import dev.connectorproxy.connector.smtp.MailServer.Manners;
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
    private static final Manners OFFERING = Manners.offering("STARTTLS", "AUTH PLAIN LOGIN");

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

            assertThat(Sending.message(done), is(""));
            assertThat(done.logs(), contains("will send", "will starttls", "did send"));
            var heard = server.heard();
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
            var heard = server.heard();
            assertThat(
                    heard.subList(0, heard.indexOf("<tls>")), everyItem(not(startsWith("AUTH"))));
            assertThat(heard, hasItem("AUTH PLAIN AG1lAHdvcmQ="));
        }
    }

    @Test
    void usesTheMechanismLoginIfPlainIsNotOffered() throws IOException {
        Manners offering = Manners.offering("AUTH LOGIN");
        Manners manners =
                line ->
                        switch (line) {
                            case "AUTH LOGIN" -> "334 VXNlcm5hbWU6";
                            case "bWU=" -> "334 UGFzc3dvcmQ6";
                            case "d29yZA==" -> "235 welcome";
                            default -> offering.answer(line);
                        };
        try (var server = server(manners, false)) {
            assertThat(Sending.code(login(Sending.to(server.port())).send()), is(""));
        }
    }

    @Test
    void sendsNothingToAServerWithoutStartTlsOrWithoutLogin() throws IOException {
        try (var server = server(Manners.POLITE, false)) {
            var clear = Sending.to(server.port()).with("smtp_starttls", JsonValue.TRUE).send();
            var unknown = login(Sending.to(server.port())).send();

            for (var done : List.of(clear, unknown)) {
                assertThat(Sending.code(done), is("SMTPNotSupportedError"));
                assertThat(done.httpStatus().orElseThrow(), is(422));
            }
            assertThat(server.heard(), not(hasItem(startsWith("MAIL"))));
            assertThat(server.heard(), not(hasItem(startsWith("AUTH"))));
        }
    }

    @Test
    void reportsARefusalOfStartTls() throws IOException {
        Manners manners = line -> line.equals("STARTTLS") ? "454 not now" : OFFERING.answer(line);
        try (var server = server(manners, false)) {
            var done = trusting(server).with("smtp_starttls", JsonValue.TRUE).send();

            assertThat(Sending.code(done), is("SMTPResponseException"));
            assertThat(done.httpStatus().orElseThrow(), is(503));
            assertThat(server.heard(), not(hasItem(startsWith("MAIL"))));
        }
    }

    @Test
    void discardsPlaintextAfterTheReplyToStartTls() throws IOException {
        Manners manners =
                line ->
                        line.equals("STARTTLS")
                                ? "220 go\r\n250-evil\r\n250 AUTH PLAIN"
                                : Manners.offering("STARTTLS").answer(line);
        try (var server = server(manners, false)) {
            var done = login(trusting(server).with("smtp_starttls", JsonValue.TRUE)).send();

            assertThat(Sending.code(done), is("SMTPNotSupportedError"));
            assertThat(server.heard(), not(hasItem(startsWith("AUTH"))));
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
                assertThat(Sending.code(done), is("SSLCertVerificationError"));
                assertThat(done.httpStatus().orElseThrow(), is(495));
            }
            assertThat(server.heard(), not(hasItem(startsWith("MAIL"))));
            assertThat(implicit.heard(), not(hasItem(startsWith("EHLO"))));
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

            assertThat(Sending.message(done), is(""));
            assertThat(done.logs(), contains("will send", "will login", "did login", "did send"));
            assertThat(server.heard().getFirst(), is("<tls>"));
            assertThat(server.heard(), not(hasItem("STARTTLS")));
        }
    }

    @Test
    void reportsAPortWithoutTls() throws IOException {
        try (var server = server(OFFERING, false)) {
            var done =
                    Sending.to(server.port())
                            .setting("implicit-tls-ports", String.valueOf(server.port()))
                            .send();

            assertThat(Sending.code(done), is("SSLError"));
            assertThat(Sending.message(done), containsString("TLS"));
        }
    }

    @Test
    void endsTheHandshakeWithASilentServer() throws IOException {
        try (var server = server(Manners.but("<hello>", MailServer.SILENCE), false)) {
            var done =
                    Sending.to(server.port())
                            .setting("implicit-tls-ports", String.valueOf(server.port()))
                            .setting("read-timeout", "PT0.2S")
                            .send();

            assertThat(Sending.code(done), is("TimeoutError"));
        }
    }

    private static MailServer server(Manners manners, boolean implicit) {
        return new MailServer(manners, Optional.of(context), implicit);
    }

    private static Sending trusting(MailServer server) {
        return Sending.to(server.port()).setting("ca-file", authority);
    }

    private static Sending login(Sending sending) {
        return sending.with("smtp_user", "me").with("smtp_password", "word");
    }
}
