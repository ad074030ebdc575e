package dev.connectorproxy.complexity;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/// An HTTP server on the loopback interface that sends the same bytes in response to every request.
final class CannedPeer implements AutoCloseable {
    private final ServerSocket listener;
    private volatile byte[] response = new byte[0];
    private volatile boolean once;

    CannedPeer() {
        try {
            listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::accept);
    }

    int port() {
        return listener.getLocalPort();
    }

    /// Sets the bytes for the next requests.
    void respond(String bytes) {
        response = bytes.getBytes(StandardCharsets.UTF_8);
    }

    /// Sets the bytes for the next requests, each of which ends its connection.
    void respondOnce(String bytes) {
        once = true;
        respond(bytes);
    }

    @Override
    public void close() {
        try {
            listener.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void accept() {
        try {
            while (true) {
                var socket = listener.accept();
                Thread.ofVirtual().start(() -> serve(socket));
            }
        } catch (IOException _) {
            // closed
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            socket.setTcpNoDelay(true);
            var in = new BufferedInputStream(socket.getInputStream());
            for (boolean next = true; next && readRequest(in); next = !once) {
                socket.getOutputStream().write(response);
            }
        } catch (IOException _) {
            // the client closed it
        }
    }

    /// @return whether there was one
    private static boolean readRequest(InputStream in) throws IOException {
        long length = 0;
        var line = new StringBuilder();
        for (int c = in.read(); c >= 0; c = in.read()) {
            if (c != '\n') {
                line.append((char) c);
                continue;
            }
            var text = line.toString().strip().toLowerCase(Locale.ROOT);
            line.setLength(0);
            if (text.isEmpty()) {
                in.skipNBytes(length);
                return true;
            }
            if (text.startsWith("content-length:")) {
                length = Long.parseLong(text.substring(15).strip());
            }
        }
        return false;
    }
}
