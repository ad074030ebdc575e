package dev.connectorproxy.connector.smtp;

import dev.connectorproxy.spi.ConnectorException;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import java.io.IOException;
import java.net.Socket;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.eclipse.angus.mail.smtp.SMTPTransport;

/// An SMTP transport that remembers the stage of the session, so that a failure can be reported with the stage. Angus
/// Mail's transport implements the protocol; this class decides which command comes next and evaluates the replies. Its
/// methods are `synchronized` because the superclass requires that lock.
final class StagedSmtpTransport extends SMTPTransport {
    private static final String[] NOT_SENT = {"Bcc"};

    private static final int MAX_CHALLENGES = 2;

    private final SmtpLogin login;
    private Stage stage = Stage.GREETING;
    private Optional<SmtpReply> refusal = Optional.empty();

    enum Stage {
        GREETING(SmtpError.CONNECT, "the server is not ready", "before its greeting"),
        HELLO(SmtpError.HELLO, "the server refused EHLO", "after EHLO"),
        STARTTLS(SmtpError.RESPONSE, "the server refused STARTTLS", "during STARTTLS"),
        LOGIN(SmtpError.AUTHENTICATION, "the server refused the login", "during the login"),
        SENDER(SmtpError.SENDER_REFUSED, "the server refused the sender", "after the sender"),
        RECIPIENTS(
                SmtpError.RECIPIENTS_REFUSED,
                "the server gave a strange answer about a recipient",
                "amid the recipients"),
        DATA(SmtpError.DATA, "the server refused the message", "amid the message"),
        END(
                SmtpError.DATA,
                "the server refused the message",
                "after the message, which it may have accepted all the same");

        private final SmtpError error;
        private final String refusal;
        private final String time;

        /// @param refusal what an error reply means at this stage
        /// @param time when the stage is, to follow what happened then
        Stage(SmtpError error, String refusal, String time) {
            this.error = error;
            this.refusal = refusal;
            this.time = time;
        }

        /// The failure for a reply of the server at this stage.
        ConnectorException refused(SmtpReply reply) {
            return error.toException(refusal + ": " + reply, reply);
        }

        /// For example `after EHLO`.
        String time() {
            return time;
        }
    }

    StagedSmtpTransport(Session session, SmtpLogin login) {
        super(session, null);
        this.login = login;
    }

    Stage stage() {
        return stage;
    }

    /// The first error reply (4xx or 5xx) at this stage.
    Optional<SmtpReply> refusal() {
        return refusal;
    }

    SmtpReply lastReply() {
        return SmtpReply.of(getLastReturnCode(), getLastServerResponse(), login);
    }

    /// Reads the greeting and sends EHLO, or HELO to a server without EHLO.
    synchronized void openSession(Socket socket) throws MessagingException {
        connect(socket);
    }

    /// Upgrades to TLS with STARTTLS and discards the capabilities known so far (RFC 3207, section 4.2).
    synchronized void upgradeToTls() throws MessagingException {
        if (!supportsExtension("STARTTLS")) {
            throw SmtpError.NOT_SUPPORTED.toException(
                    "the server does not offer STARTTLS, so nothing was sent; leave smtp_starttls out only if the mail may go in clear");
        }
        enter(Stage.STARTTLS);
        startTLS();
        if (!ehlo(getLocalHost())) {
            throw new MessagingException("EHLO was refused after STARTTLS");
        }
    }

    /// Authenticates with the first mechanism for the login that the server offers and takes.
    synchronized void logIn() throws MessagingException {
        enter(Stage.LOGIN);
        var offered =
                login.mechanisms().stream()
                        .filter(mechanism -> supportsAuthentication(mechanism.protocolName()))
                        .toList();
        int code = 504; // mechanism not supported
        for (int i = 0; i < offered.size() && code == 504; i++) {
            enter(Stage.LOGIN);
            code = logIn(offered.get(i));
        }
        if (offered.isEmpty()) {
            throw SmtpError.NOT_SUPPORTED.toException(
                    "the server offers no login with %s%s"
                            .formatted(
                                    login.mechanisms().stream()
                                            .map(SaslMechanism::protocolName)
                                            .collect(Collectors.joining(" or ")),
                                    supportsExtension("STARTTLS") ? " before STARTTLS" : ""));
        }
        if (code != 235) {
            throw new MessagingException("not logged in");
        }
    }

