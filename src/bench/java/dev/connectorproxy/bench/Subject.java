package dev.connectorproxy.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/// A server that is measured.
///
/// @param envelopes whether it is called with commands and responds with envelopes
record Subject(String name, int port, boolean envelopes, Child child) implements AutoCloseable {

    /// Sends a request every two milliseconds until the response is 200.
    void awaitResponse(String path, Duration timeout) throws IOException {
        var request =
                ("GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII);
        long end = System.nanoTime() + timeout.toNanos();
        while (System.nanoTime() < end) {
            try (var connection = LoadConnection.open(port, Duration.ofSeconds(5))) {
                if (connection.exchange(request) == 200) {
                    return;
                }
            } catch (IOException _) {
                if (!child.alive()) {
                    throw new IOException(name + " ended instead of starting");
                }
            }
            LockSupport.parkNanos(2_000_000);
        }
        throw new IOException(name + " did not respond to " + path + " within " + timeout);
    }

    @Override
    public void close() {
        child.close();
    }
}
