package dev.connectorproxy;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Sends bytes that are almost HTTP to both listeners of the built jar. None may end in a 500 or a stack trace.
@Timeout(180)
class RawBytesIT {
    private static final int REQUESTS = 3_000; // for each listener
    private static final int CLIENTS = 8;
    private static final Pattern PROXY =
            Pattern.compile("(?<!dev server )listening on http://127.0.0.1:(\\d+)");
    private static final Pattern DEV =
            Pattern.compile("dev server listening on http://127.0.0.1:(\\d+)");

    /// A request and the first line of the response to it.
    private record Exchange(String sent, String statusLine) {}

    @TempDir private Path folder;

    @Test
    void neitherListenerFailsOrPrintsAStackTrace() throws Exception {
        var config = folder.resolve("a.yaml");
        Files.writeString(config, "server: {port: 0, body-timeout: PT2S, header-timeout: PT2S}\n");
        try (var threads = Executors.newVirtualThreadPerTaskExecutor();
                var jar = new RealJarIT.Jar("--config", config.toString())) {
            int dev = port(jar, DEV);
            int proxy = port(jar, PROXY);
            var ended = threads.submit(jar::awaitExit); // reads its lines meanwhile

            var exchanges = new ArrayList<Exchange>();
            for (int port : List.of(proxy, dev)) {
                var clients = new ArrayList<Callable<List<Exchange>>>();
                for (int i = 0; i < CLIENTS; i++) {
                    var fuzz = new RawRequests(new Random(1_000 * i + (port == dev ? 1 : 0)));
                    clients.add(() -> exchange(port, fuzz));
                }
                for (var client : threads.invokeAll(clients)) {
                    exchanges.addAll(client.get());
                }
                assertThat(
                        statusLine(port, get(port == dev ? "/providers" : "/liveness")),
                        is("HTTP/1.1 200 OK"));
            }
            jar.terminate();
            ended.get();

            assertThat(withStatus(exchanges, " 5(?!05)\\d\\d "), is(empty()));
            assertThat(withStatus(exchanges, " 400 ").size(), is(greaterThan(REQUESTS / 4)));
            assertThat(withStatus(exchanges, " 200 "), is(not(empty())));
            assertThat(
                    jar.lines.stream()
                            .filter(line -> line.contains("Exception") || line.contains("\tat "))
                            .toList(),
                    is(empty()));
        }
    }

    private static int port(RealJarIT.Jar jar, Pattern line) throws IOException {
        for (var seen : jar.lines) {
            var matcher = line.matcher(seen);
            if (matcher.find()) {
                return Integer.parseInt(matcher.group(1));
            }
        }
        return Integer.parseInt(jar.awaitLine(line).group(1));
    }

    private static List<Exchange> exchange(int port, RawRequests fuzz) {
        var exchanges = new ArrayList<Exchange>();
        for (int i = 0; i < REQUESTS / CLIENTS; i++) {
            byte[] sent = fuzz.next();
            exchanges.add(
                    new Exchange(
                            new String(sent, StandardCharsets.ISO_8859_1), statusLine(port, sent)));
        }
        return exchanges;
    }

    private static List<Exchange> withStatus(List<Exchange> exchanges, String status) {
        return exchanges.stream()
                .filter(exchange -> Pattern.compile(status).matcher(exchange.statusLine()).find())
                .toList();
    }

    private static byte[] get(String path) {
        return "GET %s HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
                .formatted(path)
                .getBytes(StandardCharsets.US_ASCII);
    }

    /// Sends the bytes and the end of the stream; the first line of the response, empty if there is none.
    private static String statusLine(int port, byte[] bytes) {
        var received = new ByteArrayOutputStream();
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write(bytes);
            socket.shutdownOutput();
            socket.getInputStream().transferTo(received);
        } catch (IOException _) {
            // the server may close before it has read everything
        }
        return received.toString(StandardCharsets.ISO_8859_1).lines().findFirst().orElse("");
    }
}
