package dev.connectorproxy.egress.http1;

import dev.connectorproxy.spi.Call;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.LongConsumer;
import java.util.zip.GZIPInputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import java.util.zip.ZipException;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpHeaders;

/// Reads the whole body of one response and decodes gzip and deflate, with a limit on encoded and decoded bytes.
public final class ResponseBodyReader {
    private static final int INITIAL_BYTES = 8 << 10;
    private static final int MAX_CODINGS = 5;
    private static final byte[] EMPTY = {};

    private final int maxBytes;
    private final LongConsumer received;
    private final Call.Memory memory;

    /// @param maxBytes the limit, encoded and decoded
    /// @param received is called with the number of encoded bytes of each read
    /// @param memory the budget that the body is charged to
    public ResponseBodyReader(int maxBytes, LongConsumer received, Call.Memory memory) {
        this.maxBytes = maxBytes;
        this.received = received;
        this.memory = memory;
    }

    public byte[] read(ClassicHttpResponse response) throws IOException {
        var entity = response.getEntity();
        if (entity == null || entity.getContentLength() == 0) {
            return EMPTY;
        }
        if (entity.getContentLength() > maxBytes) {
            throw ResponseTooLargeException.ofBody(maxBytes);
        }
        var encoded = new EncodedBody(entity.getContent());
        var codings = contentCodings(response);
        if (codings.isEmpty()) {
            return readAll(encoded, entity);
        }
        var start = new PushbackInputStream(encoded, 2);
        int first = start.read();
        if (first < 0) {
            return EMPTY;
        }
        start.unread(first);
        return decode(start, codings);
    }

    private byte[] decode(PushbackInputStream encoded, List<String> codings) throws IOException {
        InputStream in = encoded;
        try {
            for (var coding : codings.reversed()) {
                in = new LimitedInputStream(decoder(coding, in), maxBytes, _ -> {});
            }
            var body = readAll(in, INITIAL_BYTES, maxBytes);
            // the decoder stops at the end of its format; read on to the end of the message
            var rest = new byte[INITIAL_BYTES];
            for (int read = 0; read >= 0; read = encoded.read(rest)) {}
            return body;
        } finally {
            in.close(); // frees the inflaters; the connection stays open
        }
    }

    private static InputStream decoder(String coding, InputStream in) throws IOException {
        if (coding.equals("deflate")) {
            var start =
                    in instanceof PushbackInputStream known
                            ? known
                            : new PushbackInputStream(in, 2);
            boolean raw = !hasZlibHeader(start);
            return new InflaterInputStream(start, new Inflater(raw), INITIAL_BYTES) {
                @Override
                public int read(byte[] bytes, int offset, int length) throws IOException {
                    int read = super.read(bytes, offset, length);
                    if (read < 0 && inf.needsDictionary()) {
                        throw new ZipException("a dictionary is needed");
                    }
                    return read;
                }

                @Override
                public void close() throws IOException {
                    inf.end();
                    super.close();
                }
            };
        }
        return new GZIPInputStream(in, INITIAL_BYTES);
    }

    /// Whether the stream starts with a zlib header (RFC 1950); some servers send raw deflate as `deflate`.
    private static boolean hasZlibHeader(PushbackInputStream in) throws IOException {
        int first = in.read();
        int second = in.read();
        if (second >= 0) {
            in.unread(second);
        }
        if (first >= 0) {
            in.unread(first);
        }
        return (first & 0x0F) == 8 && second >= 0 && ((first << 8) + second) % 31 == 0;
    }

    /// The content codings, in the order in which they were applied; none when one of them is unknown.
    private static List<String> contentCodings(ClassicHttpResponse response) throws IOException {
        var codings = new ArrayList<String>();
        for (var field : response.getHeaders(HttpHeaders.CONTENT_ENCODING)) {
            for (var coding : field.getValue().split(",")) {
                switch (coding.strip().toLowerCase(Locale.ROOT)) {
                    case "gzip", "x-gzip" -> codings.add("gzip");
                    case "deflate" -> codings.add("deflate");
                    case "identity", "" -> {}
                    default -> {
                        return List.of();
                    }
                }
            }
        }
        if (codings.size() > MAX_CODINGS) {
            throw new IOException("too many codings");
        }
        return codings;
    }

    private byte[] readAll(InputStream in, HttpEntity entity) throws IOException {
        int length = (int) entity.getContentLength();
        return length < 0
                ? readAll(in, INITIAL_BYTES, maxBytes)
                : readAll(in, Math.min(length, INITIAL_BYTES), length);
    }

    /// @param expected the initial size of the array
    /// @param announced the maximum length by the head of the response
    private byte[] readAll(InputStream in, int expected, int announced) throws IOException {
        var bytes = grow(EMPTY, Math.min(expected, maxBytes));
        int filled = 0;
        while (true) {
            if (filled == bytes.length) {
                int next = in.read();
                if (next < 0) {
                    return bytes;
                }
                if (filled >= maxBytes) {
                    throw ResponseTooLargeException.ofBody(maxBytes);
                }
                bytes =
                        grow(
                                bytes,
                                (int) Math.min(announced, Math.max(INITIAL_BYTES, 2L * filled)));
                bytes[filled++] = (byte) next;
            }
            int read = in.read(bytes, filled, bytes.length - filled);
            if (read < 0) {
                return Arrays.copyOf(bytes, filled);
            }
            filled += read;
        }
    }

    private byte[] grow(byte[] bytes, int length) {
        memory.take(length - bytes.length);
        return Arrays.copyOf(bytes, length);
    }

    /// The encoded body. Closing it does nothing: [Http1Exchange] decides whether the connection is reused.
    private final class EncodedBody extends LimitedInputStream {
        EncodedBody(InputStream in) {
            super(in, maxBytes, received);
        }

        /// At least 1, so that GZIPInputStream looks for another member whose bytes have not arrived yet.
        @Override
        public int available() {
            return 1;
        }

        @Override
        public void close() {}
    }
}
