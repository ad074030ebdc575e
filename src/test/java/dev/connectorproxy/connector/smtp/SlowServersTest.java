package dev.connectorproxy.connector.smtp;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;

import dev.connectorproxy.connector.smtp.MailServer.ReplyScript;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Servers that delay a call: they send nothing, send very slowly, do not read, send without end, or cannot be reached.
class SlowServersTest {
    @Test
    void endsConnectingAfterTheConnectTimeout() throws IOException {
        var waiting = new ArrayList<Socket>();
        try (var full = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            fill(full, waiting);

            var done =
                    SendEmailCall.to(full.getLocalPort())
                            .setting("connect-timeout", "PT0.2S")
                            .send();
            var late = SendEmailCall.to(full.getLocalPort()).within(Duration.ofMillis(200)).send();

            assertThat(SendEmailCall.code(done), is("TimeoutError"));
            assertThat(done.httpStatus().orElseThrow(), is(504));
            assertThat(SendEmailCall.message(done), containsString("no connection to localhost"));
            assertThat(SendEmailCall.code(late), is("TimeoutError"));
        } finally {
            for (var socket : waiting) {
                socket.close();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"<hello>", "EHLO", "MAIL", "RCPT", "DATA", "."})
    void endsAfterTheReadTimeoutOfASilentServer(String step) throws IOException {
        ReplyScript manners =
                line ->
                        line.startsWith(step)
                                ? MailServer.SILENCE
                                : ReplyScript.ACCEPTING.reply(line);
        try (var server = new MailServer(manners)) {
            var done = SendEmailCall.to(server.port()).setting("read-timeout", "PT0.2S").send();

            assertThat(SendEmailCall.code(done), is("TimeoutError"));
            assertThat(done.httpStatus().orElseThrow(), is(504));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"<hello>", "EHLO", "RCPT"})
    void endsAtTheDeadlineOfASlowServer(String step) throws IOException {
        try (var server = new MailServer(ReplyScript.except(step, MailServer.DRIP))) {
            var begin = System.nanoTime();
            var done = SendEmailCall.to(server.port()).within(Duration.ofMillis(600)).send();

            assertThat(SendEmailCall.code(done), is("TimeoutError"));
            assertThat(System.nanoTime() - begin, lessThan(TimeUnit.SECONDS.toNanos(30)));
        }
    }

    @Test
    void endsAfterTheReadTimeoutOfAServerThatStopsReading() throws IOException {
        try (var deaf = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> sayAllAndReadNothing(deaf));

            var done =
                    SendEmailCall.to(deaf.getLocalPort())
                            .with("email_body", "x\n".repeat(6 << 20))
                            .setting("read-timeout", "PT0.5S")
                            .send();

            assertThat(SendEmailCall.code(done), is("TimeoutError"));
            assertThat(SendEmailCall.message(done), containsString("amid the message"));
        }
    }

    @Test
    void endsTheConnectionToAServerThatSendsWithoutEnd() throws IOException {
        var flood = "250-" + "x".repeat(1_000) + "\r\n";
        try (var server =
                new MailServer(ReplyScript.except("MAIL", flood.repeat(2_000) + "250 ok"))) {
            var done = SendEmailCall.to(server.port()).send();

            assertThat(SendEmailCall.code(done), is("SMTPServerDisconnected"));
        }
    }

    @Test
    void endsAnInterruptedCall() throws Exception {
        try (var server = new MailServer(ReplyScript.except("RCPT", MailServer.SILENCE))) {
            var task = new FutureTask<>(() -> SendEmailCall.to(server.port()).send());
            var worker = Thread.ofVirtual().start(task);
            while (server.receivedLines().stream().noneMatch(it -> it.startsWith("RCPT"))) {
                Thread.onSpinWait();
            }

            worker.interrupt();

            assertThat(
                    SendEmailCall.code(task.get(10, TimeUnit.SECONDS)),
                    is("SMTPServerDisconnected"));
        }
    }

    /// Connects until the backlog is full, since the listener never accepts.
    private static void fill(ServerSocket full, ArrayList<Socket> waiting) throws IOException {
        try {
            while (true) {
                var socket = new Socket();
                waiting.add(socket);
                socket.connect(full.getLocalSocketAddress(), 300);
            }
        } catch (SocketTimeoutException _) {
            // the backlog is full
        }
    }

    private static void sayAllAndReadNothing(ServerSocket listener) {
        try (var socket = listener.accept()) {
            socket.getOutputStream()
                    .write(
                            "220 a\r\n250 b\r\n250 c\r\n250 d\r\n354 e\r\n"
                                    .getBytes(StandardCharsets.US_ASCII));
            while (!listener.isClosed()) {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
            }
        } catch (IOException _) {
            // the client closed the connection
        }
    }
}
