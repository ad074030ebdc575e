package dev.connectorproxy.connector.smtp;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/// A mail server on the loopback interface that replies by a script and records the lines it receives.
final class MailServer implements AutoCloseable {
    /// Closes the connection instead of replying.
    static final String HANG_UP = "<hang up>";

    /// Never replies.
    static final String SILENCE = "<silence>";

    /// Replies one byte at a time, so slowly that the reply never ends.
    static final String DRIP = "<drip>";

    private final ServerSocket listener;
    private final ReplyScript script;
    private final Optional<SSLContext> tls;
    private final boolean implicit;
    private final List<Socket> open = new CopyOnWriteArrayList<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final List<String> receivedLines = new CopyOnWriteArrayList<>();

    /// The reply to each line; to `<hello>` for the greeting, to `.` at the end of a message.
    interface ReplyScript {
        ReplyScript ACCEPTING = line -> acceptingReply(line, "8BITMIME");

        String reply(String line);

        /// Accepts everything except lines that begin with this text.
        static ReplyScript except(String prefix, String reply) {
            return line -> line.startsWith(prefix) ? reply : ACCEPTING.reply(line);
        }

        /// Accepts everything and offers these extensions.
        static ReplyScript offering(String... extensions) {
            return line -> acceptingReply(line, extensions);
        }

        private static String acceptingReply(String line, String... extensions) {
            return switch (line.split("[ :]")[0].toUpperCase(Locale.ROOT)) {
                case "<HELLO>" -> "220 mail.test ready";
                case "EHLO" ->
                        "250-mail.test\r\n250-"
                                + String.join("\r\n250-", extensions)
                                + "\r\n250 HELP";
                case "STARTTLS" -> "220 go ahead";
                case "DATA" -> "354 go ahead";
                case "AUTH" -> "235 welcome";
                case "QUIT" -> "221 bye";
                default -> "250 ok";
            };
        }
    }

    MailServer(ReplyScript manners) {
        this(manners, Optional.empty(), false);
    }

    /// @param implicit whether TLS begins with the first byte
    MailServer(ReplyScript manners, Optional<SSLContext> tls, boolean implicit) {
        this.script = manners;
        this.tls = tls;
        this.implicit = implicit;
        try {
            this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::accept);
    }

    int port() {
        return listener.getLocalPort();
    }

    /// Every line received, including those of the message; `<tls>` where TLS began.
    List<String> receivedLines() {
        return List.copyOf(receivedLines);
    }

    /// The lines between DATA and the final dot, joined, without dot stuffing (RFC 5321, section 4.5.2).
    String message() {
        var lines = receivedLines();
        return lines.subList(lines.indexOf("DATA") + 1, lines.lastIndexOf(".")).stream()
                .map(line -> line.startsWith(".") ? line.substring(1) : line)
                .map(line -> line + "\r\n")
                .collect(Collectors.joining());
    }

    @Override
    public void close() throws IOException {
        closed.countDown();
        listener.close();
        for (var socket : open) {
            socket.close();
        }
    }

    private void accept() {
        try {
            while (true) {
                var socket = listener.accept();
                open.add(socket);
                Thread.ofVirtual().start(() -> serve(socket));
            }
        } catch (IOException _) {
            // closed
        }
    }

    private void serve(Socket accepted) {
        try (accepted) {
            var socket = implicit ? startTls(accepted) : accepted;
            boolean data = false;
            if (!send(socket, script.reply("<hello>"))) {
                return;
            }
            while (true) {
                var line = line(socket.getInputStream());
                receivedLines.add(line);
                data = data && !line.equals(".");
                if (data) {
                    continue;
                }
                var reply = script.reply(line);
                if (!send(socket, reply)) {
                    return;
                }
                data = line.equals("DATA") && reply.startsWith("354");
                if (line.equals("STARTTLS") && reply.startsWith("220")) {
                    socket = startTls(socket);
                }
            }
        } catch (IOException _) {
            // closed by the client or by close()
        }
    }

    private Socket startTls(Socket socket) throws IOException {
        var factory = tls.orElseThrow().getSocketFactory();
        var secure = (SSLSocket) factory.createSocket(socket, null, true);
        secure.setUseClientMode(false);
        secure.startHandshake();
        receivedLines.add("<tls>");
        return secure;
    }

    private boolean send(Socket socket, String reply) throws IOException {
        switch (reply) {
            case HANG_UP -> {
                return false;
            }
            case SILENCE -> {
                await(60_000);
                return false;
            }
            case DRIP -> {
                socket.getOutputStream().write("250-".getBytes(StandardCharsets.US_ASCII));
                while (!await(20)) {
                    socket.getOutputStream().write('x');
                    socket.getOutputStream().flush();
                }
                return false;
            }
            default -> {
                var bytes = (reply + "\r\n").getBytes(StandardCharsets.UTF_8);
                socket.getOutputStream().write(bytes);
                socket.getOutputStream().flush();
                return true;
            }
        }
    }

    private boolean await(int millis) {
        try {
            return closed.await(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException _) {
            return true;
        }
    }

    private static String line(InputStream in) throws IOException {
        var line = new ByteArrayOutputStream();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new IOException("end");
            }
            if (c != '\r') {
                line.write(c);
            }
        }
        return line.toString(StandardCharsets.UTF_8);
    }
}
