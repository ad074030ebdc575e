package dev.connectorproxy.database.session;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Proxy;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicLong;

/// Limits how many bytes a server may send before the connector has processed them: the driver keeps rows, notices and
/// errors in memory, and limits only the rows. Thread-safe.
public final class ByteBudget {
    private final long bytes;
    private final AtomicLong remaining;

    public ByteBudget(long bytes) {
        this.bytes = bytes;
        this.remaining = new AtomicLong(bytes);
    }

    /// Resets the budget, since the bytes received so far have been processed.
    public void refill() {
        remaining.set(bytes);
    }

    /// The server sent more bytes than the budget allows.
    public static final class ExhaustedException extends IOException {
        ExhaustedException() {
            super("the server sends too much at once");
        }
    }

    /// Creates an unconnected socket whose received bytes count against the budget, below TLS.
    public Socket socket() {
        return new Socket(Proxy.NO_PROXY) {
            @Override
            public InputStream getInputStream() throws IOException {
                return counted(super.getInputStream());
            }
        };
    }

    /// The same stream, whose bytes count against the budget. They fail with an [ExhaustedException] beyond it.
    public InputStream counted(InputStream in) {
        return new FilterInputStream(in) {
            @Override
            public int read() throws IOException {
                int value = super.read();
                spend(value < 0 ? 0 : 1);
                return value;
            }

            @Override
            public int read(byte[] buffer, int offset, int length) throws IOException {
                int count = super.read(buffer, offset, length);
                spend(count);
                return count;
            }
        };
    }

    private void spend(int count) throws IOException {
        if (count > 0 && remaining.addAndGet(-count) < 0) {
            throw new ExhaustedException();
        }
    }
}
