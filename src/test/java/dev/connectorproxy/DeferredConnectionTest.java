package dev.connectorproxy;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;

import dev.connectorproxy.observe.Canaries;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Deferred calls that use a connection.
class DeferredConnectionTest extends DeferredCallsFixture {
    private final Canaries canaries = new Canaries();
    private final String token = canaries.plain("token");

    @Test
    void aDeferredCallStoresTheNameAndReadsTheTokenWhenItRuns() throws IOException {
        var file = Files.writeString(folder.resolve("token"), token);
        try (var proxy = proxy("show-contents: true,", "timeout: PT5S", connections(), file)) {
            var response = run(proxy, "http/GetRequestV2Async", "t1", ", \"connection\": \"api\"");

            assertThat(response.status(), is(202));
            var callback = arena.awaitCallback("t1");
            var shown = awaitState(proxy, id(response), "delivered");
            assertThat(shown.getJsonObject("arguments").getString("connection"), is("api"));
            assertThat(
                    upstream.requests().getFirst().headers().get("Authorization"),
                    is(List.of("Bearer " + token)));
            canaries.assertAbsentFrom(shown + callback.body() + stored());
        }
    }

    @Test
    void whatTheTargetEchoesIsMaskedInTheCallback() throws IOException {
        var file = Files.writeString(folder.resolve("token"), token);
        try (var echo =
                        new RecordingUpstream(exchange ->
                                RecordingUpstream.send(
                                        exchange,
                                        200,
                                        "text/plain",
                                        exchange.getRequestHeaders().getFirst("Authorization")));
                var proxy =
                        proxy(
                                "show-contents: true,",
                                "timeout: PT5S",
                                connections().replace(upstream.url(), echo.url()),
                                file)) {
            arena.addWaitingTask("t1");
            var response =
                    call(
                            proxy,
                            "http/GetRequestV2Async",
                            echo.url(),
                            "t1",
                            ", \"connection\": \"api\"");

            var callback = arena.awaitCallback("t1");
            var shown = awaitState(proxy, id(response), "delivered");
            assertThat(echo.requests(), hasSize(1));
            assertThat(callback.body(), containsString("Bearer ***"));
            canaries.assertAbsentFrom(shown + callback.body() + stored() + proxy.logAfterClose());
        }
    }

    @Test
    void aWrongConnectionIsRefusedBeforeTheCallIsAccepted() throws IOException {
        var file = Files.writeString(folder.resolve("token"), token);
        try (var proxy = proxy("", "timeout: PT5S", connections(), file)) {
            var response = run(proxy, "http/GetRequestV2Async", "t1", ", \"connection\": \"none\"");

            assertThat(response.errorCode(), is("InvalidParameters"));
            assertThat(upstream.requests(), hasSize(0));
        }
    }

    private String connections() {
        return """
        connections:
          - {name: api, type: bearer, token-file: '%%s', commands: ["http/*V2"], origins: ["%s"]}
        """
                .formatted(upstream.url());
    }

    /// The files of the database.
    private String stored() throws IOException {
        var all = new StringBuilder();
        try (var files = Files.walk(folder.resolve("data"))) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                all.append(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
            }
        }
        return all.toString();
    }
}
