package dev.connectorproxy.connector.smtp;

import dev.connectorproxy.spi.ConnectorException;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import java.io.IOException;
import java.net.Socket;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.eclipse.angus.mail.smtp.SMTPTransport;

/// One conversation with a server, step by step, so that a failure can be told by where it happened. Angus Mail's transport
/// does the talking; which command comes next, and what is made of the replies, is decided here. Its methods are
/// `synchronized` because the transport's own are, and ask for that lock.
final class Dialogue extends SMTPTransport {
    private static final String[] NOT_SENT = {"Bcc"};

    private final Login login;
    private Stage stage = Stage.GREETING;
    private Optional<Reply> refusal = Optional.empty();

    /// Where the conversation stands.
    enum Stage {
        GREETING,
        HELLO,
        STARTTLS,
        LOGIN,
        SENDER,
        RECIPIENTS,
        DATA,
        END
    }

    Dialogue(Session session, Login login) {
        super(session, null);
        this.login = login;
    }

    Stage stage() {
        return stage;
    }

    /// The first "no" at this stage.
    Optional<Reply> refusal() {
        return refusal;
    }

    /// What the server said last.
    Reply lastReply() {
        return Reply.of(getLastReturnCode(), getLastServerResponse(), login);
    }

    /// Listens to the greeting and says hello.
    synchronized void begin(Socket socket) throws MessagingException {
        connect(socket);
    }

    /// Goes over to TLS, and forgets what the server said before.
    synchronized void secure() throws MessagingException {
        if (!supportsExtension("STARTTLS")) {
            throw SmtpError.NOT_SUPPORTED.because(
                    "the server does not offer STARTTLS, so nothing was sent; leave smtp_starttls out only if the mail may go in clear");
        }
        at(Stage.STARTTLS);
        startTLS();
        if (!ehlo(getLocalHost())) {
            throw new MessagingException("EHLO was refused after STARTTLS");
        }
    }

    /// Logs in with PLAIN, or else with LOGIN.
    synchronized void login() throws MessagingException {
        at(Stage.LOGIN);
        boolean plain = supportsAuthentication("PLAIN");
        boolean two = supportsAuthentication("LOGIN");
        if (!plain && !two) {
            throw SmtpError.NOT_SUPPORTED.because(
                    "the server offers no login with PLAIN or LOGIN"
                            + (supportsExtension("STARTTLS") ? " before STARTTLS" : ""));
        }
        int code = plain ? simpleCommand("AUTH PLAIN " + login.plain()) : 504;
        if (code == 504 && two) { // only the mechanism was refused
            at(Stage.LOGIN);
            code = simpleCommand("AUTH LOGIN");
            code = code == 334 ? simpleCommand(login.encodedUser()) : code;
            code = code == 334 ? simpleCommand(login.encodedPassword()) : code;
        }
        if (code != 235) {
            throw new MessagingException("not logged in");
        }
    }

    /// Sends the letter to all who are taken.
    ///
    /// @return those who are not, with the server's reply
    synchronized Map<String, Reply> send(Letter letter) throws MessagingException, IOException {
        at(Stage.SENDER);
        if (letter.international() && !supportsExtension("SMTPUTF8")) {
            throw SmtpError.NOT_SUPPORTED.because(
                    "an address is not ASCII, and the server does not offer SMTPUTF8; a domain can be written as xn--…");
        }
        if (simpleCommand("MAIL FROM:<" + letter.sender() + ">" + options(letter)) != 250) {
            throw new MessagingException("sender refused");
        }
        var refused = recipients(letter);
        at(Stage.DATA);
        letter.message().writeTo(data(), NOT_SENT);
        at(Stage.END);
        finishData();
        return refused;
    }

    @Override
    protected boolean ehlo(String name) throws MessagingException {
        at(Stage.HELLO);
        boolean known = super.ehlo(name);
        if (!known && refusal.filter(Reply::passing).isPresent()) {
            throw new MessagingException("the server is busy, so HELO would not do either");
        }
        return known;
    }

    @Override
    protected void helo(String name) throws MessagingException {
        at(Stage.HELLO);
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

    private Map<String, Reply> recipients(Letter letter) throws MessagingException {
        at(Stage.RECIPIENTS);
        var refused = new LinkedHashMap<String, Reply>();
        for (var recipient : letter.recipients()) {
            int code = simpleCommand("RCPT TO:<" + recipient + ">");
            if (code < 200 || code > 299) {
                if (code < 400) {
                    throw new MessagingException("no answer about a recipient");
                }
                refused.put(recipient, lastReply());
            }
            if (code == 421) { // and hangs up
                throw refusedAll(refused);
            }
        }
        if (refused.size() == letter.recipients().size()) {
            throw refusedAll(refused);
        }
        return refused;
    }

    private static ConnectorException refusedAll(Map<String, Reply> refused) {
        var first = refused.values().iterator().next();
        var telling = refused.values().stream().filter(Reply::passing).findFirst().orElse(first);
        return SmtpError.RECIPIENTS_REFUSED.because(
                "the e-mail goes to nobody; the server refused " + Refused.text(refused), telling);
    }

    private String options(Letter letter) {
        var size = supportsExtension("SIZE") ? " SIZE=" + letter.size() : "";
        return letter.international() ? size + " BODY=8BITMIME SMTPUTF8" : size;
    }

    private void at(Stage next) {
        stage = next;
        refusal = Optional.empty();
    }
}
