package dev.connectorproxy.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;

/// A target that takes no connection and refuses none: it listens, its backlog is full, and it never accepts.
final class Blackhole implements AutoCloseable {
    private final ServerSocket listener;
    private final List<Socket> fillers = new ArrayList<>();

    Blackhole(String address) throws IOException {
        listener = new ServerSocket(0, 1, InetAddress.getByName(address));
        while (takes()) {
            if (fillers.size() > 64) {
                throw new IOException("the backlog does not fill");
            }
        }
    }

    int port() {
        return listener.getLocalPort();
    }

    private boolean takes() throws IOException {
        var socket = new Socket();
        try {
            socket.connect(new InetSocketAddress(listener.getInetAddress(), port()), 300);
            fillers.add(socket);
            return true;
        } catch (SocketTimeoutException _) {
            socket.close();
            return false;
        }
    }

    @Override
    public void close() throws IOException {
        for (var filler : fillers) {
            filler.close();
        }
        listener.close();
    }
}
