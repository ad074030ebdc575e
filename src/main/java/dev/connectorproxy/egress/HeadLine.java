package dev.connectorproxy.egress;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.hc.core5.http.ParseException;
import org.apache.hc.core5.http.io.SessionInputBuffer;

/// Reads one line of a head at a time, byte by byte, so that the end of the connection is never taken for the end of a
/// line.
final class HeadLine {
    private static final int USUAL = 512;
    private static final int MOST = 64 << 10;
    private static final int BLANKS = 4;

    private byte[] octets = new byte[USUAL];
    private int length;

    int length() {
        return length;
    }

    boolean folded() {
        return octets[0] == ' ' || octets[0] == '\t';
    }

    /// Reads the status line, skipping a few empty lines before it, which some servers send. False at the end of the
    /// stream.
    boolean readFirst(SessionInputBuffer buffer, InputStream in)
            throws IOException, ParseException {
        for (int i = 0; i < BLANKS; i++) {
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
        if (octets.length > 8 * USUAL) {
            octets = new byte[USUAL];
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

    private void append(int octet) throws AnswerTooLarge {
        if (length == octets.length) {
            if (length >= MOST) {
                throw new AnswerTooLarge("header field");
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

    String trimmed(int from) {
        int start = from;
        int end = length;
        while (start < end && blank(octets[start])) {
            start++;
        }
        while (end > start && blank(octets[end - 1])) {
            end--;
        }
        return text(start, end);
    }

    private static boolean blank(byte octet) {
        return octet == ' ' || octet == '\t';
    }
}
