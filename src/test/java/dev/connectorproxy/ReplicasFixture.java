package dev.connectorproxy;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/// A fake SpiffArena, and replicas of the built jar on one PostgreSQL whose `http` commands have asynchronous variants.
abstract class ReplicasFixture {
    static final Pattern LISTENING = Pattern.compile("listening on (http://127.0.0.1:\\d+)");

    final HttpClient client = HttpClient.newHttpClient();
    FakeSpiffArena arena;

    @TempDir private Path folder;

    @BeforeEach
    final void startArena() throws IOException {
        arena = new FakeSpiffArena();
    }

    @AfterEach
    final void stopArena() {
        arena.close();
        client.close();
    }

    /// @param extra further settings under `long-running`, each with a comma behind it
    final RealJarIT.Jar jar(EmbeddedPostgres postgres, String extra) throws IOException {
        return jar(postgres, extra, "");
    }

    /// @param section further settings
    final RealJarIT.Jar jar(EmbeddedPostgres postgres, String extra, String section)
            throws IOException {
        var config =
                """
                server: {port: 0}
                egress: {allow: [127.0.0.0/8]}
                long-running:
                  { commands: ['http/*'], %s data-dir: '%s', database: 'jdbc:postgresql://127.0.0.1:%d/postgres',
                    database-user: postgres, key: AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=, callback: {allow: ['%s']} }
                %s
                """
                        .formatted(
                                extra,
                                folder.resolve("none"),
                                postgres.getPort(),
                                arena.origin(),
                                section);
        return new RealJarIT.Jar(
                "--config", Files.writeString(folder.resolve("a.yaml"), config).toString());
    }

    /// Calls a command for a waiting task.
    ///
    /// @return the response, which is 202
    final HttpResponse<String> accepted(
            String base, String command, String task, String url, String... headers)
            throws IOException, InterruptedException {
        var call = arena.call(base, command, task, url);
        var request = java.net.http.HttpRequest.newBuilder(call, (_, _) -> true);
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        var response = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        assertThat(response.body(), response.statusCode(), is(202));
        return response;
    }
}
