package dev.connectorproxy;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;

import dev.connectorproxy.devserver.FakeProvider;
import dev.connectorproxy.spi.payment.PaymentProvider;
import jakarta.json.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The development server of the built jar, as a process of its own, with a provider of the tests as a plugin.
@Timeout(180) // it starts the program three times, on a machine that may be busy
class DevServerIT {
    private static final Pattern LISTENING =
            Pattern.compile(
                    "dev server listening on (http://127.0.0.1:\\d+), \\d+ payment providers");
    private static final String CONNECTOR =
            "{\"provider\":\"fake\",\"name\":\"n\",\"config\":{\"apiKey\":\"k\",\"rows\":1000000}}";

    @TempDir private Path folder;
    private final HttpClient client = HttpClient.newHttpClient();

    @Test
    void everyPageThatWasSentIsStillCommittedAfterAKill() throws Exception {
        var sent = new AtomicInteger();
        var enough = new CountDownLatch(1);
        String connector;
        try (var program = new Program("127.0.0.1:0")) {
            var base = program.awaitLine().orElseThrow();
            connector =
                    Json.createReader(new StringReader(post(base + "/connectors", CONNECTOR)))
                            .readObject()
                            .getString("connectorId");
            var fetch = base + "/connectors/" + connector + "/fetch/payments";
            var killer =
                    Thread.startVirtualThread(() -> {
                        await(enough);
                        program.process.destroyForcibly();
                    });
            try {
                while (true) {
                    sent.set(next(post(fetch, "")));
                    if (sent.get() >= 2 * 20) {
                        enough.countDown();
                    }
                }
            } catch (IOException _) {
                killer.join();
            }
        }
        assertThat(sent.get(), greaterThan(39));

        try (var program = new Program("127.0.0.1:0")) {
            var base = program.awaitLine().orElseThrow();
            int next = next(post(base + "/connectors/" + connector + "/fetch/payments", ""));

            // the page in progress at the kill may be committed although its response was not sent
            int behind = next - sent.get();
            assertThat(behind == 2 || behind == 4, is(true));
        }
    }

    @Test
    void aTakenPortStopsTheStartWithOneLineAndStatusTwo() throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                var program = new Program("127.0.0.1:" + taken.getLocalPort())) {

            assertThat(program.awaitLine(), is(Optional.empty()));

            assertThat(program.process.waitFor(), is(2));
            assertThat(program.lines.size(), is(1));
            assertThat(
                    program.lines.getFirst(),
                    containsString(
                            "dev-server.address: port %d on 127.0.0.1 is in use"
                                    .formatted(taken.getLocalPort())));
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static int next(String page) {
        return Json.createReader(new StringReader(page))
                .readObject()
                .getJsonObject("newState")
                .getInt("next");
    }

    private String post(String url, String body) throws IOException, InterruptedException {
        var request =
                HttpRequest.newBuilder(URI.create(url))
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build();
        return client.send(request, HttpResponse.BodyHandlers.ofString()).body();
    }

    /// The jar with its plugin, and its output.
    private final class Program implements AutoCloseable {
        private final List<String> lines = new ArrayList<>();
        private final Process process;
        private final BufferedReader out;

        Program(String address) throws IOException {
            var services = Files.createDirectories(folder.resolve("META-INF/services"));
            Files.writeString(
                    services.resolve(PaymentProvider.class.getName()),
                    FakeProvider.class.getName());
            var builder =
                    new ProcessBuilder(
                                    Path.of(System.getProperty("java.home"), "bin", "java")
                                            .toString(),
                                    "-cp",
                                    RunningProxy.jar() + ":target/test-classes:" + folder,
                                    Main.class.getName())
                            .redirectErrorStream(true);
            builder.environment().keySet().removeIf(name -> name.startsWith("CONNECTOR_"));
            builder.environment().put("PORT", "0");
            builder.environment().put("HOST", "127.0.0.1");
            builder.environment().put("CONNECTOR_DEV_ADDR", address);
            builder.environment()
                    .put(
                            "CONNECTOR_PROXY_DEV_SERVER_STATE_FILE",
                            folder.resolve("state.json").toString());
            process = builder.start();
            out = process.inputReader(StandardCharsets.UTF_8);
        }

        /// Its address, or empty if it ends before it listens.
        Optional<String> awaitLine() throws IOException {
            for (var line = out.readLine(); line != null; line = out.readLine()) {
                lines.add(line);
                var found = LISTENING.matcher(line);
                if (found.find()) {
                    return Optional.of(found.group(1));
                }
            }
            return Optional.empty();
        }

        @Override
        public void close() {
            process.destroyForcibly();
        }
    }
}
