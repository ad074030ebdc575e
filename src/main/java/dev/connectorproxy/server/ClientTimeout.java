package dev.connectorproxy.server;

import io.helidon.common.buffers.BufferData;
import io.helidon.common.socket.HelidonSocket;
import io.helidon.webserver.CloseConnectionException;
import java.io.UncheckedIOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;

/// The deadline of one connection's current wait for its peer. The connection's thread begins and ends a wait around
/// every blocking read and write. The [TimeoutSweeper] ends an expired wait by closing the socket, which wakes the
/// thread. It does not interrupt the thread, because the interruption could hit later work. A thread that is woken by
/// bytes of its peer after its wait expired calls [#awaitTimeoutResponse()], or it would close the socket before the
/// timeout response is sent.
final class ClientTimeout {
    private static final long ORIGIN = System.nanoTime() - 1;
    private static final long NONE = 0;
    private static final long STOPPED = -1;
    private static final long EXPIRED = -2;

    private final AtomicLong deadlineNanos = new AtomicLong(NONE);
    private final CountDownLatch closed = new CountDownLatch(1);
    private final HelidonSocket socket;
    private final byte[] timeoutResponse;
    private Reason reason =
            Reason.NEXT_REQUEST; // written before `deadlineNanos` is set, read after it was read
    private volatile boolean stopping;

    /// What a connection waits for.
    enum Reason {
        /// The first byte of a request: closed without a response, and at once when the server stops.
        NEXT_REQUEST,
        /// The rest of a request: closed after the timeout response.
        REST_OF_REQUEST,
        /// Any read or write after the first byte of a response: closed without a further response.
        RESPONSE
    }

    /// @param timeoutResponse sent to a peer whose request is incomplete at the deadline
    ClientTimeout(HelidonSocket socket, byte[] timeoutResponse) {
        this.socket = socket;
        this.timeoutResponse = timeoutResponse;
    }

    /// The current time in nanoseconds: positive and increasing.
    static long now() {
        return System.nanoTime() - ORIGIN;
    }

    /// Begins a wait.
    ///
    /// @param deadline a reading of [#now()]
    void begin(Reason reason, long deadline) {
        if (deadlineNanos.get() < NONE) {
            throw closedException(); // keeps the reason, which says whether a timeout response is
            // due
        }
        this.reason = reason;
        deadlineNanos.set(deadline);
        if (stopping
                && reason == Reason.NEXT_REQUEST
                && deadlineNanos.compareAndSet(deadline, STOPPED)) {
            throw closedException();
        }
    }

    /// Ends the wait.
    ///
    /// @throws CloseConnectionException if it has expired, or the server is stopping
    void end() {
        if (deadlineNanos.getAndUpdate(value -> Math.min(value, NONE)) < NONE) {
            throw closedException();
        }
    }

    /// Expires the wait if its deadline has passed; then the connection's thread cannot use the connection any more.
    boolean tryExpire(long now) {
        var deadline = deadlineNanos.get();
        return deadline > NONE && now >= deadline && deadlineNanos.compareAndSet(deadline, EXPIRED);
    }

    /// Closes the connection at once if it waits for a request, otherwise before it waits for the next one.
    void stop() {
        stopping = true;
        var deadline = deadlineNanos.get();
        if (deadline > NONE
                && reason == Reason.NEXT_REQUEST
                && deadlineNanos.compareAndSet(deadline, STOPPED)) {
            close();
        }
    }

    /// Stops the connection if it waits for its peer now, whatever for; the caller closes it then. Its thread cannot use
    /// it any more.
    boolean tryStop() {
        var deadline = deadlineNanos.get();
        return deadline > NONE && deadlineNanos.compareAndSet(deadline, STOPPED);
    }

    /// Whether no further request may be read.
    boolean isStopping() {
        return stopping;
    }

    /// Sends the timeout response, if one is due, and closes the socket. May block on a peer that does not read;
    /// [#close()] from another thread ends that.
    void sendResponseAndClose() {
        try {
            if (reason == Reason.REST_OF_REQUEST) {
                socket.write(BufferData.create(timeoutResponse));
            }
        } catch (UncheckedIOException _) {
            // the peer has closed; close anyway
        } finally {
            close();
            closed.countDown();
        }
    }

    /// Waits until an expired connection is closed; returns at once for all others.
    void awaitTimeoutResponse() throws InterruptedException {
        if (deadlineNanos.get() == EXPIRED) {
            closed.await();
        }
    }

    /// Closes the socket. May be called from any thread, and repeatedly.
    void close() {
        try {
            socket.close();
        } catch (UncheckedIOException _) {
            // already closed
        }
    }

    private static CloseConnectionException closedException() {
        return new CloseConnectionException("The peer was too slow, or the server is stopping");
    }
}
