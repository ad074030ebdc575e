package dev.connectorproxy.connector.sql;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import dev.connectorproxy.connector.postgres.Commands;
import dev.connectorproxy.spi.ConnectorException;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A server that speaks MySQL's protocol as far as an attacker needs it.
class RogueServerTest {
    private static final String PASSWORD = "canary-of-the-password";

    private static final String OK = "\0\0\0\u0002\0\0\0";

    /// The first packet of a server: version 10, a challenge of 20 bytes, `mysql_native_password`.
    private static final byte[] GREETING =
            packet(
                    0,
                    "\n8.0.36\0\u0001\0\0\0abcdefgh\0\u00ff\u00f7\u002d\u0002\0\u00ff\u0081\u0015\0\0\0\0\0\0\0\0\0\0abcdefghijkl\0mysql_native_password\0");

    @ParameterizedTest
    @ValueSource(strings = {"mysql_clear_password", "dialog", "auth_gssapi_client"})
    void doesNotGetThePasswordByAskingForAnotherMethod(String method) throws Exception {
        try (var server =
                new RogueServer(packet(2, "\u00fe" + method + "\0abcdefghijklmnopqrst\0"))) {
            var failure = call(server);

            assertThat(failure.code(), is("OperationalError"));
            assertThat(failure.getMessage(), containsString("restrict"));
            assertThat(server.received(), containsString("tester"));
            assertThat(server.received(), not(containsString(PASSWORD)));
        }
    }

    /// The server accepts the login, and responds to the first command with a request for a file.
    @Test
    void getsNoFileOfThisMachine() throws Exception {
        try (var server =
                new RogueServer(packet(2, OK), packet(1, "\u00fb/etc/hostname"), packet(3, OK))) {
            var failure = call(server);

            assertThat(failure.getMessage(), containsString("Possible malicious server"));
            var hostname = Files.readString(Path.of("/etc/hostname")).strip();
            assertThat(server.received(), containsString("tester"));
            assertThat(server.received(), not(containsString(hostname + "\n")));
        }
    }

    private static ConnectorException call(RogueServer server) {
        try (var calls =
                new SqlCalls(
                        new SocketGuard(
                                (host, _) -> List.of(Commands.loopback(host, server.port()))),
                        Map.of("connect-timeout", "PT2S"),
                        "jdbc:mysql://db.invalid/x",
                        "tester",
                        PASSWORD)) {
            return SqlCalls.failure(() ->
                    calls.run(
                            "DoSQL",
                            Commands.doSql("select 1", true),
                            SqlCalls.call(Duration.ofSeconds(5))));
        }
    }

    private static byte[] packet(int number, String text) {
        var data = text.getBytes(StandardCharsets.ISO_8859_1);
        var packet = new byte[data.length + 4];
        packet[0] = (byte) data.length;
        packet[3] = (byte) number;
        System.arraycopy(data, 0, packet, 4, data.length);
        return packet;
    }

    /// Sends the greeting, and one response to each packet; the last one again and again.
    private static final class RogueServer implements AutoCloseable {
        private final ServerSocket server;
        private final List<byte[]> responses;
        private final StringBuffer received = new StringBuffer();

        RogueServer(byte[]... responses) throws IOException {
            this.responses = List.of(responses);
            server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
            Thread.ofVirtual().start(this::serve);
        }

        int port() {
            return server.getLocalPort();
        }

        String received() {
            return received.toString();
        }

        private void serve() {
            while (!server.isClosed()) {
                try (var socket = server.accept()) {
                    var out = socket.getOutputStream();
                    out.write(GREETING);
                    var in = new DataInputStream(socket.getInputStream());
                    for (int i = 0; ; i++) {
                        int length = in.readUnsignedByte() | in.readUnsignedByte() << 8;
                        in.readUnsignedShort();
                        received.append(
                                new String(in.readNBytes(length), StandardCharsets.ISO_8859_1));
                        out.write(responses.get(Math.min(i, responses.size() - 1)));
                    }
                } catch (IOException _) {
                    // the next one
                }
            }
        }

        @Override
        public void close() throws IOException {
            server.close();
        }
    }
}
