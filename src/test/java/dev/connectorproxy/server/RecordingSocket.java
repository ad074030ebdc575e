package dev.connectorproxy.server;

import io.helidon.common.buffers.BufferData;
import io.helidon.common.socket.HelidonSocket;
import io.helidon.common.socket.PeerInfo;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/// Records what is written and that it is closed.
final class RecordingSocket implements HelidonSocket {
    final Queue<String> events = new ConcurrentLinkedQueue<>();

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
        throw new AssertionError();
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
