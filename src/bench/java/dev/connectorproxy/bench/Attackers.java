package dev.connectorproxy.bench;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;

/// Three callers, each with an API key of its own: one floods the proxy with calls, one sends heads without bodies, and
/// one calls a target that hangs. They go on until they are closed.
final class Attackers implements AutoCloseable {
    static final String FLOODS = "flood-key";
    static final String HEADS_ONLY = "heads-key";
    static final String HANGS = "hang-key";

    private static final Duration TIMEOUT = Duration.ofSeconds(45);
    private static final int FLOODING_CONNECTIONS = 64;
    private static final int SILENT_CONNECTIONS = 512;
    private static final int HANGING_CONNECTIONS = 256;
    private static final long PAUSE = Duration.ofMillis(20).toNanos();
    private static final long PAUSE_AFTER_REFUSAL = Duration.ofMillis(200).toNanos();
    private static final byte[] HEAD =
            ("POST /v1/do/http/GetRequest HTTP/1.1\r\nHost: 127.0.0.1\r\nSpiff-Connector-Proxy-Api-Key: "
                            + HEADS_ONLY
                            + "\r\nContent-Type: application/json\r\nContent-Length: 262144\r\n\r\n")
                    .getBytes(US_ASCII);

    private final int port;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Set<AutoCloseable> open = ConcurrentHashMap.newKeySet();
    private final LongAdder floods = new LongAdder();
    private final LongAdder refusedFloods = new LongAdder();
    private final LongAdder heads = new LongAdder();
    private final LongAdder hanging = new LongAdder();
    private final LongAdder refusedHanging = new LongAdder();
    private volatile boolean ending;

    Attackers(int port) {
        this.port = port;
    }

    /// Starts all of them.
    ///
    /// @param quick the URL of a target that responds at once
    /// @param hung the URL of a target that does not respond for a minute
    void start(String quick, String hung) {
        var flood = withKey(FLOODS, quick);
        var hang = withKey(HANGS, hung);
        repeat(FLOODING_CONNECTIONS, 0, () -> call(flood, floods, refusedFloods));
        repeat(SILENT_CONNECTIONS, PAUSE, this::sendHead);
        repeat(HANGING_CONNECTIONS, PAUSE, () -> call(hang, hanging, refusedHanging));
    }

    /// What they did, in one line.
    String report() {
        return "attackers: %d calls of a flood (%d refused), %d heads without a body, %d calls of a hung target ended (%d refused)"
                .formatted(
                        floods.sum(),
                        refusedFloods.sum(),
                        heads.sum(),
                        hanging.sum(),
                        refusedHanging.sum());
    }

    @Override
    public void close() {
        ending = true;
        while (!open.isEmpty()) {
            open.forEach(Attackers::closeQuietly);
            LockSupport.parkNanos(PAUSE);
        }
        threads.close();
    }

    private interface Attack {
        void run() throws IOException;
    }

    private void repeat(int connections, long pause, Attack attack) {
        for (int i = 0; i < connections; i++) {
            threads.execute(() -> {
                while (!ending) {
                    try {
                        attack.run();
                    } catch (IOException | RuntimeException _) {
                        // the proxy has closed the connection, or this attack is over
                    }
                    LockSupport.parkNanos(pause);
                }
            });
        }
    }

    /// Calls until the connection is closed.
    private void call(byte[] request, LongAdder calls, LongAdder refused) throws IOException {
        var connection = LoadConnection.open(port, TIMEOUT);
        open.add(connection);
        try {
            while (!ending && !connection.closing()) {
                int status = connection.exchange(request);
                calls.increment();
                if (status != 200) {
                    refused.increment();
                    LockSupport.parkNanos(PAUSE_AFTER_REFUSAL);
                }
            }
        } finally {
            open.remove(connection);
            connection.close();
        }
    }

    /// Sends a head and waits until the proxy closes the connection.
    private void sendHead() throws IOException {
        try (var socket = new Socket()) {
            open.add(socket);
            try {
                socket.connect(new InetSocketAddress("127.0.0.1", port));
                socket.getOutputStream().write(HEAD);
                heads.increment();
                socket.getInputStream().transferTo(OutputStream.nullOutputStream()); // 408
            } finally {
                open.remove(socket);
            }
        }
    }

    private static byte[] withKey(String key, String url) {
        var body = ("{\"url\":\"" + url + "\"}").getBytes(US_ASCII);
        var request = new String(Messages.command("GetRequest", body), US_ASCII);
        return request.replace(Messages.KEY, key).getBytes(US_ASCII);
    }

    private static void closeQuietly(AutoCloseable connection) {
        try {
            connection.close();
        } catch (Exception _) {
            // it is closed
        }
    }
}
