package dev.connectorproxy.server;

import io.helidon.common.socket.HelidonSocket;
import io.helidon.webserver.CloseConnectionException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/// The bytes that a peer sends. Only a read can tell that the peer has hung up, so while a watch is older than a second,
/// another thread reads ahead. What it reads, the next request, is kept for the connection's thread. The socket is read by
/// one thread at a time.
///
/// The end of the stream counts as hanging up, although a peer that has closed one direction only could still read: TCP
/// does not distinguish the two, and a server may close then (RFC 9112, section 9.6).
final class ConnectionInput implements HangupDetector, HangupDetector.Watch, Supplier<byte[]> {
    private static final long MIN_AGE_NANOS = Duration.ofSeconds(1).toNanos();
    private static final Runnable NOT_WATCHED = () -> {};

    /// A peer that has sent more than this in advance is not watched any more.
    private static final int MAX_BYTES_AHEAD = 64 * 1024;

    private final HelidonSocket socket;
    private final Lock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Queue<byte[]> ahead = new ArrayDeque<>(); // guarded by lock
    private int bytesAhead; // guarded by lock
    private boolean reading; // guarded by lock
    private volatile long watchedSince; // written before `onHangup`
    private volatile Runnable onHangup = NOT_WATCHED;
    private volatile boolean hungUp;

    /// @param socket decrypted, if the connection has TLS
    ConnectionInput(HelidonSocket socket) {
        this.socket = socket;
    }

    @Override
    public Watch watch(Runnable onHangup) {
        watchedSince = ClientTimeout.now();
        this.onHangup = onHangup;
        if (hungUp) { // set before the other thread looked who is watching
            onHangup.run();
        }
        return this;
    }

    @Override
    public void close() {
        onHangup = NOT_WATCHED;
    }

    @Override
    public boolean isHungUp() {
        return hungUp;
    }

    /// Starts to read ahead if a watch is old enough.
    ///
    /// @param now a reading of [ClientTimeout#now()]
    void readAheadIfWatched(long now) {
        if (onHangup != NOT_WATCHED && now - watchedSince >= MIN_AGE_NANOS && tryStart()) {
            Thread.ofVirtual().name("read-ahead").start(this::readAhead);
        }
    }

    private boolean tryStart() {
        lock.lock();
        try {
            if (reading || !mayReadAhead()) {
                return false;
            }
            reading = true;
            return true;
        } finally {
            lock.unlock();
        }
    }

    private boolean mayReadAhead() {
        return !hungUp && onHangup != NOT_WATCHED && bytesAhead < MAX_BYTES_AHEAD;
    }

    private void readAhead() {
        boolean more = true;
        while (more) {
            byte[] bytes;
            try {
                bytes = socket.get();
            } catch (RuntimeException _) {
                bytes = null; // reset, or broken TLS; the connection's thread finds it closed, too
            }
            more = bytes == null ? hangUp() : keep(bytes);
        }
    }

    /// @return whether to go on
    private boolean keep(byte[] bytes) {
        lock.lock();
        try {
            ahead.add(bytes);
            bytesAhead += bytes.length;
            reading = mayReadAhead();
            changed.signal();
            return reading;
        } finally {
            lock.unlock();
        }
    }

    private boolean hangUp() {
        lock.lock();
        try {
            hungUp = true;
            reading = false;
            changed.signal();
        } finally {
            lock.unlock();
        }
        onHangup.run();
        return false;
    }

    /// The next bytes; null at the end. Called by the connection's thread, while there is no watch.
    ///
    /// @throws UncheckedIOException the connection broke
    /// @throws CloseConnectionException the server is stopping
    @Override
    public byte[] get() {
        lock.lock();
        try {
            while (reading && ahead.isEmpty()) {
                changed.await();
            }
            if (!ahead.isEmpty()) {
                var bytes = ahead.remove();
                bytesAhead -= bytes.length;
                return bytes;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CloseConnectionException("The server is stopping", e);
        } finally {
            lock.unlock();
        }
        return socket.get();
    }
}
