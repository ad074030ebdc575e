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
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.ToDoubleFunction;
import java.util.regex.Pattern;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/// The last part of `make bench`: what a fetch through the development server costs in CPU, against the same calls made
/// by the provider itself.
///
/// Both happen in one process, the whole program as it is: in another one the compiler would make something else of the
/// provider's code, and that would be measured too. The contract servers and the client have processes of their own.
/// Both fetch the same payments alternately, with the default page size, and are measured once all are warm: until then
/// the compiler takes more than the calls do. What it still takes then is reported separately: on a busy machine it is
/// never done.
final class DevFetch {
    static final int PAGE_SIZE = 100;

    private static final Pattern LISTENING =
            Pattern.compile("dev server listening on (http://127.0.0.1:\\d+)");
    private static final int WARM_UPS = 200;
    private static final int WALKS = 30;
    private static final int ROUNDS = 7;

    private final HttpClient client = HttpClient.newHttpClient();
    private final BlockingQueue<String> said = new LinkedBlockingQueue<>();
    private final Child program;
    private final String dev;

    /// A walk through all payments.
    private interface Walk {
        /// Returns the number of pages.
        int go() throws IOException, InterruptedException;
    }

    /// The two variants of fetching the payments of one provider.
    private record Variants(String provider, Walk direct, Walk through) {}

    private DevFetch(Child program) throws IOException {
        this.program = program;
        this.dev = listening(program);
        Thread.ofVirtual().start(this::listen);
    }

    static void main() throws Exception {
        Locale.setDefault(Locale.ROOT);
        try (var servers = Child.start(java(DevServers.class));
                var program = Child.start(java(DirectCalls.class))) {
            var bench = new DevFetch(program);
            var all = new ArrayList<Variants>();
            for (var line = servers.lines().readLine();
                    !line.isEmpty();
                    line = servers.lines().readLine()) {
                all.add(bench.variants(json(line)));
            }
            for (var variants : all) {
                for (int i = 0; i < WARM_UPS; i++) {
                    same(variants.direct().go(), variants.through().go());
                }
            }
            System.out.println("on " + Machine.describe() + ":");
            System.out.println(
                    "| payments of | direct | development server | ratio | without the compiler |");
            System.out.println("|---|--:|--:|--:|--:|");
            for (var variants : all) {
                bench.compare(variants);
            }
        }
    }

    private Variants variants(JsonObject contract) throws IOException, InterruptedException {
        return new Variants(contract.getString("provider"), direct(contract), through(contract));
    }

    private void compare(Variants variants) throws IOException, InterruptedException {
        var ours = new ArrayList<Cost>();
        var theirs = new ArrayList<Cost>();
        for (int i = 0; i < ROUNDS; i++) {
            ours.add(perPage(variants.direct()));
            theirs.add(perPage(variants.through()));
        }
        System.out.println(
                "| %s, pages of %d | %,.0f µs | %,.0f µs | %.2f × | %.2f × |"
                        .formatted(
                                variants.provider(),
                                PAGE_SIZE,
                                median(ours.stream().mapToDouble(Cost::all)),
                                median(theirs.stream().mapToDouble(Cost::all)),
                                ratio(ours, theirs, Cost::all),
                                ratio(ours, theirs, Cost::ofCalls)));
    }

    /// Microseconds per page.
    ///
    /// @param ofCalls less what the compiler took
    private record Cost(double all, double ofCalls) {}

    private static double ratio(List<Cost> ours, List<Cost> theirs, ToDoubleFunction<Cost> which) {
        return median(
                IntStream.range(0, ROUNDS)
                        .mapToDouble(i ->
                                which.applyAsDouble(theirs.get(i))
                                        / which.applyAsDouble(ours.get(i))));
    }

    private Cost perPage(Walk walk) throws IOException, InterruptedException {
        long before = Usage.cpuMicros(program);
        long compiled = Usage.compilerMicros(program);
        int pages = 0;
        for (int i = 0; i < WALKS; i++) {
            pages += walk.go();
        }
        double all = Usage.cpuMicros(program) - before;
        return new Cost(all / pages, (all - (Usage.compilerMicros(program) - compiled)) / pages);
    }

    private Walk direct(JsonObject contract) {
        return () -> {
            program.input().write((contract + "\n").getBytes(StandardCharsets.UTF_8));
            program.input().flush();
            return Integer.parseInt(said.take());
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

    private String post(String url, JsonValue body) throws IOException, InterruptedException {
        var request =
                HttpRequest.newBuilder(URI.create(url))
                        .POST(BodyPublishers.ofString(body.toString()))
                        .build();
        var response = client.send(request, BodyHandlers.ofString());
        if (response.statusCode() / 100 != 2) {
            throw new IOException(response.statusCode() + " " + response.body());
        }
        return response.body();
    }

    private static ProcessBuilder java(Class<?> main) {
        var builder =
                new ProcessBuilder(
                        Child.javaHome().resolve("bin/java").toString(),
                        "-XX:+UseSerialGC",
                        "-Xmx512m",
                        "-XX:-UseDynamicNumberOfCompilerThreads",
                        "-cp",
                        System.getProperty("java.class.path"),
                        main.getName());
        builder.redirectError(ProcessBuilder.Redirect.INHERIT);
        var environment = builder.environment();
        environment.keySet().removeIf(it -> it.startsWith("CONNECTOR_"));
        environment.put("HOST", "127.0.0.1");
        environment.put("PORT", "0");
        environment.put("CONNECTOR_DEV_ADDR", "127.0.0.1:0");
        return builder;
    }

    private static String listening(Child program) throws IOException {
        for (var line = program.lines().readLine();
                line != null;
                line = program.lines().readLine()) {
            var found = LISTENING.matcher(line);
            if (found.find()) {
                return found.group(1);
            }
        }
        throw new IOException("the development server did not start");
    }

    /// Takes all lines, so that the log never fills the pipe, and keeps the results.
    private void listen() {
        try {
            program.lines()
                    .lines()
                    .filter(it -> it.startsWith(DirectCalls.PAGES))
                    .forEach(text -> said.add(text.substring(DirectCalls.PAGES.length())));
        } catch (UncheckedIOException _) {
            return; // it has ended
        }
    }

    private static void same(int pages, int others) {
        if (pages != others) {
            throw new IllegalStateException(pages + " pages and " + others);
        }
    }

    private static double median(DoubleStream figures) {
        var sorted = figures.sorted().toArray();
        return sorted[sorted.length / 2];
    }

    private static JsonObject json(String text) {
        try (var reader = Json.createReader(new StringReader(text))) {
            return reader.readObject();
        }
    }
}
