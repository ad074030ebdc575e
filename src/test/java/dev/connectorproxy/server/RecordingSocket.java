package dev.connectorproxy.server;

import io.helidon.common.buffers.BufferData;
import io.helidon.common.socket.HelidonSocket;
import io.helidon.common.socket.PeerInfo;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;

/// Records what is written and that it is closed, and reads what a test lets its peer send.
final class RecordingSocket implements HelidonSocket {
    final Queue<String> events = new ConcurrentLinkedQueue<>();

    /// What the peer sends; an empty one is the end.
    final BlockingQueue<Optional<byte[]>> input = new LinkedBlockingQueue<>();

    @Override
    public void write(BufferData buffer) {
        events.add(buffer.readString(buffer.available()));
    }

    @Override
    public void close() {
        events.add("closed");
    }

    @Override
    public void idle() {}

    @Override
    public boolean isConnected() {
        return true;
    }

    @Override
    @SuppressWarnings("removal") // abstract still
    public int read(BufferData buffer) {
        throw new AssertionError();
    }

    @Override
    public byte[] get() {
        try {
            return input.take().orElse(null);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public PeerInfo remotePeer() {
        throw new AssertionError();
    }

    @Override
    public PeerInfo localPeer() {
        throw new AssertionError();
    }

    @Override
    public boolean isSecure() {
        return false;
    }

    @Override
    public String socketId() {
        return "server";
    }

    @Override
    public String childSocketId() {
        return "peer";
    }
}
