package dev.connectorproxy.egress.http1;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import org.apache.hc.core5.http.MalformedChunkCodingException;
import org.apache.hc.core5.http.io.SessionInputBuffer;

/// Decodes a chunked body strictly (RFC 9112, section 7.1). HttpClient's own decoder accepts the end of the connection
/// as the end of a line, so that a truncated `0f` would be read as the last chunk `0`. Extensions and trailers are
/// skipped.
final class ChunkedBodyStream extends InputStream {
    private static final int MAX_DIGITS = 15;
    private static final int MAX_LINE_BYTES = 64 << 10;

    private final SessionInputBuffer buffer;
    private final InputStream in;
    private long remaining; // of this chunk
    private boolean started;
    private boolean ended;

    ChunkedBodyStream(SessionInputBuffer buffer, InputStream in) {
        this.buffer = buffer;
        this.in = in;
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (ended || (remaining == 0 && !nextChunk())) {
            return -1;
        }
        int read = buffer.read(target, offset, (int) Math.min(length, remaining), in);
        if (read < 0) {
            throw new EOFException("the connection ended inside a chunk");
        }
        remaining -= read;
        return read;
    }

    @Override
    public int available() {
        return (int) Math.min(remaining, buffer.length());
    }

    private boolean nextChunk() throws IOException {
        if (started) {
            expectEndOfLine(readOctet());
        }
        started = true;
        remaining = readSize();
        if (remaining == 0) {
            ended = true;
            skipTrailers();
        }
        return !ended;
    }

    private long readSize() throws IOException {
        long size = 0;
        int digits = 0;
        int octet = readOctet();
        for (; Character.digit(octet, 16) >= 0 && octet < 0x80; octet = readOctet()) {
            size = size << 4 | Character.digit(octet, 16);
            if (++digits > MAX_DIGITS) {
                throw new MalformedChunkCodingException("chunk size");
            }
        }
        if (digits == 0) {
            throw new MalformedChunkCodingException("chunk size");
        }
        while (octet == ' ' || octet == '\t') {
            octet = readOctet();
        }
        if (octet == ';') {
            octet = skipExtension();
        }
        expectEndOfLine(octet);
        return size;
    }

    private int skipExtension() throws IOException {
        int octet = readOctet();
        for (int length = 0; octet != '\r' && octet != '\n'; length++) {
            if (length > MAX_LINE_BYTES) {
                throw new ResponseTooLargeException("chunk extension");
            }
            octet = readOctet();
        }
        return octet;
    }

    private void skipTrailers() throws IOException {
        int total = 0;
        int length = 0;
        for (int octet = readOctet(); octet != '\n' || length > 0; octet = readOctet()) {
            length = octet == '\n' ? 0 : length + (octet == '\r' ? 0 : 1);
            if (++total > MAX_LINE_BYTES) {
                throw new ResponseTooLargeException("trailers");
            }
        }
    }

    private void expectEndOfLine(int first) throws IOException {
        if (first != '\n' && (first != '\r' || readOctet() != '\n')) {
            throw new MalformedChunkCodingException("end of chunk");
        }
    }

    private int readOctet() throws IOException {
        int octet = buffer.read(in);
        if (octet < 0) {
            throw new EOFException("the connection ended before the last chunk");
        }
        return octet;
    }
}
