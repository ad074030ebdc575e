package dev.connectorproxy.connector.smtp;

import dev.connectorproxy.spi.Call;
import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Proxy;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/// A socket with time and size limits: a timeout for each read and write, the call's deadline for all of them together,
/// and a maximum number of bytes received. It connects directly, never through a proxy. A virtual thread enforces the
/// write timeout and the deadline by closing the socket.
final class BoundedSocket extends Socket {
    private static final int MAX_RECEIVED_BYTES = 1 << 20;

    private final Duration ioTimeout;
    private final Call call;
    private final Thread watcher;
    private volatile long receivedBytes;
    private volatile long sentBytes;
    private volatile boolean writing;
    private volatile long writeDeadline;
    private volatile boolean timedOut;

    /// @param ioTimeout how long one read or write may take
    BoundedSocket(Duration ioTimeout, Call call) {
        super(Proxy.NO_PROXY);
        this.ioTimeout = ioTimeout;
        this.call = call;
        this.watcher = Thread.ofVirtual().name("smtp-watch").unstarted(this::enforceTimeouts);
        watcher.start();
    }

    /// Whether it was closed because of a timeout or the deadline.
    boolean isTimedOut() {
        return timedOut;
    }

    long receivedBytes() {
        return receivedBytes;
    }

    long sentBytes() {
        return sentBytes;
    }

    @Override
    public InputStream getInputStream() throws IOException {
        return new Input(super.getInputStream());
    }

    @Override
    public OutputStream getOutputStream() throws IOException {
        return new Output(super.getOutputStream());
    }

    /// Never fails.
    @Override
    public void close() {
        try {
            super.close();
        } catch (IOException _) {
            // nothing depends on a clean close
        }
        LockSupport.unpark(watcher);
    }

    private void enforceTimeouts() {
        while (!isClosed()) {
            long left = call.left().toNanos();
            if (writing) {
                left = Math.min(left, writeDeadline - System.nanoTime());
            }
            if (left <= 0) {
                timedOut = true;
                close();
                return;
            }
            LockSupport.parkNanos(this, left);
        }
    }

    private int readTimeoutMillis() throws SocketTimeoutException {
        long left = Math.min(ioTimeout.toMillis(), call.left().toMillis());
        if (left <= 0) {
            throw new SocketTimeoutException("the deadline has passed");
        }
        return (int) Math.min(left, Integer.MAX_VALUE);
    }

    /// Counts and limits the bytes received.
    private final class Input extends FilterInputStream {
        private Input(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            var one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            setSoTimeout(readTimeoutMillis());
            int count = in.read(bytes, offset, length);
            receivedBytes += Math.max(count, 0); // one thread reads
            if (receivedBytes > MAX_RECEIVED_BYTES) {
                throw new IOException("the server says more than a megabyte");
            }
            return count;
        }
    }

    /// Counts the bytes sent and limits the time of each write.
    private final class Output extends FilterOutputStream {
        private Output(OutputStream out) {
            super(out);
        }

        @Override
        public void write(int one) throws IOException {
            write(new byte[] {(byte) one}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            writeDeadline = System.nanoTime() + ioTimeout.toNanos();
            writing = true;
            LockSupport.unpark(watcher);
            try {
                out.write(bytes, offset, length);
                sentBytes += length; // one thread writes
            } finally {
                writing = false;
            }
        }
    }
}
