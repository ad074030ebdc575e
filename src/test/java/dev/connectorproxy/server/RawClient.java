package dev.connectorproxy.server;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/// A client that sends exactly the given bytes and parses responses strictly.
final class RawClient implements AutoCloseable {
    private static final Duration READ_TIMEOUT = Duration.ofSeconds(10);

    private final Socket socket;
    private final InputStream in;

    /// @param headers by name in lower case; repeats joined with `, `
    record Response(int status, Map<String, String> headers, String body) {
        String header(String name) {
            return headers.getOrDefault(name, "");
        }
    }

    RawClient(int port) throws IOException {
        this(new Socket(InetAddress.getLoopbackAddress(), port));
    }

    RawClient(Socket socket) throws IOException {
        this.socket = socket;
        socket.setTcpNoDelay(true);
        socket.setSoTimeout((int) READ_TIMEOUT.toMillis());
        in = new BufferedInputStream(socket.getInputStream());
    }

    RawClient send(String latin1) throws IOException {
        return send(latin1.getBytes(StandardCharsets.ISO_8859_1));
    }

    RawClient send(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        return this;
    }

    /// Sends bytes that the server may refuse before it has read all of them.
    RawClient sendRegardless(String latin1) {
        try {
            return send(latin1);
        } catch (IOException _) {
            return this;
        }
    }

    RawClient endSending() throws IOException {
        socket.shutdownOutput();
        return this;
    }

    /// Reads the next response with its body.
    Response readResponse() throws IOException {
        var head = readHead();
        if (head.status == 100) {
            return head;
        }
        var length = head.header("content-length");
        var body = length.isEmpty() ? readChunked() : in.readNBytes(Integer.parseInt(length));
        return new Response(head.status, head.headers, new String(body, StandardCharsets.UTF_8));
    }

    /// Reads the status line and headers of the next response.
    Response readHead() throws IOException {
        var status = Integer.parseInt(readLine().split(" ")[1]);
        var headers = new LinkedHashMap<String, String>();
        for (var line = readLine(); !line.isEmpty(); line = readLine()) {
            var colon = line.indexOf(':');
            headers.merge(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip(),
                    (a, b) -> a + ", " + b);
        }
        return new Response(status, headers, "");
    }

    /// Reads until the server closes; fails if it does not.
    String readUntilClosed() throws IOException {
        return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
    }

    private byte[] readChunked() throws IOException {
        var body = new ByteArrayOutputStream();
        for (var size = readSize(); size > 0; size = readSize()) {
            body.writeBytes(in.readNBytes(size));
            readLine();
        }
        readLine();
        return body.toByteArray();
    }

    private int readSize() throws IOException {
        return Integer.parseInt(readLine(), 16);
    }

    private String readLine() throws IOException {
        var line = new StringBuilder();
        for (var octet = in.read(); octet != '\n'; octet = in.read()) {
            if (octet < 0) {
                throw new EOFException("closed after: " + line);
            }
            line.append((char) octet);
        }
        return line.toString().stripTrailing();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
