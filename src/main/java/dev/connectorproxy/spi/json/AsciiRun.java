package dev.connectorproxy.spi.json;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// Finds the end of a run of plain ASCII characters in a JSON string: a quote, a backslash, a control character, or a
/// byte outside ASCII. Tests eight bytes at once, because most of a JSON text is strings.
final class AsciiRun {
    private static final VarHandle EIGHT_BYTES =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long LOW_BITS = 0x0101010101010101L;
    private static final long HIGH_BITS = 0x8080808080808080L;
    private static final long QUOTES = LOW_BITS * '"';
    private static final long BACKSLASHES = LOW_BITS * '\\';
    private static final long SPACES = LOW_BITS * ' ';

    private AsciiRun() {}

    /// The first index from `from` on whose byte is not plain, or the array's length.
    static int end(byte[] in, int from) {
        int at = from;
        for (; at <= in.length - Long.BYTES; at += Long.BYTES) {
            long special = special((long) EIGHT_BYTES.get(in, at));
            if (special != 0) {
                return at + (Long.numberOfTrailingZeros(special) >>> 3);
            }
        }
        while (at < in.length && in[at] >= ' ' && in[at] != '"' && in[at] != '\\') {
            at++;
        }
        return at;
    }

    /// Sets the high bit of the lowest byte that is not plain, and no bit below it. Subtracting one, or 32, from a byte
    /// borrows only from the bytes above it, so bytes above the first match may be reported wrongly, but never the
    /// first one.
    private static long special(long eight) {
        long quote = eight ^ QUOTES;
        long backslash = eight ^ BACKSLASHES;
        return (((quote - LOW_BITS) & ~quote)
                        | ((backslash - LOW_BITS) & ~backslash)
                        | ((eight - SPACES) & ~eight)
                        | eight)
                & HIGH_BITS;
    }
}
