package dev.connectorproxy.demo;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import dev.connectorproxy.AnyPortProxy;
import dev.connectorproxy.ServerMetricsLock;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/// Runs the printed commands of the demo in a shell.
@ServerMetricsLock
class DevDemoTest {

    @Test
    void everySessionLeadsToAPageOfPaymentsAndTheNextOne() throws Exception {
        try (var proxy = AnyPortProxy.start();
                var demo = DevDemo.start(10)) {
            for (var session : demo.sessions()) {
                var fetch = session.lines().filter(it -> it.startsWith("curl")).toList().getLast();
                var twice = "dev=" + proxy.dev() + "\n" + session + "echo\n" + fetch;

                var pages =
                        run(twice)
                                .lines()
                                .filter(it -> !it.isEmpty())
                                .map(DevDemoTest::json)
                                .toList();

                assertThat(session, pages.size(), is(2));
                for (var page : pages) {
                    assertThat(page.toString(), page.getJsonArray("payments").isEmpty(), is(false));
                    assertThat(page.getBoolean("hasMore"), is(true));
                }
                assertThat(
                        pages.getFirst().get("payments").equals(pages.getLast().get("payments")),
                        is(false));
            }
        }
    }

    private static String run(String script) throws IOException, InterruptedException {
        var shell = new ProcessBuilder("sh", "-eu", "-c", script).redirectErrorStream(true).start();
        var out = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(out, shell.waitFor(), is(0));
        return out;
    }

    private static JsonObject json(String text) {
        try (var reader = Json.createReader(new StringReader(text))) {
            return reader.readObject();
        }
    }
}
