package dev.connectorproxy.bench;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;

/// The process that stands for the outside world: one listener per address given, as cheap as HTTP/1.1 allows, so that
/// it is not what is measured. Says each port on its standard output and ends with its standard input.
///
/// - `GET /json`: some 200 bytes of JSON
/// - `POST /echo`: the request's body, labelled JSON
/// - `GET /v1/commands`: a list of 500 commands
/// - `GET /large`: 5 MiB of JSON
/// - `GET /slow?ms=N`: `/json`, N milliseconds later
///
/// `nonce=N` at the end of a query is at the beginning of the response of `/json` and `/slow`.
final class BenchUpstream implements AutoCloseable {
    private static final int BACKLOG = 8192;

    private final Child child;
    private final List<Integer> ports;

    private BenchUpstream(Child child, List<Integer> ports) {
        this.child = child;
        this.ports = ports;
    }

    /// Starts it in a process of its own.
    static BenchUpstream start(List<String> addresses) throws IOException {
        var child = Child.piped(Child.java(BenchUpstream.class, addresses.toArray(String[]::new)));
        var ports = new ArrayList<Integer>();
        for (int i = 0; i < addresses.size(); i++) {
            var line = child.lines().readLine();
            if (line == null) {
                throw new IOException("the upstream did not start");
            }
            ports.add(Integer.parseInt(line));
        }
        return new BenchUpstream(child, ports);
    }

    /// The port at each address, in the order of the addresses.
    List<Integer> ports() {
        return ports;
    }

    Child child() {
        return child;
    }

    @Override
    public void close() {
        child.close();
    }

    static void main(String[] addresses) throws Exception {
        for (var address : addresses) {
            var listener = new ServerSocket(0, BACKLOG, InetAddress.getByName(address));
            System.out.println(listener.getLocalPort());
            Thread.ofPlatform().daemon().start(() -> accept(listener));
        }
        System.in.transferTo(OutputStream.nullOutputStream());
    }

    private static void accept(ServerSocket listener) {
        while (true) {
            try {
                var socket = listener.accept();
                Thread.ofVirtual().start(() -> serve(socket));
            } catch (IOException e) {
                System.err.println("upstream: " + e);
            }
        }
    }

    private static void serve(Socket socket) {
        try (socket) {
            socket.setTcpNoDelay(true);
            new BenchUpstreamConnection(socket.getInputStream(), socket.getOutputStream()).serve();
        } catch (IOException _) {
            // the client went away: its affair
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