    private int logIn(SaslMechanism mechanism) throws MessagingException {
        var initial = mechanism.initialResponse(login);
        int code =
                simpleCommand(("AUTH " + mechanism.protocolName() + " " + initial).stripTrailing());
        for (int step = 0; code == 334 && step < MAX_CHALLENGES; step++) {
            var challenge = getLastServerResponse().substring(3).strip();
            code = simpleCommand(mechanism.response(login, challenge, step));
        }
        return code;
    }

    /// Sends the message to all recipients that the server accepts.
    ///
    /// @return the refused recipients with the server's replies
    synchronized Map<String, SmtpReply> send(EmailMessage message)
            throws MessagingException, IOException {
        enter(Stage.SENDER);
        if (message.international() && !supportsExtension("SMTPUTF8")) {
            throw SmtpError.NOT_SUPPORTED.toException(
                    "an address is not ASCII before its @, and the server does not offer SMTPUTF8");
        }
        if (simpleCommand("MAIL FROM:<" + message.sender() + ">" + mailOptions(message)) != 250) {
            throw new MessagingException("sender refused");
        }
        var refused = sendRecipients(message);
        enter(Stage.DATA);
        message.message().writeTo(data(), NOT_SENT);
        enter(Stage.END);
        finishData();
        return refused;
    }

    @Override
    protected boolean ehlo(String name) throws MessagingException {
        enter(Stage.HELLO);
        boolean known = super.ehlo(name);
        if (!known && refusal.filter(SmtpReply::isTransient).isPresent()) {
            throw new MessagingException("the server is busy, so HELO would not do either");
        }
        return known;
    }

    @Override
    protected void helo(String name) throws MessagingException {
        enter(Stage.HELLO);
        super.helo(name);
    }

    @Override
    protected int readServerResponse() throws MessagingException {
        int code = super.readServerResponse();
        if (code >= 400 && refusal.isEmpty()) {
            refusal = Optional.of(lastReply());
        }
        return code;
    }

    private Map<String, SmtpReply> sendRecipients(EmailMessage message) throws MessagingException {
        enter(Stage.RECIPIENTS);
        var refused = new LinkedHashMap<String, SmtpReply>();
        for (var recipient : message.recipients()) {
            int code = simpleCommand("RCPT TO:<" + recipient + ">");
            if (code < 200 || code > 299) {
                if (code < 400) {
                    throw new MessagingException("no answer about a recipient");
                }
                refused.put(recipient, lastReply());
            }
            if (code == 421) { // the server closes the connection
                throw allRefused(refused);
            }
        }
        if (refused.size() == message.recipients().size()) {
            throw allRefused(refused);
        }
        return refused;
    }

    private static ConnectorException allRefused(Map<String, SmtpReply> refused) {
        var first = refused.values().iterator().next();
        var decisive =
                refused.values().stream().filter(SmtpReply::isTransient).findFirst().orElse(first);
        return SmtpError.RECIPIENTS_REFUSED.toException(
                "the e-mail goes to nobody; the server refused "
                        + RefusedRecipients.toText(refused),
                decisive);
    }

    private String mailOptions(EmailMessage message) {
        var size = supportsExtension("SIZE") ? " SIZE=" + message.size() : "";
        return message.international() ? size + " BODY=8BITMIME SMTPUTF8" : size;
    }

    private void enter(Stage next) {
        stage = next;
        refusal = Optional.empty();
    }
}
