package dev.connectorproxy.spi;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// Finds where a run of plain characters of a JSON string ends: at a quote, a backslash, a control character, or a byte
/// outside ASCII. Looks at eight bytes at once, since strings are most of what JSON is made of.
final class PlainRun {
    private static final VarHandle EIGHT =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGHS = 0x8080808080808080L;
    private static final long QUOTES = ONES * '"';
    private static final long BACKSLASHES = ONES * '\\';
    private static final long SPACES = ONES * ' ';

    private PlainRun() {}

    /// The first index from `from` on that is not plain, or the array's length.
    static int end(byte[] in, int from) {
        int at = from;
        for (; at <= in.length - Long.BYTES; at += Long.BYTES) {
            long special = special((long) EIGHT.get(in, at));
            if (special != 0) {
                return at + (Long.numberOfTrailingZeros(special) >>> 3);
            }
        }
        while (at < in.length && in[at] >= ' ' && in[at] != '"' && in[at] != '\\') {
            at++;
        }
        return at;
    }

    /// The high bit of the lowest byte that is not plain is set, and none below it. A byte minus one, or minus 32, borrows
    /// from the bytes above it only, so that they may be told wrong, but never the first.
    private static long special(long eight) {
        long quote = eight ^ QUOTES;
        long backslash = eight ^ BACKSLASHES;
        return (((quote - ONES) & ~quote)
                        | ((backslash - ONES) & ~backslash)
                        | ((eight - SPACES) & ~eight)
                        | eight)
                & HIGHS;
    }
}
