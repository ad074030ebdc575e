package dev.connectorproxy.federation;

import dev.connectorproxy.outbound.SingleUseConnection;
import io.helidon.common.buffers.DataReader;
import io.helidon.common.buffers.DataReader.InsufficientDataAvailableException;
import io.helidon.http.HeaderNames;
import io.helidon.webclient.http1.Http1ClientResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/// The response of a peer, with any status.
///
/// @param contentType the header as sent, possibly not a valid media type
/// @param coding the header Content-Encoding, since no body is decoded here; empty if it is none of the known form
record PeerResponse(
        int status,
        Optional<String> contentType,
        Optional<String> coding,
        Optional<String> location,
        byte[] body) {
    private static final int MAX_LINE_BYTES = 8 << 10;

    /// Reads the whole response.
    ///
    /// @param reader of its connection, at the beginning of the body
    /// @param limit maximum bytes of the body
    /// @throws SingleUseConnection.TooLargeException the body is larger
    static PeerResponse read(Http1ClientResponse response, DataReader reader, int limit)
            throws IOException {
        var headers = response.headers();
        return new PeerResponse(
                response.status().code(),
                headers.first(HeaderNames.CONTENT_TYPE),
                headers.first(HeaderNames.CONTENT_ENCODING)
                        .filter(value -> value.matches("[A-Za-z0-9, -]{1,40}")),
                headers.first(HeaderNames.LOCATION),
                readBody(response, reader, limit));
    }

    /// Bodies are read here (RFC 9112, 6.3): WebClient treats the end of the connection as a failure, though it may be
    /// the end of a body, a response with `Upgrade` as one without a body, and prefers a length to chunks.
    private static byte[] readBody(Http1ClientResponse response, DataReader reader, int limit)
            throws IOException {
        int status = response.status().code();
        if (status < 200 || status == 204 || status == 304) {
            return new byte[0];
        }
        var body = new BoundedBody(limit);
        if (response.headers().contains(HeaderNames.TRANSFER_ENCODING)) {
            requireChunked(response.headers().get(HeaderNames.TRANSFER_ENCODING).allValues());
            readChunks(reader, body);
        } else if (response.headers().contains(HeaderNames.CONTENT_LENGTH)) {
            readExactly(reader, response.headers().contentLength().orElseThrow(), body);
        } else {
            readToEnd(reader, body);
        }
        return body.toByteArray();
    }

    private static void requireChunked(List<String> codings) throws IOException {
        if (codings.size() != 1 || !codings.getFirst().equalsIgnoreCase("chunked")) {
            throw new IOException("unknown transfer coding");
        }
    }

    private static void readChunks(DataReader reader, BoundedBody body) throws IOException {
        for (long size = readChunkSize(reader); size > 0; size = readChunkSize(reader)) {
            readExactly(reader, body.size() + size, body);
            if (!readLine(reader).isEmpty()) {
                throw new IOException("a chunk is longer than its size");
            }
        }
        while (!readLine(reader).isEmpty()) {} // trailers
    }

    private static long readChunkSize(DataReader reader) throws IOException {
        var digits = readLine(reader).split("[;\\s]", 2)[0];
        if (!digits.matches("[0-9A-Fa-f]{1,15}")) {
            throw new IOException("not the size of a chunk");
        }
        return Long.parseLong(digits, 16);
    }

    private static String readLine(DataReader reader) throws IOException {
        int length = reader.findNewLine(MAX_LINE_BYTES);
        if (length >= MAX_LINE_BYTES) {
            throw new IOException("a line of the chunks is too long");
        }
        var line = reader.readAsciiString(length);
        reader.skip(2);
        return line;
    }

    private static void readExactly(DataReader reader, long length, BoundedBody body)
            throws IOException {
        while (body.size() < length) {
            reader.ensureAvailable();
            body.writeBytes(
                    reader.readBytes((int) Math.min(reader.available(), length - body.size())));
        }
    }

    private static void readToEnd(DataReader reader, BoundedBody body) {
        try {
            while (true) {
                reader.ensureAvailable();
                body.writeBytes(reader.readBytes(reader.available()));
            }
        } catch (InsufficientDataAvailableException _) {
            // end of the body
        }
    }

    /// Collects a body up to the limit.
    private static final class BoundedBody extends ByteArrayOutputStream {
        private final int limit;

        BoundedBody(int limit) {
            this.limit = limit;
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
            if (length > limit - size()) {
                throw new SingleUseConnection.TooLargeException();
            }
            super.write(bytes, offset, length);
        }
    }
}
