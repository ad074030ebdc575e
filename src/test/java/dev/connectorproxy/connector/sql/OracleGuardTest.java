package dev.connectorproxy.connector.sql;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

import dev.connectorproxy.connector.postgres.Commands;
import dev.connectorproxy.spi.ConnectorException;
import dev.connectorproxy.spi.ErrorCode;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/// Oracle's driver, from the drivers' directory, against a listener that redirects it: each connection passes the guard.
@EnabledIf("isAvailable")
class OracleGuardTest {
    private static final Path DRIVERS = Path.of("target", "drivers");
    private static final int REFUSE = 4;
    private static final int REDIRECT = 5;

    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final List<String> connected = new CopyOnWriteArrayList<>();

    static boolean isAvailable() {
        return Files.isDirectory(DRIVERS);
    }

    @Test
    void followsARedirectToAPermittedServer() throws IOException {
        try (var listener =
                        new FakeListener(
                                "shop",
                                REDIRECT,
                                "(ADDRESS=(PROTOCOL=tcp)(HOST=node.invalid)(PORT=1599))");
                var node = new FakeListener("node", REFUSE, "(DESCRIPTION=(ERR=12514))");
                var calls =
                        calls(
                                Map.of(
                                        "db.invalid:1521", listener.port(),
                                        "node.invalid:1599", node.port()))) {
            var failure = SqlCalls.failure(() -> calls.fetch("select 1 from dual"));

            assertThat(failure.code(), is("OperationalError"));
            assertThat(failure.getMessage(), failure.httpStatus(), is(503));
            assertThat(asked, is(List.of("db.invalid:1521", "node.invalid:1599")));
            assertThat(connected, is(List.of("shop", "node")));
        }
    }

    @Test
    void doesNotFollowARedirectElsewhere() throws IOException {
        try (var listener =
                        new FakeListener(
                                "shop",
                                REDIRECT,
                                "(ADDRESS=(PROTOCOL=tcp)(HOST=127.0.0.1)(PORT=22))");
                var calls = calls(Map.of("db.invalid:1521", listener.port()))) {
            var failure = SqlCalls.failure(() -> calls.fetch("select 1 from dual"));

            assertThat(failure.code(), is("OperationalError"));
            assertThat(asked, is(List.of("db.invalid:1521", "127.0.0.1:22")));
            assertThat(connected, is(List.of("shop")));
        }
    }

    @Test
    void tellsTheListenerNothingAboutThisMachine() throws IOException {
        try (var listener = new FakeListener("shop", REFUSE, "(DESCRIPTION=(ERR=12514))");
                var calls = calls(Map.of("db.invalid:1521", listener.port()))) {
            SqlCalls.failure(() -> calls.fetch("select 1 from dual"));

            assertThat(
                    listener.request(),
                    containsString(
                            "(CID=(PROGRAM=connector-proxy)(HOST=connector-proxy)(USER=connector-proxy))(SERVICE_NAME=shop)"));
        }
    }

    private SqlCalls calls(Map<String, Integer> ports) {
        var egress =
                new SocketGuard((host, port) -> {
                    var server = host + ":" + port;
                    asked.add(server);
                    if (!ports.containsKey(server)) {
                        throw new ConnectorException(ErrorCode.EGRESS_BLOCKED, "no");
                    }
                    return List.of(Commands.loopback(host, ports.get(server)));
                });
        return new SqlCalls(
                egress,
                Map.of("drivers-directory", DRIVERS.toString()),
                "jdbc:oracle:thin:@//db.invalid:1521/shop",
                "u",
                "p");
    }

    /// The listener of a database, which responds to the first packet of each connection (TNS: length, type, data).
    private final class FakeListener implements AutoCloseable {
        private final ServerSocket server;
        private volatile String request = "";

        FakeListener(String name, int type, String response) throws IOException {
            server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
            Thread.ofVirtual().start(() -> serve(name, type, response));
        }

        int port() {
            return server.getLocalPort();
        }

        String request() {
            return request;
        }

        private void serve(String name, int type, String response) {
            while (!server.isClosed()) {
                try (var socket = server.accept()) {
                    connected.add(name);
                    var in = new DataInputStream(socket.getInputStream());
                    request =
                            new String(
                                    in.readNBytes(in.readUnsignedShort() - 2),
                                    StandardCharsets.ISO_8859_1);
                    socket.getOutputStream().write(packet(type, response));
                    in.readAllBytes(); // until the driver closes the connection
                } catch (IOException _) {
                    // the next one
                }
            }
        }

        private static byte[] packet(int type, String response) throws IOException {
            var data = response.getBytes(StandardCharsets.US_ASCII);
            var packet = new ByteArrayOutputStream();
            var out = new DataOutputStream(packet);
            int extra = type == REFUSE ? 2 : 0; // two reasons
            out.writeShort(10 + extra + data.length);
            out.writeShort(0);
            out.writeByte(type);
            out.writeByte(0);
            out.writeShort(0);
            out.write(new byte[extra]);
            out.writeShort(data.length);
            out.write(data);
            return packet.toByteArray();
        }

        @Override
        public void close() throws IOException {
            server.close();
        }
    }
}
