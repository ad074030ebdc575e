package dev.connectorproxy.demo;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import dev.connectorproxy.AnyPortProxy;
import dev.connectorproxy.ServerMetricsLock;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
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

    @Test
    void itsServersAreAnnouncedAsExamplesAndWithdrawnAtItsEnd() throws Exception {
        try (var proxy = AnyPortProxy.start();
                var demo = DevDemo.start(10)) {
            var examples = "curl -s " + proxy.dev() + "/examples";
            try (var announcer = new DemoAnnouncer(URI.create(proxy.dev()), demo.configs())) {
                assertThat(announcer.announce(), is(true));

                assertThat(json(run(examples)).getJsonArray("examples").size(), is(4));
                var created = "curl -s -X POST " + proxy.dev() + "/examples/stripe/connectors";
                assertThat(json(run(created)).getString("provider"), is("stripe"));
            }

            assertThat(json(run(examples)).getJsonArray("examples").size(), is(1));
        }
    }

    @Test
    void aDevelopmentServerThatIsNotThereDoesNotDisturb() throws Exception {
        var nobody = URI.create("http://127.0.0.1:1");

        try (var announcer =
                new DemoAnnouncer(nobody, Map.of("stripe", JsonValue.EMPTY_JSON_OBJECT))) {
            assertThat(announcer.announce(), is(false));
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
