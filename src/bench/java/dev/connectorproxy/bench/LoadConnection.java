package dev.connectorproxy.bench;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;

/// One keep-alive connection of the load: sends a request unchanged and reads the complete response, framed by
/// Content-Length or chunks; any other framing is a failure. Used by one thread.
final class LoadConnection implements AutoCloseable {
    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;
    private byte[] buffer = new byte[16 << 10];
    private int at;
    private int limit;
    private byte[] body = new byte[4 << 10];
    private int length;
    private boolean closing;

    private LoadConnection(Socket socket) throws IOException {
        this.socket = socket;
        this.in = socket.getInputStream();
        this.out = socket.getOutputStream();
    }

    /// Connects.
    ///
    /// @param timeout the timeout of connecting and of each read
    static LoadConnection open(int port, Duration timeout) throws IOException {
        var socket = new Socket();
        try {
            socket.setTcpNoDelay(true);
            socket.setSoTimeout((int) timeout.toMillis());
            socket.connect(new InetSocketAddress("127.0.0.1", port), (int) timeout.toMillis());
            return new LoadConnection(socket);
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    /// Sends the request and reads the final response; returns its status.
    int exchange(byte[] request) throws IOException {
        out.write(request);
        int status;
        do {
            status = readResponse();
        } while (status < 200);
        return status;
    }

    /// Whether the server closes the connection after this response.
    boolean closing() {
        return closing;
    }

    /// The length of the last response's body.
    int length() {
        return length;
    }

    boolean startsWith(byte[] prefix) {
        return length >= prefix.length
                && Arrays.equals(body, 0, prefix.length, prefix, 0, prefix.length);
    }

    boolean endsWith(byte[] suffix) {
        return length >= suffix.length
                && Arrays.equals(body, length - suffix.length, length, suffix, 0, suffix.length);
    }

    /// The last response's body as text, cut to a maximum length.
    String text(int maxLength) {
        return new String(body, 0, Math.min(length, maxLength), StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException _) {
            // the connection is discarded anyway
        }
    }

    private int readResponse() throws IOException {
        var statusLine = line();
        if (!statusLine.startsWith("HTTP/1.1 ")) {
            throw new IOException("not an HTTP/1.1 response: " + statusLine);
        }
        int status = Integer.parseInt(statusLine, 9, 12, 10);
        int announced = -1;
        boolean chunked = false;
        for (var field = line(); !field.isEmpty(); field = line()) {
            int colon = field.indexOf(':');
            var value = field.substring(colon + 1).strip();
            switch (field.substring(0, colon).toLowerCase(Locale.ROOT)) {
                case "content-length" -> announced = Integer.parseInt(value);
                case "transfer-encoding" -> chunked = value.equalsIgnoreCase("chunked");
                case "connection" -> closing = value.equalsIgnoreCase("close");
                default -> {}
            }
        }
        length = 0;
        if (chunked) {
            chunks();
        } else if (announced >= 0) {
            append(announced);
        } else if (status >= 200 && status != 204 && status != 304) {
            throw new IOException("a response without a length");
        }
        return status;
    }

    private void chunks() throws IOException {
        for (int size = chunkSize(); size > 0; size = chunkSize()) {
            append(size);
            if (!line().isEmpty()) {
                throw new IOException("a chunk longer than it said");
            }
        }
        while (!line().isEmpty()) {
            // a trailer field
        }
    }

    private int chunkSize() throws IOException {
        var line = line();
        int end = line.indexOf(';');
        return Integer.parseInt(end < 0 ? line : line.substring(0, end).strip(), 16);
    }

    /// Appends the next bytes of the socket to the body.
    private void append(int count) throws IOException {
        if (body.length < length + count) {
            body = Arrays.copyOf(body, Math.max(length + count, 2 * body.length));
        }
        int buffered = Math.min(count, limit - at);
        System.arraycopy(buffer, at, body, length, buffered);
        at += buffered;
        int end = length + count;
        length += buffered;
        while (length < end) {
            int read = in.read(body, length, end - length);
            if (read < 0) {
                throw new EOFException("a response cut short");
            }
            length += read;
        }
    }

    /// The next line without its CRLF.
    private String line() throws IOException {
        int from = at;
        while (true) {
            while (from < limit) {
                if (buffer[from++] == '\n') {
                    var line = new String(buffer, at, from - at - 2, StandardCharsets.ISO_8859_1);
                    at = from;
                    return line;
                }
            }
            from -= at;
            fill();
        }
    }

    /// Reads more behind what is left, which moves to the front.
    private void fill() throws IOException {
        System.arraycopy(buffer, at, buffer, 0, limit - at);
        limit -= at;
        at = 0;
        if (limit == buffer.length) {
            buffer = Arrays.copyOf(buffer, 2 * buffer.length);
        }
        int read = in.read(buffer, limit, buffer.length - limit);
        if (read < 0) {
            throw new EOFException("closed without a response");
        }
        limit += read;
    }
}
