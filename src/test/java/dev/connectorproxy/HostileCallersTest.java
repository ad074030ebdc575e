package dev.connectorproxy;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Requests that must be refused, over sockets.
@ServerMetricsLock
class HostileCallersTest {
    private static RunningProxy proxy;
    private static RecordingUpstream upstream;

    @BeforeAll
    static void start() throws IOException {
        proxy = new RunningProxy("limits: {request-bytes: 4 KiB}\n");
        upstream = RecordingUpstream.json("{}");
    }

    @AfterAll
    static void stop() {
        proxy.close();
        upstream.close();
    }

    @Test
    void refusesWhatPagesOfOtherSitesSendThroughABrowser() {
        var body = "{\"message\":\"hi\"}";
        var own = "127.0.0.1:" + proxy.port();

        assertThat(
                proxy.run("example/Example", body, "Origin", "https://evil.example").status(),
                is(403));
        assertThat(
                proxy.run("example/Example", body, "Sec-Fetch-Site", "cross-site").status(),
                is(403));
        assertThat(
                proxy.run(
                                "example/Example",
                                body,
                                "Origin",
                                "http://evil.example:1",
                                "Host",
                                "evil.example:1")
                        .status(),
                is(403));
        assertThat(
                proxy.run("example/Example", body, "Origin", "http://" + own, "Host", own).status(),
                is(200));
        assertThat(proxy.run("example/Example", body, "Sec-Fetch-Site", "none").status(), is(200));
    }

    @Test
    void refusesNumbersThatCannotBeReadInsteadOfFailing() {
        var digits = "1".repeat(2_000);
        var read =
                proxy.run(
                        "http/GetRequest",
                        "{\"url\":\"" + upstream.url() + "\",\"params\":{\"n\":" + digits + "}}");
        var passed =
                proxy.run(
                        "http/PostRequest",
                        "{\"url\":\"" + upstream.url() + "/digits\",\"data\":" + digits + "}");

        assertThat(read.errorCode(), is("InvalidParameters"));
        assertThat(passed.status(), is(200));
        assertThat(
                upstream.requests().stream()
                        .filter(it -> it.target().equals("/digits"))
                        .findFirst()
                        .orElseThrow()
                        .body(),
                is(digits));
    }

    @Test
    void countsRefusals() {
        proxy.run("no/Such", "{}");
        proxy.run("example/Example", "{\"message\":\"" + "x".repeat(5_000) + "\"}");

        var metrics = proxy.request("GET", "/observe/metrics", "").body();

        for (var reason : List.of("unknown_command", "too_large")) {
            var line =
                    metrics.lines()
                            .filter(metric ->
                                    metric.startsWith("connector_proxy_refused_total")
                                            && metric.contains("\"" + reason + "\""))
                            .findFirst();
            assertThat(
                    reason,
                    Double.parseDouble(line.orElseThrow().replaceAll(".* ", "")) > 0,
                    is(true));
        }
    }

    @Test
    void refusesOtherContentTypesAndBodiesThatAreTooLarge() {
        var text =
                proxy.run("example/Example", "{\"message\":\"x\"}", "Content-Type", "text/plain");
        var large = proxy.run("example/Example", "{\"message\":\"" + "x".repeat(5_000) + "\"}");

        assertThat(text.status(), is(415));
        assertThat(text.errorCode(), is("InvalidRequest"));
        assertThat(text.commandResponse().getInt("http_status"), is(400));
        assertThat(large.status(), is(413));
        assertThat(large.errorCode(), is("RequestTooLarge"));
        assertThat(large.body(), containsString("bytes. All of it counts"));
        assertThat(large.body(), containsString("spiff__task_data"));
    }
}
