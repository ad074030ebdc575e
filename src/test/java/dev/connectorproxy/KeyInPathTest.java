package dev.connectorproxy;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

import com.sun.net.httpserver.HttpExchange;
import dev.connectorproxy.observe.Canaries;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A connector file whose target has the key in the path: only the target sees it.
@ServerMetricsLock
class KeyInPathTest {
    private static final String KEY = "Spiff-Connector-Proxy-Api-Key";

    private final Canaries canaries = new Canaries();
    private final String previous = canaries.plain("previous key");
    private final String key = "123:/" + canaries.plain("key");
    private RecordingUpstream other;
    private RecordingUpstream own;
    private Path directory;
    private RunningProxy proxy;

    @BeforeEach
    void start(@TempDir Path empty) throws IOException {
        directory = empty;
        other = RecordingUpstream.json("{}");
        own = new RecordingUpstream(this::respond);
        proxy = proxy(own.url());
    }

    private RunningProxy proxy(String server) throws IOException {
        Files.writeString(
                directory.resolve("chat.yaml"),
                """
                connector: chat
                server: %s/bot{token}
                connection: {type: api-key, in: path, name: token}
                commands:
                  Get: {request: {path: "/get/{id}"}, parameters: {id: {required: true}}}
                """
                        .formatted(server));
        return new RunningProxy(
                """
                logging: {level: DEBUG}
                connectors: {directories: [%s]}
                security:
                  keys:
                    - {name: all, value: key-all, connections: ["*"]}
                    - {name: none, value: key-none}
                    - {name: admin, value: key-admin, scopes: [admin], commands: []}
                connections:
                  - {name: bot, type: api-key, key: "%s", previous-key: %s, commands: ["chat/*"], test: "/bot{token}/me"}
                  - {name: any, type: api-key, key: "%s", in: path, key-name: token, commands: ["http/*V2"], origins: ["%s"]}
                """
                        .formatted(directory, key, previous, key, server));
    }

    @AfterEach
    void stop() {
        proxy.close();
        own.close();
        other.close();
    }

    private void respond(HttpExchange exchange) throws IOException {
        var uri = exchange.getRequestURI();
        if (uri.getPath().endsWith("/away")) {
            exchange.getResponseHeaders().set("Location", other.url() + uri.getRawPath());
            RecordingUpstream.send(exchange, 302, "text/plain", "");
            return;
        }
        boolean rotated = uri.getPath().endsWith("/rotated") && !uri.toString().contains(previous);
        RecordingUpstream.send(
                exchange, rotated ? 401 : 200, "text/plain", uri + " " + uri.getPath());
    }

    private RunningProxy.Response run(String id) {
        return proxy.run("chat/Get", "{\"id\": \"%s\"}".formatted(id), KEY, "key-all");
    }

    @Test
    void theKeyReplacesTheVariableForTheTargetOnly() {
        var response = run("1");

        assertThat(
                own.requests().getFirst().target(),
                is("/bot" + key.replace("/", "%2F") + "/get/1"));
        assertThat(response.body(), containsString("***/get/1"));
        var catalogue = proxy.request("GET", "/v1/commands?schemas=true", "", KEY, "key-all");
        var metrics = proxy.request("GET", "/observe/metrics", "", KEY, "key-all");
        canaries.assertAbsentFrom(
                response.body() + catalogue.body() + metrics.body() + proxy.logAfterClose());
    }

    @Test
    void theTestOfTheConnectionHasItsPlaceInItsPath() {
        var response = proxy.request("POST", "/admin/connections/bot/test", "", KEY, "key-admin");

        assertThat(response.body(), containsString("\"ok\":true"));
        assertThat(
                own.requests().getFirst().target(), is("/bot" + key.replace("/", "%2F") + "/me"));
        canaries.assertAbsentFrom(response.body());
    }

    @Test
    void aCallerWhoChoosesTheUrlNamesThePlace() {
        var response =
                proxy.run(
                        "http/GetRequestV2",
                        "{\"url\": \"%s/bot{token}/me\", \"connection\": \"any\"}"
                                .formatted(own.url()),
                        KEY,
                        "key-all");

        assertThat(
                own.requests().getFirst().target(), is("/bot" + key.replace("/", "%2F") + "/me"));
        canaries.assertAbsentFrom(response.body());
    }

    @Test
    void aCallerCannotAskForItAgain() {
        run("{token}");

        assertThat(
                own.requests().getFirst().target(),
                is("/bot" + key.replace("/", "%2F") + "/get/%7Btoken%7D"));
    }

    @Test
    void aRedirectThatRepeatsItElsewhereIsRefused() {
        var response = run("away");

        assertThat(response.errorCode(), is("EgressBlocked"));
        assertThat(other.requests().isEmpty(), is(true));
        canaries.assertAbsentFrom(response.body() + proxy.logAfterClose());
    }

    @Test
    void thePreviousKeyIsTriedWhereTheNewOneIsRefused() {
        var response = run("rotated");

        assertThat(response.commandResponse().getInt("http_status"), is(200));
        assertThat(own.requests().get(1).target(), is("/bot" + previous + "/get/rotated"));
        canaries.assertAbsentFrom(response.body() + proxy.logAfterClose());
    }

    @Test
    void aTargetThatCannotBeReachedIsNamedWithoutIt() throws IOException {
        own.close();

        var response = run("1");

        assertThat(response.errorCode(), is("ConnectionError"));
        canaries.assertAbsentFrom(response.body() + proxy.logAfterClose());
    }

    @Test
    void withoutAConnectionNothingIsSent() {
        var response = proxy.run("chat/Get", "{\"id\": \"1\"}", KEY, "key-none");

        assertThat(response.errorCode(), is("ConnectorNotConfigured"));
        assertThat(own.requests().isEmpty(), is(true));
    }
}
