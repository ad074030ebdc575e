package dev.connectorproxy.connector.smtp;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.connectorproxy.connector.smtp.MailServer.ReplyScript;
import dev.connectorproxy.spi.CommandResult.Done;
import dev.connectorproxy.spi.ConnectorException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The SASL mechanisms of the login.
class SmtpLoginTest {
    private static final String TOKEN = "ya29.vF9dft4qmTc2Nvb3RlckBhdHRhdmlzdGEuY29tCg";

    /// The example of RFC 2195, section 2.
    @Test
    void cramMd5IsUsedWhereTheServerOffersNothingElse() throws IOException {
        var challenge = base64("<1896.697170952@postoffice.reston.mci.net>");
        var response = base64("tim b913a602c7eda7a495b4e6e7334d3890");
        try (var server = new MailServer(script("CRAM-MD5", challenge, response))) {
            var done = password(server, "tim", "tanstaaftanstaaf");

            assertThat(SendEmailCall.message(done), is(""));
            assertThat(server.receivedLines(), hasItem("AUTH CRAM-MD5"));
        }
    }

    @Test
    void aWrongCramMd5PasswordIsAnAuthenticationError() throws IOException {
        try (var server = new MailServer(script("CRAM-MD5", base64("<1@x>"), "other"))) {
            var done = password(server, "tim", "wrong");

            assertThat(SendEmailCall.code(done), is("SMTPAuthenticationError"));
            assertThat(done.httpStatus().orElseThrow(), is(422));
        }
    }

    @Test
    void plainIsPreferred() throws IOException {
        ReplyScript all = ReplyScript.offering("AUTH CRAM-MD5 LOGIN PLAIN XOAUTH2");
        try (var server = new MailServer(all)) {
            password(server, "me", "secret");

            assertThat(server.receivedLines(), hasItem("AUTH PLAIN " + base64("\0me\0secret")));
        }
    }

    @Test
    void aServerWithOtherMechanismsOnlyIsNotSupported() throws IOException {
        try (var server = new MailServer(ReplyScript.offering("AUTH GSSAPI XOAUTH2"))) {
            var done = password(server, "me", "secret");

            assertThat(SendEmailCall.code(done), is("SMTPNotSupportedError"));
            assertThat(
                    SendEmailCall.message(done),
                    is("the server offers no login with PLAIN or LOGIN or CRAM-MD5"));
        }
    }

    /// The example of Google's and Microsoft's documentation.
    @Test
    void anAccessTokenIsSentWithXoauth2() throws IOException {
        try (var server = new MailServer(ReplyScript.offering("AUTH LOGIN XOAUTH2 PLAIN"))) {
            var done = token(server, "someuser@example.com", TOKEN);

            assertThat(SendEmailCall.message(done), is(""));
            assertThat(
                    server.receivedLines(),
                    hasItem(
                            "AUTH XOAUTH2 dXNlcj1zb21ldXNlckBleGFtcGxlLmNvbQFhdXRoPUJlYXJlciB5YTI5LnZGOWRmdDRxbVRjMk52YjNSbGNrQmhkSFJoZG1semRHRXVZMjl0Q2cBAQ=="));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"XOAUTH2", "OAUTHBEARER"})
    void anExpiredTokenIsAnAuthenticationErrorThatShowsNoToken(String mechanism)
            throws IOException {
        ReplyScript offering = ReplyScript.offering("AUTH " + mechanism);
        ReplyScript script =
                line ->
                        line.startsWith("AUTH ")
                                ? "334 " + base64("{\"status\":\"401\"}")
                                : line.isEmpty() || line.equals("AQ==")
                                        ? "535 5.7.3 Authentication unsuccessful " + TOKEN
                                        : offering.reply(line);
        try (var server = new MailServer(script)) {
            var done = token(server, "me@example.com", TOKEN);

            assertThat(SendEmailCall.code(done), is("SMTPAuthenticationError"));
            assertThat(SendEmailCall.message(done), containsString("535 5.7.3"));
            assertThat(SendEmailCall.message(done), not(containsString(TOKEN)));
            assertThat(server.receivedLines(), hasItem(startsWith("AUTH " + mechanism)));
        }
    }

    @Test
    void theInitialResponseIsMaskedToo() {
        var login = SmtpLogin.ofToken("me", TOKEN);
        var sent = SaslMechanism.XOAUTH2.initialResponse(login);

        assertThat(login.mask("500 what is " + sent + "?", 100), is("500 what is ***?"));
        assertThat(login.toString(), not(containsString(TOKEN)));
    }

    @Test
    void aTokenNeedsAUserAndNoBlanks() {
        var sending = SendEmailCall.to(25).with("smtp_access_token", TOKEN);

        var noUser = assertThrows(ConnectorException.class, sending::send);
        var blank =
                assertThrows(
                        ConnectorException.class,
                        () ->
                                sending.with("smtp_user", "me")
                                        .with("smtp_access_token", "a\1b")
                                        .send());

        assertThat(noUser.getMessage(), startsWith("parameter 'smtp_user' is missing"));
        assertThat(blank.getMessage(), startsWith("parameter 'smtp_access_token' has a character"));
    }

    private static ReplyScript script(String mechanism, String challenge, String response) {
        ReplyScript offering = ReplyScript.offering("AUTH " + mechanism);
        return line ->
                line.equals("AUTH " + mechanism)
                        ? "334 " + challenge
                        : line.equals(response)
                                ? "235 welcome"
                                : line.matches("[A-Za-z0-9+/]{20,}=*")
                                        ? "535 no"
                                        : offering.reply(line);
    }

    private static Done password(MailServer server, String user, String password) {
        return SendEmailCall.to(server.port())
                .with("smtp_user", user)
                .with("smtp_password", password)
                .send();
    }

    private static Done token(MailServer server, String user, String token) {
        return SendEmailCall.to(server.port())
                .with("smtp_user", user)
                .with("smtp_access_token", token)
                .send();
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
