package dev.connectorproxy.connector.postgres;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Proxy;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicLong;

/// How many bytes a server may send until somebody has dealt with what came before: the driver keeps rows, notices and errors
/// in memory, and bounds only the rows. Thread-safe.
final class ByteBudget {
    private final long bytes;
    private final AtomicLong left;

    ByteBudget(long bytes) {
        this.bytes = bytes;
        this.left = new AtomicLong(bytes);
    }

    /// What came so far has been dealt with.
    void refill() {
        left.set(bytes);
    }

    /// The server sent more.
    static final class Exhausted extends IOException {
        Exhausted() {
            super("the server sends too much at once");
        }
    }

    /// A socket, not yet connected, that reads within the budget. TLS on top of it is within it, too.
    Socket socket() {
        return new Socket(Proxy.NO_PROXY) {
            @Override
            public InputStream getInputStream() throws IOException {
                return counted(super.getInputStream());
            }
        };
    }

    private InputStream counted(InputStream in) {
        return new FilterInputStream(in) {
            @Override
            public int read() throws IOException {
                int it = super.read();
                spend(it < 0 ? 0 : 1);
                return it;
            }

            @Override
            public int read(byte[] into, int from, int length) throws IOException {
                int count = super.read(into, from, length);
                spend(count);
                return count;
            }
        };
    }

    private void spend(int count) throws IOException {
        if (count > 0 && left.addAndGet(-count) < 0) {
            throw new Exhausted();
        }
    }
}
