package dev.connectorproxy.server;

import io.helidon.common.buffers.BufferData;
import io.helidon.common.socket.HelidonSocket;
import io.helidon.common.socket.PeerInfo;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLEngineResult.Status;
import javax.net.ssl.SSLException;

/// The TLS of one connection, between our reader and writer and the server's plain socket. The server's own TLS would
/// do the handshake before [ClientTimeout] and [OpenConnections] know the connection, without a timeout, and without
/// asking for client certificates (decision 0016). One thread at a time reads; any thread may write and close.
final class TlsSocket implements HelidonSocket {
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private final HelidonSocket plain;
    private final SSLEngine engine;
    private final Lock sending =
            new ReentrantLock(); // records are sent in the order of their encryption
    private ByteBuffer received = NOTHING; // not decrypted yet; used by the thread that reads only

    TlsSocket(HelidonSocket plain, SSLEngine engine) {
        this.plain = plain;
        this.engine = engine;
    }

    /// Does the handshake. Blocks until it is complete, or until the plain socket is closed.
    ///
    /// @throws UncheckedIOException it failed; the peer has been sent the alert
    void handshake() {
        try {
            engine.beginHandshake();
            sendHandshake();
            while (engine.getHandshakeStatus() != HandshakeStatus.NOT_HANDSHAKING) {
                if (decrypt() == null) {
                    throw new EOFException("the peer closed the connection");
                }
            }
        } catch (IOException e) {
            throw failed(e);
        }
    }

    /// Tells the peer that nothing more will be sent.
    void sendCloseNotify() {
        engine.closeOutbound();
        try {
            sendHandshake();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The next bytes; null at the end.
    @Override
    public byte[] get() {
        try {
            var bytes = decrypt();
            while (bytes != null && bytes.length == 0) {
                bytes = decrypt();
            }
            return bytes;
        } catch (IOException e) {
            throw failed(e);
        }
    }

    @Override
    public void write(BufferData data) {
        try {
            send(ByteBuffer.wrap(data.readBytes()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Decrypts one record, and sends what the engine has to send afterwards.
    ///
    /// @return its data, which may be empty; null at the end
    private byte[] decrypt() throws IOException {
        while (true) {
            // data that does not fit is that of a record which has not been received completely
            var data = ByteBuffer.allocate(received.remaining());
            switch (engine.unwrap(received, data).getStatus()) {
                case OK -> {
                    sendHandshake();
                    return Arrays.copyOf(data.array(), data.position());
                }
                case BUFFER_UNDERFLOW, BUFFER_OVERFLOW -> {
                    if (!receive()) {
                        return null;
                    }
                }
                case CLOSED -> {
                    return null;
                }
            }
        }
    }

    /// Sends the alert that tells the peer what is wrong, if there is one.
    private UncheckedIOException failed(IOException failure) {
        try {
            sendHandshake();
        } catch (IOException | UncheckedIOException e) {
            failure.addSuppressed(e);
        }
        return new UncheckedIOException(failure);
    }

    private boolean receive() {
        var bytes = plain.get();
        if (bytes == null) {
            return false;
        }
        var all = ByteBuffer.allocate(received.remaining() + bytes.length);
        received = all.put(received).put(bytes).flip();
        return true;
    }

    /// Computes and sends what a handshake, an alert, or an update of the keys needs, until bytes of the peer are needed.
    private void sendHandshake() throws IOException {
        while (true) {
            switch (engine.getHandshakeStatus()) {
                case NEED_TASK -> engine.getDelegatedTask().run();
                case NEED_WRAP -> {
                    if (!send(NOTHING.duplicate())) {
                        return;
                    }
                }
                default -> {
                    return;
                }
            }
        }
    }

    /// Encrypts and sends data, or else what the engine has to send.
    ///
    /// @return false if TLS has been closed
    private boolean send(ByteBuffer data) throws IOException {
        sending.lock();
        try {
            var records = ByteBuffer.allocate(engine.getSession().getPacketBufferSize());
            do {
                var status = engine.wrap(data, records.clear()).getStatus();
                if (records.position() > 0) {
                    plain.write(BufferData.createReadOnly(records.array(), 0, records.position()));
                }
                if (status == Status.CLOSED) {
                    return false;
                }
                if (records.position() == 0) {
                    throw new SSLException("nothing can be sent now: " + status);
                }
            } while (data.hasRemaining());
            return true;
        } finally {
            sending.unlock();
        }
    }

    /// Closes the plain socket, so that no thread is blocked on it any more; does not block itself.
    @Override
    public void close() {
        plain.close();
    }

    @Override
    public boolean isSecure() {
        return true;
    }

    @Override
    public boolean isConnected() {
        return plain.isConnected();
    }

    @Override
    public void idle() {
        plain.idle();
    }

    @Override
    @SuppressWarnings("removal") // abstract still
    public int read(BufferData buffer) {
        throw new UnsupportedOperationException("read by get()");
    }

    @Override
    public PeerInfo remotePeer() {
        return plain.remotePeer();
    }

    @Override
    public PeerInfo localPeer() {
        return plain.localPeer();
    }

    @Override
    public String socketId() {
        return plain.socketId();
    }

    @Override
    public String childSocketId() {
        return plain.childSocketId();
    }
}
