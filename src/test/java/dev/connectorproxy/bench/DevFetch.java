package dev.connectorproxy.bench;

import com.sun.management.OperatingSystemMXBean;
import dev.connectorproxy.egress.OpenEgress;
import dev.connectorproxy.spi.payment.FetchRequest;
import dev.connectorproxy.spi.payment.PaymentConnector;
import dev.connectorproxy.spi.payment.PaymentProvider;
import dev.connectorproxy.spi.payment.ProviderContext;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.ServiceLoader;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/// The last part of `make bench`: what a fetch through the development server costs in CPU, against the same calls made by the
/// provider itself. The contract servers and the development server are processes of their own; the direct calls are made
/// here, in a JVM with the same flags, by turns with the others.
final class DevFetch {
    private static final Pattern LISTENING =
            Pattern.compile("dev server listening on (http://127.0.0.1:\\d+)");
    private static final int PAGE_SIZE = 100;
    private static final int WARM_UPS = 30;
    private static final int WALKS = 3;
    private static final int ROUNDS = 5;

    private final HttpClient client = HttpClient.newHttpClient();
    private final OperatingSystemMXBean machine =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    private final Child server;
    private final String dev;

    /// A walk through all payments.
    private interface Walk {
        /// Answers how many pages there were.
        int go() throws IOException, InterruptedException;
    }

    private DevFetch(Child server, String dev) {
        this.server = server;
        this.dev = dev;
    }

    static void main() throws Exception {
        Locale.setDefault(Locale.ROOT);
        var contracts =
                java("-cp", System.getProperty("java.class.path"), DevServers.class.getName());
        var jar = java("-jar", "target/connector-proxy.jar", "--config");
        jar.command().add("etc/examples/development.yaml");
        try (var servers = Child.start(contracts);
                var server = Child.start(jar)) {
            var dev = listening(server);
            Thread.ofVirtual().start(() -> drain(server));
            System.out.println("on " + Machine.describe() + ":");
            System.out.println("| payments of | direct | development server | ratio |");
            System.out.println("|---|--:|--:|--:|");
            for (var line = servers.lines().readLine();
                    !line.isEmpty();
                    line = servers.lines().readLine()) {
                new DevFetch(server, dev).compare(json(line));
            }
        }
    }

    private void compare(JsonObject contract) throws IOException, InterruptedException {
        var direct = direct(contract);
        var through = through(contract);
        for (int i = 0; i < WARM_UPS; i++) {
            same(direct.go(), through.go());
        }
        var ours = new double[ROUNDS];
        var theirs = new double[ROUNDS];
        for (int i = 0; i < ROUNDS; i++) {
            long before = machine.getProcessCpuTime();
            int pages = walks(direct);
            ours[i] = (machine.getProcessCpuTime() - before) / 1e3 / pages;
            long spent = Usage.cpuMicros(server);
            same(pages, walks(through));
            theirs[i] = (Usage.cpuMicros(server) - spent) / (double) pages;
        }
        var ratios = IntStream.range(0, ROUNDS).mapToDouble(it -> theirs[it] / ours[it]).toArray();
        System.out.println(
                "| %s, pages of %d | %,.0f µs | %,.0f µs | %.2f × |"
                        .formatted(
                                contract.getString("provider"),
                                PAGE_SIZE,
                                median(ours),
                                median(theirs),
                                median(ratios)));
    }

    private static int walks(Walk walk) throws IOException, InterruptedException {
        int pages = 0;
        for (int i = 0; i < WALKS; i++) {
            pages += walk.go();
        }
        return pages;
    }

    private Walk direct(JsonObject contract) {
        var connector = connector(contract);
        return () -> {
            var request = FetchRequest.first(PAGE_SIZE).from(contract.get("payload"));
            for (int pages = 1; ; pages++) {
                var page =
                        connector.fetchPayments(request, OpenEgress.call(Duration.ofSeconds(30)));
                if (!page.hasMore()) {
                    return pages;
                }
                request = request.after(page.newState().orElseThrow());
            }
        };
    }

    private Walk through(JsonObject contract) throws IOException, InterruptedException {
        var fetch =
                dev
                        + "/connectors/"
                        + json(post(dev + "/connectors", contract.getJsonObject("connector")))
                                .getString("connectorId")
                        + "/fetch/payments";
        var next =
                Json.createObjectBuilder()
                        .add("pageSize", PAGE_SIZE)
                        .add("fromPayload", contract.get("payload"))
                        .build();
        var first = Json.createObjectBuilder(next).add("reset", true).build();
        return () -> {
            var body = first;
            for (int pages = 1; ; pages++) {
                if (!json(post(fetch, body)).getBoolean("hasMore")) {
                    return pages;
                }
                body = next;
            }
        };
    }

    private static PaymentConnector connector(JsonObject contract) {
        var provider =
                ServiceLoader.load(PaymentProvider.class).stream()
                        .map(ServiceLoader.Provider::get)
                        .filter(it -> it.name().equals(contract.getString("provider")))
                        .findFirst()
                        .orElseThrow();
        var config = contract.getJsonObject("connector").getJsonObject("config");
        return provider.connector(
                provider.configSchema().parse(config),
                new ProviderContext(
                        OpenEgress.create(), InstantSource.system(), ProviderContext.Log.NONE));
    }

    private String post(String url, JsonValue body) throws IOException, InterruptedException {
        var request =
                HttpRequest.newBuilder(URI.create(url))
                        .POST(BodyPublishers.ofString(body.toString()))
                        .build();
        var answer = client.send(request, BodyHandlers.ofString());
        if (answer.statusCode() / 100 != 2) {
            throw new IOException(answer.statusCode() + " " + answer.body());
        }
        return answer.body();
    }

    private static ProcessBuilder java(String... arguments) {
        var builder =
                new ProcessBuilder(
                        Child.javaHome().resolve("bin/java").toString(),
                        "-XX:+UseSerialGC",
                        "-Xmx512m");
        builder.command().addAll(List.of(arguments));
        builder.redirectError(ProcessBuilder.Redirect.INHERIT);
        var environment = builder.environment();
        environment.keySet().removeIf(it -> it.startsWith("CONNECTOR_"));
        environment.put("HOST", "127.0.0.1");
        environment.put("PORT", "0");
        environment.put("CONNECTOR_DEV_ADDR", "127.0.0.1:0");
        return builder;
    }

    private static String listening(Child server) throws IOException {
        for (var line = server.lines().readLine(); line != null; line = server.lines().readLine()) {
            var found = LISTENING.matcher(line);
            if (found.find()) {
                return found.group(1);
            }
        }
        throw new IOException("the development server did not start");
    }

    /// So that the log never fills the pipe.
    private static void drain(Child server) {
        try {
            server.lines().lines().forEach(_ -> {});
        } catch (UncheckedIOException _) {
            return; // it has ended
        }
    }

    private static void same(int pages, int others) {
        if (pages != others) {
            throw new IllegalStateException(pages + " pages and " + others);
        }
    }

    private static double median(double[] figures) {
        return Arrays.stream(figures).sorted().toArray()[figures.length / 2];
    }

    private static JsonObject json(String text) {
        try (var reader = Json.createReader(new StringReader(text))) {
            return reader.readObject();
        }
    }
}
