package dev.connectorproxy.egress.http1;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.hc.core5.http.ParseException;
import org.apache.hc.core5.http.io.SessionInputBuffer;

/// Reads one line of a head at a time, byte by byte, so that the end of the connection is never taken for the end of a
/// line.
final class HeaderLineReader {
    private static final int INITIAL_BYTES = 512;
    private static final int MAX_BYTES = 64 << 10;
    private static final int MAX_EMPTY_LINES = 4;

    private byte[] octets = new byte[INITIAL_BYTES];
    private int length;

    int length() {
        return length;
    }

    boolean isFolded() {
        return octets[0] == ' ' || octets[0] == '\t';
    }

    /// Reads the status line, skipping a few empty lines before it, which some servers send. False at the end of the
    /// stream.
    boolean readFirst(SessionInputBuffer buffer, InputStream in)
            throws IOException, ParseException {
        for (int i = 0; i < MAX_EMPTY_LINES; i++) {
            int first = buffer.read(in);
            if (first < 0 && i == 0) {
                return false;
            }
            if (read(first, buffer, in) > 0) {
                return true;
            }
        }
        throw new ParseException("empty lines instead of a response");
    }

    int read(SessionInputBuffer buffer, InputStream in) throws IOException, ParseException {
        return read(buffer.read(in), buffer, in);
    }

    private int read(int first, SessionInputBuffer buffer, InputStream in)
            throws IOException, ParseException {
        if (octets.length > 8 * INITIAL_BYTES) {
            octets = new byte[INITIAL_BYTES];
        }
        length = 0;
        for (int octet = first; octet != '\n'; octet = buffer.read(in)) {
            if (octet < 0) {
                throw new EOFException("the connection ended inside the head");
            }
            if (octet == 0) {
                throw new ParseException("NUL in the head");
            }
            append(octet);
        }
        if (length > 0 && octets[length - 1] == '\r') {
            length--;
        }
        for (int i = 0; i < length; i++) {
            if (octets[i] == '\r') {
                throw new ParseException("bare CR in the head");
            }
        }
        return length;
    }

    private void append(int octet) throws ResponseTooLargeException {
        if (length == octets.length) {
            if (length >= MAX_BYTES) {
                throw new ResponseTooLargeException("header field");
            }
            octets = Arrays.copyOf(octets, length * 2);
        }
        octets[length++] = (byte) octet;
    }

    int indexOf(char c) {
        for (int i = 0; i < length; i++) {
            if (octets[i] == c) {
                return i;
            }
        }
        return -1;
    }

    String text(int from, int to) {
        return new String(octets, from, to - from, StandardCharsets.ISO_8859_1);
    }

    String trimmedText(int from) {
        int start = from;
        int end = length;
        while (start < end && isBlank(octets[start])) {
            start++;
        }
        while (end > start && isBlank(octets[end - 1])) {
            end--;
        }
        return text(start, end);
    }

    private static boolean isBlank(byte octet) {
        return octet == ' ' || octet == '\t';
    }
}
