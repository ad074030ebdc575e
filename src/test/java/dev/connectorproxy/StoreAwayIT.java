package dev.connectorproxy;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The built jar, started while the database of deferred calls is down.
class StoreAwayIT {
    private static final Pattern LISTENING =
            Pattern.compile("listening on (http://127.0.0.1:\\d+)");
    private static final Pattern STORE_OPEN =
            Pattern.compile("operations of the store succeed again");

    @TempDir private Path folder;
    private final HttpClient client = HttpClient.newHttpClient();
    private FakeSpiffArena arena;
    private RecordingUpstream upstream;

    @BeforeEach
    void start() throws IOException {
        arena = new FakeSpiffArena();
        upstream =
                new RecordingUpstream(exchange ->
                        RecordingUpstream.send(
                                exchange, 200, "application/json", "{\"done\":true}"));
    }

    @AfterEach
    void stop() {
        arena.close();
        upstream.close();
    }

    @Test
    void replicasServeOtherCallsUntilTheDatabaseIsThereAndThenDeferredOnes() throws Exception {
        try (var port = new ClosedPort();
                var one = jar(port.number());
                var other = jar(port.number())) {
            var base = one.awaitLine(LISTENING).group(1);
            var otherBase = other.awaitLine(LISTENING).group(1);

            assertThat(run(base, "GetRequest", "now"), containsString("{\"done\":true}"));
            assertThat(run(base, "PostRequestAsync", "early"), containsString("StoreUnavailable"));
            assertThat(get(base, "/observe/health/ready").statusCode(), is(200));
            assertThat(get(base, "/observe/health").body(), containsString("\"store\":\"down\""));
            assertThat(get(base, "/observe/health").body(), containsString("ConnectException"));
            assertThat(
                    get(base, "/observe/metrics").body(),
                    containsString("long_running_store_up{scope=\"application\",} 0.0"));
            try (var _ = EmbeddedPostgres.builder().setPort(port.number()).start()) {
                one.awaitLine(STORE_OPEN);
                other.awaitLine(STORE_OPEN);

                run(base, "PostRequestAsync", "one");
                run(otherBase, "PostRequestAsync", "other");

                assertThat(arena.awaitCallback("one").body(), containsString("\"error\":null"));
                assertThat(arena.awaitCallback("other").body(), containsString("\"error\":null"));
                assertThat(get(base, "/observe/health").body(), containsString("\"store\":\"up\""));
            }
        }
    }

    @Test
    void stopsWhileItWaitsForTheDatabase() throws Exception {
        try (var port = new ClosedPort();
                var jar = jar(port.number())) {
            jar.awaitLine(LISTENING);

            jar.terminate();

            assertThat(jar.awaitExit(), is(0));
            assertThat(jar.lines.getLast(), containsString("stopped"));
        }
    }

    @Test
    void aFaultOfTheSettingsStillEndsTheStart() throws Exception {
        try (var postgres = EmbeddedPostgres.builder().start();
                var jar = jar(postgres.getPort(), "missing")) {
            assertThat(jar.awaitExit(), is(2));
            assertThat(
                    jar.lines.getLast(),
                    containsString(
                            "long-running.database cannot be opened: there is no database of that name"));
            assertThat(jar.lines.toString(), not(containsString("listening")));
        }
    }

    private RealJarIT.Jar jar(int port) throws IOException {
        return jar(port, "postgres");
    }

    private RealJarIT.Jar jar(int port, String database) throws IOException {
        var config =
                """
                server: {port: 0}
                egress: {allow: [127.0.0.0/8]}
                long-running:
                  { commands: ['http/*'], data-dir: '%s', database: 'jdbc:postgresql://127.0.0.1:%d/%s',
                    database-user: postgres, key: AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=, callback: {allow: ['%s']} }
                """
                        .formatted(folder.resolve("none"), port, database, arena.origin());
        return new RealJarIT.Jar(
                "--config", Files.writeString(folder.resolve("a.yaml"), config).toString());
    }

    private String run(String base, String command, String task) throws Exception {
        var call = arena.call(base, command, task, upstream.url());
        return client.send(call, HttpResponse.BodyHandlers.ofString()).body();
    }

    private HttpResponse<String> get(String base, String path) throws Exception {
        var request = HttpRequest.newBuilder(URI.create(base + path)).build();
        return client.send(request, HttpResponse.BodyHandlers.ofString());
    }
}
