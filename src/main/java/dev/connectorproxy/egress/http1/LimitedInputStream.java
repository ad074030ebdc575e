package dev.connectorproxy.egress.http1;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.LongConsumer;

/// Counts the bytes that are read, and fails with [ResponseTooLargeException] above the limit.
class LimitedInputStream extends FilterInputStream {
    private final long maxBytes;
    private final LongConsumer counter;
    private long total;

    LimitedInputStream(InputStream in, long maxBytes, LongConsumer counter) {
        super(in);
        this.maxBytes = maxBytes;
        this.counter = counter;
    }

    @Override
    public int read() throws IOException {
        int octet = super.read();
        if (octet >= 0) {
            count(1);
        }
        return octet;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        int read = super.read(target, offset, length);
        if (read > 0) {
            count(read);
        }
        return read;
    }

    private void count(int more) throws ResponseTooLargeException {
        total += more;
        counter.accept(more);
        if (total > maxBytes) {
            throw ResponseTooLargeException.ofBody(maxBytes);
        }
    }
}
