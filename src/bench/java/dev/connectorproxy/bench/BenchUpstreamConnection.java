package dev.connectorproxy.bench;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;

/// One connection to the [BenchUpstream]: serves requests until the client closes. Accepts what a normal client sends: a
/// head of up to 64 KiB, bodies with Content-Length or chunked.
final class BenchUpstreamConnection {
    private static final int LARGE = 5 << 20;
    private static final byte[] LARGE_RESPONSE = response(Bodies.large(LARGE));
    private static final byte[] LIST_RESPONSE = response(Bodies.commands(500));
    private static final byte[] JSON_RESPONSE = response(Bodies.small(""));

    private final InputStream in;
    private final OutputStream out;
    private byte[] buffer = new byte[16 << 10];
    private int at;
    private int limit;

    BenchUpstreamConnection(InputStream in, OutputStream out) {
        this.in = in;
        this.out = out;
    }

    void serve() throws IOException, InterruptedException {
        while (at < limit || fill() > 0) {
            var head = head();
            var body = body(head);
            int from = head.indexOf(' ') + 1;
            out.write(respond(head.substring(from, head.indexOf(' ', from)), body));
        }
    }

    private static byte[] respond(String target, byte[] body) throws InterruptedException {
        if (target.equals("/json")) {
            return JSON_RESPONSE;
        }
        if (target.equals("/v1/commands")) {
            return LIST_RESPONSE;
        }
        if (target.startsWith("/large")) {
            return LARGE_RESPONSE;
        }
        if (target.startsWith("/echo")) {
            return response(body);
        }
        if (target.startsWith("/slow")) {
            Thread.sleep(Long.parseLong(query(target, "ms=")));
        }
        return response(Bodies.small(query(target, "nonce=")));
    }

    private static String query(String target, String key) {
        int from = target.indexOf(key);
        if (from < 0) {
            return "";
        }
        int end = target.indexOf('&', from);
        return target.substring(from + key.length(), end < 0 ? target.length() : end);
    }

    private static byte[] response(byte[] body) {
        var head =
                ("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: "
                                + body.length
                                + "\r\n\r\n")
                        .getBytes(ISO_8859_1);
        var all = Arrays.copyOf(head, head.length + body.length);
        System.arraycopy(body, 0, all, head.length, body.length);
        return all;
    }

    /// Everything up to the empty line.
    private String head() throws IOException {
        int from = at;
        while (true) {
            for (; from + 3 < limit; from++) {
                if (buffer[from] == '\r' && buffer[from + 2] == '\r' && buffer[from + 3] == '\n') {
                    var head = new String(buffer, at, from + 2 - at, ISO_8859_1);
                    at = from + 4;
                    return head;
                }
            }
            from -= at;
            more();
        }
    }

    private byte[] body(String head) throws IOException {
        if (head.startsWith("GET ")) {
            return new byte[0];
        }
        var length = field(head, "\r\ncontent-length:");
        if (!length.isEmpty()) {
            return take(Integer.parseInt(length));
        }
        var body = new byte[0];
        if (field(head, "\r\ntransfer-encoding:").isEmpty()) {
            return body;
        }
        for (int size = chunkSize(); size > 0; size = chunkSize()) {
            int end = body.length;
            body = Arrays.copyOf(body, end + size);
            System.arraycopy(take(size), 0, body, end, size);
            take(2);
        }
        take(2);
        return body;
    }

    /// A field's value, or an empty text.
    private static String field(String head, String name) {
        for (int i = head.indexOf("\r\n"); i >= 0; i = head.indexOf("\r\n", i + 2)) {
            if (head.regionMatches(true, i, name, 0, name.length())) {
                return head.substring(i + name.length(), head.indexOf("\r\n", i + 2)).strip();
            }
        }
        return "";
    }

    private int chunkSize() throws IOException {
        var line = new StringBuilder();
        for (var c = take(1)[0]; c != '\n'; c = take(1)[0]) {
            line.append((char) c);
        }
        return Integer.parseInt(line.toString().split(";")[0].strip(), 16);
    }

    private byte[] take(int count) throws IOException {
        while (limit - at < count) {
            more();
        }
        at += count;
        return Arrays.copyOfRange(buffer, at - count, at);
    }

    private void more() throws IOException {
        if (fill() < 0) {
            throw new EOFException();
        }
    }

    /// Reads more behind what is left, which moves to the front.
    private int fill() throws IOException {
        System.arraycopy(buffer, at, buffer, 0, limit - at);
        limit -= at;
        at = 0;
        if (limit == buffer.length) {
            buffer = Arrays.copyOf(buffer, 2 * buffer.length);
        }
        int read = in.read(buffer, limit, buffer.length - limit);
        limit += Math.max(0, read);
        return read;
    }
}
