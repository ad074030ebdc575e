package dev.connectorproxy.observe;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import dev.connectorproxy.ServerMetricsLock;
import io.helidon.http.HeaderNames;
import io.helidon.webclient.http1.Http1Client;
import io.helidon.webserver.WebServer;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ServerMetricsLock
class ObserveEndpointsTest {
    /// One line of Prometheus' text format 0.0.4, comments aside.
    private static final Pattern SAMPLE =
            Pattern.compile("[a-z_]+(\\{([a-z_]+=\"[^\"]*\",?)*})? [0-9.E+-]+(NaN)?");

    private final String command = "test/" + UUID.randomUUID();
    private final LogWriter log =
            new LogWriter(
                    OutputStream.nullOutputStream(),
                    new LogSettings(LogSettings.Format.JSON, LogSettings.Level.ERROR));
    private final CommandMetrics metrics =
            new CommandMetrics(Map.of(command, List.of()), _ -> false, log);
    private final Readiness readiness = new Readiness();
    private final WebServer server =
            WebServer.builder()
                    .host("127.0.0.1")
                    .port(0)
                    .shutdownHook(false)
                    .featuresDiscoverServices(false)
                    .addFeature(ObserveEndpoints.feature(readiness, List::of, List.of()))
                    .routing(it -> it.any("/*", (_, response) -> response.status(404).send("none")))
                    .build()
                    .start();
    private final Http1Client client =
            Http1Client.builder().baseUri("http://127.0.0.1:" + server.port()).build();

    @AfterEach
    void stop() {
        client.closeResource();
        server.stop();
        log.close();
    }

    @Test
    void isLiveButNeitherStartedNorReadyAtFirst() {
        assertThat(status("/observe/health/live"), is(200));
        assertThat(status("/observe/health/started"), is(503));
        assertThat(status("/observe/health/ready"), is(503));
        assertThat(status("/observe/health"), is(503));
    }

    @Test
    void isReadyOnceStarted() {
        readiness.ready();

        assertThat(status("/observe/health/live"), is(200));
        assertThat(status("/observe/health/started"), is(200));
        assertThat(status("/observe/health/ready"), is(200));
        assertThat(
                body("/observe/health"),
                is(
                        "{\"status\":\"UP\",\"checks\":[{\"name\":\"live\",\"status\":\"UP\"},"
                                + "{\"name\":\"ready\",\"status\":\"UP\"},{\"name\":\"started\",\"status\":\"UP\"}]}"));
    }

    @Test
    void isNotReadyButStillLiveWhileItDrains() {
        readiness.ready();
        readiness.drain();
        readiness.ready();

        assertThat(status("/observe/health/live"), is(200));
        assertThat(status("/observe/health/started"), is(200));
        assertThat(status("/observe/health/ready"), is(503));
        assertThat(
                body("/observe/health/ready"),
                is("{\"status\":\"DOWN\",\"checks\":[{\"name\":\"ready\",\"status\":\"DOWN\"}]}"));
    }

    @Test
    void respondsToHeadOnHealth() {
        try (var response = client.head("/observe/health/ready").request()) {
            assertThat(response.status().code(), is(503));
        }
    }

    @Test
    void respondsToHeadOnMetrics() {
        try (var response = client.head("/observe/metrics").request()) {
            assertThat(response.status().code(), is(200));
            assertThat(
                    response.headers().contentType().orElseThrow().text(),
                    startsWith("text/plain"));
        }
    }

    @Test
    void showsMetricsAsPrometheusTextWithConventionalNames() {
        metrics.began();
        metrics.ended(command, "HttpError404", 12_000_000);
        new MeteredEgress((_, _) -> null).failed("ConnectTimeout", 5_000_000_000L);
        metrics.began();

        var text = body("/observe/metrics");

        var mine = "{command=\"" + command + "\",";
        assertThat(
                text.lines()
                        .filter(it -> !it.startsWith("#") && !it.isEmpty())
                        .filter(it -> !SAMPLE.matcher(it).matches())
                        .toList(),
                is(List.of()));
        for (var expected :
                List.of(
                        "# TYPE connector_proxy_commands_total counter\n",
                        "connector_proxy_commands_total"
                                + mine
                                + "error_code=\"HttpError4xx\",outcome=\"upstream_error\",scope=\"application\",} 1.0\n",
                        "connector_proxy_commands_total"
                                + mine
                                + "error_code=\"none\",outcome=\"success\",scope=\"application\",} 0.0\n",
                        "# TYPE connector_proxy_command_duration_seconds histogram\n",
                        "connector_proxy_command_duration_seconds_bucket"
                                + mine
                                + "scope=\"application\",le=\"0.01\",} 0.0\n",
                        "connector_proxy_command_duration_seconds_bucket"
                                + mine
                                + "scope=\"application\",le=\"0.025\",} 1.0\n",
                        "connector_proxy_command_duration_seconds_sum"
                                + mine
                                + "scope=\"application\",} 0.012\n",
                        "# TYPE connector_proxy_egress_duration_seconds histogram\n",
                        "connector_proxy_egress_duration_seconds_count{outcome=\"ConnectTimeout\",",
                        "# TYPE connector_proxy_commands_in_flight gauge\n",
                        "connector_proxy_commands_in_flight{scope=\"application\",} ",
                        "connector_proxy_refused_total{reason=\"overloaded\",",
                        "connector_proxy_unauthorized_total{",
                        "# TYPE connector_proxy_log_lines_dropped_total counter\n",
                        "connector_proxy_log_lines_dropped_total{")) {
            assertThat(text, containsString(expected));
        }
        assertThat(text, not(containsString("quantile")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "*/*",
                "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
                "text/plain;version=0.0.4;q=0.5,*/*;q=0.1"
            })
    void showsPlainTextUnlessAskedForOpenMetrics(String accept) {
        try (var response =
                client.get("/observe/metrics").header(HeaderNames.ACCEPT, accept).request()) {
            assertThat(response.status().code(), is(200));
            assertThat(
                    response.headers().contentType().orElseThrow().text(),
                    startsWith("text/plain"));
        }
    }

    @Test
    void sendsOpenMetricsToAScraperThatPrefersIt() {
        var accept =
                "application/openmetrics-text;version=1.0.0;q=0.6,text/plain;version=0.0.4;q=0.5,*/*;q=0.1";
        try (var response =
                client.get("/observe/metrics").header(HeaderNames.ACCEPT, accept).request()) {
            assertThat(response.status().code(), is(200));
            assertThat(
                    response.headers().contentType().orElseThrow().text(),
                    startsWith("application/openmetrics-text"));
            assertThat(response.as(String.class).lines().toList(), hasItem("# EOF"));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/observe", "/observe/config", "/observe/config/values", "/observe/config/profile",
                "/observe/info", "/observe/log", "/observe/log/loggers", "/observe/openapi"
            })
    void showsNothingElse(String path) {
        assertThat(status(path), is(404));
        assertThat(body(path), is("none"));
    }

    private int status(String path) {
        try (var response = client.get(path).request()) {
            return response.status().code();
        }
    }

    private String body(String path) {
        try (var response = client.get(path).request()) {
            return response.as(String.class);
        }
    }
}
