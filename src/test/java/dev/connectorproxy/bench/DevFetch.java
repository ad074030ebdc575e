package dev.connectorproxy.bench;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/// The last part of `make bench`: what a fetch through the development server costs in CPU, against the same calls made by the
/// provider itself.
///
/// The contract servers, the development server and the direct calls each have a process of their own, the latter two with
/// the same flags and the same log; what is measured is all that their processes used. They walk by turns through the same
/// payments, with the default page size, and are measured once both are warm: until then the compiler takes more than
/// the calls do.
final class DevFetch {
    static final int PAGE_SIZE = 100;

    private static final Pattern LISTENING =
            Pattern.compile("dev server listening on (http://127.0.0.1:\\d+)");
    private static final int WARM_UPS = 300;
    private static final int WALKS = 20;
    private static final int ROUNDS = 7;

    private final HttpClient client = HttpClient.newHttpClient();
    private final Child server;
    private final Child direct;
    private final String dev;

    /// A walk through all payments.
    private interface Walk {
        /// Answers how many pages there were.
        int go() throws IOException, InterruptedException;
    }

    private DevFetch(Child server, Child direct, String dev) {
        this.server = server;
        this.direct = direct;
        this.dev = dev;
    }

    static void main() throws Exception {
        Locale.setDefault(Locale.ROOT);
        var classes = System.getProperty("java.class.path");
        var jar = java("-jar", "target/connector-proxy.jar", "--config");
        jar.command().add("etc/examples/development.yaml");
        try (var servers = Child.start(java("-cp", classes, DevServers.class.getName()));
                var direct = Child.start(java("-cp", classes, DirectCalls.class.getName()));
                var server = Child.start(jar)) {
            var dev = listening(server);
            Thread.ofVirtual().start(() -> drain(server));
            System.out.println("on " + Machine.describe() + ":");
            System.out.println("| payments of | direct | development server | ratio |");
            System.out.println("|---|--:|--:|--:|");
            for (var line = servers.lines().readLine();
                    !line.isEmpty();
                    line = servers.lines().readLine()) {
                new DevFetch(server, direct, dev).compare(json(line));
            }
        }
    }

    private void compare(JsonObject contract) throws IOException, InterruptedException {
        var alone = direct(contract);
        var through = through(contract);
        for (int i = 0; i < WARM_UPS; i++) {
            same(alone.go(), through.go());
        }
        var ours = new double[ROUNDS];
        var theirs = new double[ROUNDS];
        for (int i = 0; i < ROUNDS; i++) {
            ours[i] = perPage(direct, alone);
            theirs[i] = perPage(server, through);
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

    private static double perPage(Child child, Walk walk) throws IOException, InterruptedException {
        long before = Usage.cpuMicros(child);
        int pages = 0;
        for (int i = 0; i < WALKS; i++) {
            pages += walk.go();
        }
        return (Usage.cpuMicros(child) - before) / (double) pages;
    }

    private Walk direct(JsonObject contract) throws IOException {
        tell(contract.toString());
        return () -> {
            tell("walk");
            for (var line = direct.lines().readLine();
                    line != null;
                    line = direct.lines().readLine()) {
                if (line.startsWith(DirectCalls.PAGES)) { // else it is of the log
                    return Integer.parseInt(line.substring(DirectCalls.PAGES.length()));
                }
            }
            throw new IOException("the direct calls ended");
        };
    }

    private void tell(String line) throws IOException {
        direct.input().write((line + "\n").getBytes(StandardCharsets.UTF_8));
        direct.input().flush();
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
