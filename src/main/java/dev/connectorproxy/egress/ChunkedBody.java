package dev.connectorproxy.egress;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import org.apache.hc.core5.http.MalformedChunkCodingException;
import org.apache.hc.core5.http.io.SessionInputBuffer;

/// Decodes a chunked body strictly (RFC 9112, section 7.1). HttpClient's own decoder accepts the end of the connection
/// as the end of a line, so that a truncated `0f` would be read as the last chunk `0`. Extensions and trailers are
/// skipped.
final class ChunkedBody extends InputStream {
    private static final int MOST_DIGITS = 15;
    private static final int MOST_LINE = 64 << 10;

    private final SessionInputBuffer buffer;
    private final InputStream in;
    private long left; // of this chunk
    private boolean begun;
    private boolean ended;

    ChunkedBody(SessionInputBuffer buffer, InputStream in) {
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
        if (ended || (left == 0 && !nextChunk())) {
            return -1;
        }
        int read = buffer.read(target, offset, (int) Math.min(length, left), in);
        if (read < 0) {
            throw new EOFException("the connection ended inside a chunk");
        }
        left -= read;
        return read;
    }

    @Override
    public int available() {
        return (int) Math.min(left, buffer.length());
    }

    private boolean nextChunk() throws IOException {
        if (begun) {
            endOfLine(octet());
        }
        begun = true;
        left = size();
        if (left == 0) {
            ended = true;
            skipTrailers();
        }
        return !ended;
    }

    private long size() throws IOException {
        long size = 0;
        int digits = 0;
        int octet = octet();
        for (; Character.digit(octet, 16) >= 0 && octet < 0x80; octet = octet()) {
            size = size << 4 | Character.digit(octet, 16);
            if (++digits > MOST_DIGITS) {
                throw new MalformedChunkCodingException("chunk size");
            }
        }
        if (digits == 0) {
            throw new MalformedChunkCodingException("chunk size");
        }
        while (octet == ' ' || octet == '\t') {
            octet = octet();
        }
        if (octet == ';') {
            octet = skipExtension();
        }
        endOfLine(octet);
        return size;
    }

    private int skipExtension() throws IOException {
        int octet = octet();
        for (int length = 0; octet != '\r' && octet != '\n'; length++) {
            if (length > MOST_LINE) {
                throw new AnswerTooLarge("chunk extension");
            }
            octet = octet();
        }
        return octet;
    }

    private void skipTrailers() throws IOException {
        int total = 0;
        int length = 0;
        for (int octet = octet(); octet != '\n' || length > 0; octet = octet()) {
            length = octet == '\n' ? 0 : length + (octet == '\r' ? 0 : 1);
            if (++total > MOST_LINE) {
                throw new AnswerTooLarge("trailers");
            }
        }
    }

    private void endOfLine(int first) throws IOException {
        if (first != '\n' && (first != '\r' || octet() != '\n')) {
            throw new MalformedChunkCodingException("end of chunk");
        }
    }

    private int octet() throws IOException {
        int octet = buffer.read(in);
        if (octet < 0) {
            throw new EOFException("the connection ended before the last chunk");
        }
        return octet;
    }
}
