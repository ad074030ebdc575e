package dev.connectorproxy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;

/// A mail server on loopback that accepts one login with AUTH PLAIN, and records the commands that it gets.
final class LoginMailServer implements AutoCloseable {
    private final ServerSocket server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    private final List<String> commands = new CopyOnWriteArrayList<>();
    private final String plain;

    LoginMailServer(String user, String password) throws IOException {
        var message = "\0" + user + "\0" + password;
        this.plain = Base64.getEncoder().encodeToString(message.getBytes(StandardCharsets.UTF_8));
        Thread.ofVirtual().start(this::acceptAll);
    }

    int port() {
        return server.getLocalPort();
    }

    List<String> commands() {
        return commands;
    }

    private void acceptAll() {
        try {
            while (true) {
                var socket = server.accept();
                Thread.ofVirtual().start(() -> serve(socket));
            }
        } catch (IOException _) {
            // closed
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            var in =
                    new BufferedReader(
                            new InputStreamReader(
                                    socket.getInputStream(), StandardCharsets.US_ASCII));
            send(socket, "220 mail.test");
            for (var line = in.readLine(); line != null; line = in.readLine()) {
                commands.add(line.split(" ")[0].toUpperCase(Locale.ROOT));
                send(socket, reply(line));
            }
        } catch (IOException _) {
            // the client hung up
        }
    }

    private String reply(String line) {
        return switch (commands.getLast()) {
            case "EHLO" -> "250-mail.test\r\n250 AUTH PLAIN";
            case "AUTH" -> line.endsWith(plain) ? "235 welcome" : "535 no";
            case "QUIT" -> "221 bye";
            default -> "250 ok";
        };
    }

    private static void send(Socket socket, String reply) throws IOException {
        socket.getOutputStream().write((reply + "\r\n").getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
