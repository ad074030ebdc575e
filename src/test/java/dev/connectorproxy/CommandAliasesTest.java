package dev.connectorproxy;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.connectorproxy.settings.Settings;
import dev.connectorproxy.settings.SettingsException;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// `catalogue.aliases`, through the whole program.
@ServerMetricsLock
class CommandAliasesTest {
    private static final String KEY = "Spiff-Connector-Proxy-Api-Key";

    @TempDir private Path folder;
    private RecordingUpstream upstream;

    @BeforeEach
    void open() throws IOException {
        upstream = RecordingUpstream.json("{}");
    }

    @AfterEach
    void close() {
        upstream.close();
    }

    @Test
    void anAliasIsListedAndRunWithTheParametersOfItsCommand() throws IOException {
        try (var proxy =
                proxy(
                        """
                        catalogue: {aliases: {web/Fetch: http/GetRequestV2}, hidden: ['*V2', smtp/*]}
                        """)) {
            var response =
                    proxy.run("web/Fetch", "{\"url\":\"" + upstream.url() + "/\"}", KEY, "a");

            assertThat(response.commandResponse().getInt("http_status"), is(200));
            var listed = ids(proxy, "a");
            assertThat(listed, hasItems("web/Fetch", "http/GetRequest"));
            assertThat(listed.contains("http/GetRequestV2"), is(false));
            assertThat(parametersOf("web/Fetch", proxy), containsString("bearer_token"));
        }
    }

    @Test
    void theCallerNeedsTheRightToRunTheCommandItself() throws IOException {
        try (var proxy =
                proxy(
                        """
                        catalogue: {aliases: {web/Fetch: http/GetRequest, http/Hello: example/Example}}
                        """)) {
            var allowed = proxy.run("web/Fetch", "{\"url\":\"" + upstream.url() + "/\"}", KEY, "h");
            var refused = proxy.run("http/Hello", "{\"message\":\"x\"}", KEY, "h");

            assertThat(allowed.commandResponse().getInt("http_status"), is(200));
            assertThat(refused.errorCode(), is("CommandNotAllowed"));
            assertThat(ids(proxy, "h"), containsInAnyOrder("http/GetRequest", "web/Fetch"));
        }
    }

    @Test
    void metricsHaveTheIdOfTheCommand() throws IOException {
        try (var proxy = proxy("catalogue: {aliases: {web/Hello: example/Example}}")) {
            proxy.run("web/Hello", "{\"message\":\"x\"}", KEY, "a");

            var metrics = proxy.request("GET", "/observe/metrics", "").body();
            assertThat(metrics, not(containsString("web/Hello")));
            assertThat(metrics, containsString("example/Example"));
        }
    }

    @Test
    void aCommandOfAnotherProxyHasAnAliasAsSoonAsItIsListed() throws IOException {
        try (var peer = new FakePeer();
                var proxy =
                        new RunningProxy(
                                """
                                catalogue: {aliases: {web/Work: py/Work}}
                                federation: [{name: py, url: '%s'}]
                                """
                                        .formatted(peer.url()))) {
            Await.condition(
                    "its list",
                    () -> proxy.request("GET", "/v1/commands", "").body().contains("web/Work"));

            assertThat(proxy.run("web/Work", "{\"a\":\"x\"}").status(), is(200));
            assertThat(peer.calls().size(), is(1));
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{http/GetRequest: http/PostRequest} | catalogue.aliases.http/GetRequest must not be the id of a command",
                "{web/Get: http/Gett} | catalogue.aliases.web/Get must name a command, which http/Gett is not",
                "{web/Get: web/Fetch, web/Fetch: http/GetRequest} | catalogue.aliases.web/Get must name a command, which web/Fetch is not",
                "{Get: http/GetRequest} | catalogue.aliases.Get must be an id such as http/Get, and its value the id of a command, such as http/GetRequestV2",
                "{web/Get: GetRequest} | catalogue.aliases.web/Get must be an id such as http/Get, and its value the id of a command, such as http/GetRequestV2"
            })
    void anAliasThatDoesNotFitStopsTheStart(String aliases, String message) throws IOException {
        var file =
                Files.writeString(
                        folder.resolve("my.yaml"), "catalogue: {aliases: " + aliases + "}");
        var settings = Settings.load(Optional.of(file), Map.of(), new Properties());

        var failure =
                assertThrows(
                        SettingsException.class,
                        () -> AllSettings.create(settings).checkConnectors());

        assertThat(failure.getMessage(), endsWith(message));
    }

    private static RunningProxy proxy(String yaml) throws IOException {
        return new RunningProxy(
                """
                security:
                  keys: [{name: all, value: a}, {name: one, value: h, commands: [http/GetRequest]}]
                """
                        + yaml);
    }

    private static List<JsonObject> list(RunningProxy proxy, String key) {
        var body = proxy.request("GET", "/v1/commands", "", KEY, key).body();
        try (var reader = Json.createReader(new StringReader(body))) {
            return reader.readArray().getValuesAs(JsonObject.class);
        }
    }

    private static String parametersOf(String id, RunningProxy proxy) {
        return list(proxy, "a").stream()
                .filter(entry -> entry.getString("id").equals(id))
                .map(entry -> entry.getJsonArray("parameters").toString())
                .findFirst()
                .orElseThrow();
    }

    private static List<String> ids(RunningProxy proxy, String key) {
        return list(proxy, key).stream().map(entry -> entry.getString("id")).toList();
    }
}
