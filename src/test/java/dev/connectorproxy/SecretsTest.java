package dev.connectorproxy;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

import dev.connectorproxy.observe.Canaries;
import jakarta.json.Json;
import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Secrets planted wherever a caller or an upstream can put one, and searched for in every log line and metric.
@ServerMetricsLock
class SecretsTest {
    @ParameterizedTest
    @ValueSource(strings = {"json", "text"})
    void noSecretReachesLogOrMetrics(String format) throws IOException {
        var canaries = new Canaries();
        var response = canaries.withSpecialCharacters("upstream's answer");
        var key = canaries.plain("API key");
        try (var upstream =
                        new RecordingUpstream(exchange -> {
                            exchange.getResponseHeaders()
                                    .set("X-Secret", canaries.plain("upstream's header"));
                            var status =
                                    exchange.getRequestURI().getPath().contains("500") ? 500 : 200;
                            RecordingUpstream.send(
                                    exchange, status, "application/json", "{\"a\":\"" + response);
                        });
                var proxy =
                        new RunningProxy(
                                "limits: {deadline: PT1S}\nlogging: {level: DEBUG, format: %s}\nsecurity: {api-key: %s}\nconnectors: {slack: {base-url: %s}}\n"
                                        .formatted(format, key, upstream.url()))) {
            for (var target :
                    new String[] {
                        upstream.url(),
                        "http://user:"
                                + canaries.plain("userinfo")
                                + "@"
                                + upstream.url().substring(7),
                        "http://127.0.0.1:1",
                        "http://10.0.0.1",
                        "http://" + canaries.plain("host") + ".invalid",
                        "https://" + upstream.url().substring(7),
                        "gopher://h.example"
                    }) {
                for (var command :
                        new String[] {
                            "http/GetRequest", "http/PostRequest", "http/DeleteRequestV2"
                        }) {
                    var body = body(canaries, target);
                    var done =
                            proxy.run(
                                    command,
                                    body,
                                    "Spiff-Connector-Proxy-Api-Key",
                                    key,
                                    "Cookie",
                                    canaries.plain("cookie"));
                    assertThat(done.status(), is(200));
                }
            }
            for (var command : new String[] {"slack/PostMessage", "smtp/SendEmail"}) {
                proxy.run(command, message(canaries), "Spiff-Connector-Proxy-Api-Key", key);
            }
            proxy.run(
                    "http/GetRequest",
                    "{\"url\":5,\"headers\":\"" + canaries.plain("bad request"),
                    "Spiff-Connector-Proxy-Api-Key",
                    key);
            proxy.run(
                    "http/GetRequest",
                    "{}",
                    "Spiff-Connector-Proxy-Api-Key",
                    canaries.plain("wrong key"));
            proxy.run(
                    "example/"
                            + canaries.plain("no secret: command names are logged").substring(0, 4),
                    "{}",
                    "Spiff-Connector-Proxy-Api-Key",
                    key);
            proxy.request(
                    "GET", "/v1/" + canaries.plain("path") + "?q=" + canaries.plain("query"), "");

            var metrics = proxy.request("GET", "/observe/metrics", "").body();
            var log = proxy.logAfterClose();

            assertThat(log, containsString("http/GetRequest"));
            canaries.assertAbsentFrom(metrics);
            canaries.assertAbsentFrom(log.replaceAll("https?://ca[0-9a-z]+ry\\.invalid", "host"));
        }
    }

    /// For Slack and for a mail server that does not exist.
    private static String message(Canaries canaries) {
        return Json.createObjectBuilder()
                .add("token", canaries.plain("token"))
                .add("channel", canaries.withSpecialCharacters("channel"))
                .add("message", canaries.nonAscii("message"))
                .add("smtp_host", "127.0.0.1")
                .add("smtp_port", 1)
                .add("smtp_user", canaries.plain("smtp user"))
                .add("smtp_password", canaries.withSpecialCharacters("smtp password"))
                .add("email_subject", canaries.plain("subject"))
                .add("email_body", canaries.nonAscii("mail"))
                .add("email_to", canaries.plain("recipient") + "@example.com")
                .add("email_from", canaries.plain("sender") + "@example.com")
                .build()
                .toString();
    }

    private static String body(Canaries canaries, String target) {
        return Json.createObjectBuilder()
                .add(
                        "url",
                        target + "/" + canaries.plain("path") + "/500?q=" + canaries.plain("query"))
                .add(
                        "headers",
                        Json.createObjectBuilder()
                                .add("Authorization", "Bearer " + canaries.plain("header")))
                .add(
                        "params",
                        Json.createObjectBuilder()
                                .add("token", canaries.withSpecialCharacters("params")))
                .add("data", Json.createObjectBuilder().add("password", canaries.nonAscii("data")))
                .add("basic_auth_username", canaries.plain("user"))
                .add("basic_auth_password", canaries.withSpecialCharacters("password"))
                .add(
                        "spiff__task_data",
                        Json.createObjectBuilder()
                                .add("x", canaries.withSpecialCharacters("task data")))
                .add("spiff__callback_url", "http://x.example/" + canaries.plain("callback"))
                .add(canaries.plain("unknown parameter"), canaries.plain("unknown value"))
                .build()
                .toString();
    }
}
