package dev.connectorproxy.connector.smtp;

import dev.connectorproxy.spi.Call;
import dev.connectorproxy.spi.ConnectorException;
import dev.connectorproxy.spi.Egress;
import dev.connectorproxy.spi.ErrorCode;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiFunction;

/// Sends e-mails through servers that the egress policy permits. Thread-safe.
final class MailSender {
    private static final Set<Integer> MAIL_PORTS = Set.of(25, 465, 587);

    /// A server with the addresses to which the egress policy permits a connection.
    record PermittedServer(SmtpServer server, List<InetSocketAddress> addresses) {}

    private final Egress egress;
    private final SmtpSettings settings;
    private final AtomicReference<SmtpTls> tls = new AtomicReference<>(); // created on first use

    MailSender(Egress egress, SmtpSettings settings) {
        this.egress = egress;
        this.settings = settings;
    }

    /// Asks the egress policy for the server.
    ///
    /// @throws ConnectorException the policy refuses the server, or it has no address
    PermittedServer permit(SmtpServer server, Call call) {
        try {
            return new PermittedServer(
                    server, egress.permit(server.host(), server.port(), MAIL_PORTS, call));
        } catch (ConnectorException e) {
            if (e.is(ErrorCode.CONNECTION_ERROR)) {
                throw SmtpError.NO_ADDRESS.toException(e.getMessage(), e);
            }
            if (e.is(ErrorCode.INVALID_URL)) {
                throw MailText.invalid("smtp_host", "is not a host name or address");
            }
            throw e;
        }
    }

    /// Sends the message to all recipients that the server accepts.
    ///
    /// @param log receives a line for each step
    /// @return the refused recipients with the server's replies
    /// @throws ConnectorException all recipients were refused, or the session failed
    Map<String, SmtpReply> send(
            PermittedServer permitted, EmailMessage message, Call call, List<String> log) {
        return inSession(permitted, call, (session, socket) -> session.send(socket, message, log));
    }

    /// Logs in, and sends nothing.
    ///
    /// @throws ConnectorException the server does not accept the login, or the session failed
    void logIn(PermittedServer permitted, Call call) {
        inSession(
                permitted,
                call,
                (session, socket) -> {
                    session.logIn(socket);
                    return true;
                });
    }

    private <T> T inSession(
            PermittedServer permitted, Call call, BiFunction<SmtpSession, BoundedSocket, T> work) {
        var server = permitted.server();
        var addresses = permitted.addresses();
        var host = addresses.getFirst().getHostString();
        boolean implicitTls = settings.implicitTlsPorts().contains(server.port());
        call.trail()
                .attempt(
                        "%s://%s:%d"
                                .formatted(
                                        implicitTls ? "smtps" : "smtp",
                                        host.contains(":") ? "[" + host + "]" : host,
                                        server.port()));
        try (var socket = connect(addresses, call)) {
            try {
                return work.apply(
                        new SmtpSession(settings, this::tls, server, implicitTls), socket);
            } finally {
                call.trail().bytes(socket.sentBytes(), socket.receivedBytes());
            }
        }
    }

    /// Tries the addresses in order.
    private BoundedSocket connect(List<InetSocketAddress> addresses, Call call) {
        var last = new IOException("no address");
        for (var address : addresses) {
            var socket = new BoundedSocket(settings.readTimeout(), call);
            try {
                socket.setTcpNoDelay(true);
                socket.connect(address, connectTimeoutMillis(call));
                return socket;
            } catch (IOException e) {
                socket.close();
                last = e;
            }
            if (Thread.currentThread().isInterrupted()) {
                break;
            }
        }
        throw connectFailure(addresses.getFirst(), last, call);
    }

    private int connectTimeoutMillis(Call call) throws SocketTimeoutException {
        long millis = Math.min(settings.connectTimeout().toMillis(), call.left().toMillis());
        if (millis <= 0) {
            throw new SocketTimeoutException("the deadline has passed");
        }
        return (int) millis;
    }

    private static ConnectorException connectFailure(
            InetSocketAddress server, IOException last, Call call) {
        var name = server.getHostString() + ", port " + server.getPort();
        return last instanceof SocketTimeoutException || !call.left().isPositive()
                ? SmtpError.TIMEOUT.toException(
                        "no connection to " + name + " came about in time", last)
                : SmtpError.CONNECTION_REFUSED.toException(
                        "no connection to " + name + " could be made", last);
    }

    private SmtpTls tls() {
        return tls.updateAndGet(
                current -> current == null ? SmtpTls.create(settings.authorities()) : current);
    }
}
