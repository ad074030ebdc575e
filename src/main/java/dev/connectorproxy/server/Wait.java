package dev.connectorproxy.server;

import io.helidon.common.buffers.BufferData;
import io.helidon.common.socket.HelidonSocket;
import io.helidon.webserver.CloseConnectionException;
import java.io.UncheckedIOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;

/// The time for which one connection still waits for its peer. The connection's thread begins and ends a wait around
/// every blocking read and write; the [Sweeper] ends one that lasts too long by closing the socket, which wakes the
/// thread. No thread is ever interrupted, so that nothing can leak into later work on it. A thread that is woken by bytes of
/// its peer instead has to [#awaitFarewell()], or it would close the socket before the farewell is said.
final class Wait {
    private static final long ORIGIN = System.nanoTime() - 1;
    private static final long NONE = 0;
    private static final long STOPPED = -1;
    private static final long EXPIRED = -2;

    private final AtomicLong until = new AtomicLong(NONE);
    private final CountDownLatch finished = new CountDownLatch(1);
    private final HelidonSocket socket;
    private final byte[] farewell;
    private For reason =
            For.NEXT_REQUEST; // written before `until` is set, read after `until` was read
    private volatile boolean stopping;

    /// What a connection waits for.
    enum For {
        /// The first byte of a request: ended without a word, and at once when the server stops.
        NEXT_REQUEST,
        /// The rest of a request: ended with the farewell.
        REST_OF_REQUEST,
        /// Anything that follows the first byte of an answer.
        PEER
    }

    /// @param farewell sent to a peer that is cut off amid its request
    Wait(HelidonSocket socket, byte[] farewell) {
        this.socket = socket;
        this.farewell = farewell;
    }

    /// Positive and growing.
    static long now() {
        return System.nanoTime() - ORIGIN;
    }

    /// Begins a wait.
    ///
    /// @param deadline a reading of [#now()]
    void begin(For reason, long deadline) {
        if (until.get() < NONE) {
            throw cutOff(); // and let the reason be, which says whether a farewell is due
        }
        this.reason = reason;
        until.set(deadline);
        if (stopping && reason == For.NEXT_REQUEST && until.compareAndSet(deadline, STOPPED)) {
            throw cutOff();
        }
    }

    /// Ends it.
    void end() {
        if (until.getAndUpdate(it -> Math.min(it, NONE)) < NONE) {
            throw cutOff();
        }
    }

    /// Takes the connection over when its wait is past the deadline; from then on its thread cannot go on with it.
    boolean expire(long now) {
        var deadline = until.get();
        return deadline > NONE && now >= deadline && until.compareAndSet(deadline, EXPIRED);
    }

    /// Closes the connection now if it waits for a request, else before it would wait for the next one.
    void stop() {
        stopping = true;
        var deadline = until.get();
        if (deadline > NONE
                && reason == For.NEXT_REQUEST
                && until.compareAndSet(deadline, STOPPED)) {
            close();
        }
    }

    /// Whether no further request is to be read.
    boolean isStopping() {
        return stopping;
    }

    /// Says the farewell, if one is due, and closes. May block on a peer that takes nothing: [#close()] then frees it.
    void finish() {
        try {
            if (reason == For.REST_OF_REQUEST) {
                socket.write(BufferData.create(farewell));
            }
        } catch (UncheckedIOException _) {
            // it is gone; close anyway
        } finally {
            close();
            finished.countDown();
        }
    }

    /// Waits until a connection that was taken over is closed; returns at once for all others.
    void awaitFarewell() throws InterruptedException {
        if (until.get() == EXPIRED) {
            finished.await();
        }
    }

    /// Closes the socket, from any thread and as often as one likes.
    void close() {
        try {
            socket.close();
        } catch (UncheckedIOException _) {
            // closed is closed
        }
    }

    private static CloseConnectionException cutOff() {
        return new CloseConnectionException("The peer was too slow, or the server is stopping");
    }
}
