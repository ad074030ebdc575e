package dev.connectorproxy;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;

import dev.connectorproxy.observe.Canaries;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Connector files whose commands take a base URL and credentials as arguments, or a connection instead: where the credentials go.
@ServerMetricsLock
class ExplicitCredentialsTest {
    private static final String KEY = "Spiff-Connector-Proxy-Api-Key";

    @TempDir private Path directory;
    private final Canaries canaries = new Canaries();
    private final String token = canaries.plain("token of the connection");
    private final String own = canaries.plain("token of the call");
    private RecordingUpstream shop;
    private RecordingUpstream other;
    private RunningProxy proxy;

    @BeforeEach
    void start() throws IOException {
        other = RecordingUpstream.json("{}");
        shop =
                new RecordingUpstream(exchange -> {
                    if (exchange.getRequestURI().getPath().equals("/moved")) {
                        exchange.getResponseHeaders()
                                .set(
                                        "Location",
                                        exchange.getRequestURI().getQuery() == null
                                                ? other.url() + "/there"
                                                : "/here");
                        exchange.sendResponseHeaders(307, -1);
                    } else {
                        RecordingUpstream.send(exchange, 200, "application/json", "{\"a\": 1}");
                    }
                });
        Files.writeString(
                directory.resolve("shop.yaml"),
                """
                connector: shop
                server: "{base_url}"
                connection: {type: api-key, name: X-Odd, prefix: "Key ", replaces: token}
                parameters:
                  base_url: {in: server, required: true}
                  token: {in: header, name: X-Odd, prefix: "Key ", required: true, secret: true}
                commands:
                  Get: {request: {path: /one}, response: quoted, omit-empty: true}
                  Moved: {request: {path: /moved}, parameters: {here: {}}}
                """);
        proxy =
                new RunningProxy(
                        """
                        connectors: {directories: ['%s']}
                        security:
                          keys:
                            - {name: all, value: key-all, connections: ['*']}
                            - {name: none, value: key-none}
                        connections:
                          - {name: shop, type: api-key, key: %s, commands: [shop/*], variables: {base_url: '%s'}}
                        """
                                .formatted(directory, token, shop.url()));
    }

    @AfterEach
    void stop() {
        proxy.close();
        shop.close();
        other.close();
    }

    private RunningProxy.Response run(String command, String key, String arguments) {
        return proxy.run("shop/" + command, arguments, KEY, key);
    }

    private String explicit(String more) {
        return "{\"base_url\": \"%s\", \"token\": \"%s\"%s}".formatted(shop.url(), own, more);
    }

    @ParameterizedTest
    @ValueSource(strings = {"key-all", "key-none"})
    void aCallWithCredentialsOfItsOwnNeedsNoConnection(String key) {
        var response = run("Get", key, explicit(""));

        assertThat(response.json().get("error"), is(JsonValue.NULL));
        assertThat(response.commandResponse().getString("body"), is("{\"a\": 1}"));
        assertThat(response.commandResponse().getJsonObject("parsed_body").getInt("a"), is(1));
        assertThat(shop.requests().getFirst().headers().get("X-Odd"), contains("Key " + own));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"connection\": \"shop\"}", "{\"token\": \"\"}"})
    void aConnectionReplacesThem(String arguments) {
        var response = run("Get", "key-all", arguments);

        assertThat(response.json().get("error"), is(JsonValue.NULL));
        assertThat(shop.requests().getFirst().headers().get("X-Odd"), contains("Key " + token));
        canaries.assertAbsentFrom(response.body());
    }

    @ParameterizedTest(name = "{0} {1} -> {2}")
    @CsvSource(
            delimiter = '|',
            value = {
                "key-all  | {\"connection\": \"shop\", \"token\": \"x\"}                | parameter 'connection' must not be given together with parameter 'token'",
                "key-all  | {\"connection\": \"shop\", \"base_url\": \"http://a\"}      | parameter 'connection' must not be given together with parameter 'base_url'",
                "key-all  | {\"base_url\": \"http://127.0.0.1:1\"}                      | required parameter 'token' (str) is missing",
                "key-none | {}                                                          | required parameter 'base_url' (str) is missing",
                "key-none | {\"base_url\": \"http://127.0.0.1:1\", \"token\": \"\"}     | parameter 'token' is required",
            })
    void bothAndNeitherAreRefused(String key, String arguments, String message) {
        var response = run("Get", key, arguments);

        assertThat(response.errorCode(), is("InvalidParameters"));
        assertThat(response.message(), containsString(message));
        assertThat(shop.requests(), hasSize(0));
    }

    @Test
    void theGuardHoldsForTheBaseUrlOfACaller() {
        var response =
                run(
                        "Get",
                        "key-none",
                        "{\"base_url\": \"http://169.254.169.254\", \"token\": \"%s\"}"
                                .formatted(own));

        assertThat(response.errorCode(), is("EgressBlocked"));
    }

    @Test
    void aRedirectToAnotherOriginGetsNothingOfTheCall() {
        var response = run("Moved", "key-none", explicit(""));

        assertThat(response.errorCode(), is("EgressBlocked"));
        assertThat(other.requests(), hasSize(0));
    }

    @Test
    void aRedirectWithinTheOriginKeepsIt() {
        run("Moved", "key-none", explicit(", \"here\": \"1\""));

        assertThat(shop.requests().getLast().headers().get("X-Odd"), is(List.of("Key " + own)));
    }

    @Test
    void aRedirectToAnotherOriginGetsNoCredentialOfTheConnection() {
        var response = run("Moved", "key-all", "{}");

        canaries.assertAbsentFrom(other.requests() + response.body());
    }

    @Test
    void theCatalogueSaysWhatACallerNeeds() {
        var all = proxy.request("GET", "/v1/commands", "", KEY, "key-all").body();
        var none = proxy.request("GET", "/v1/commands", "", KEY, "key-none").body();

        assertThat(required(all), is(false));
        assertThat(required(none), is(true));
    }

    private static boolean required(String list) {
        try (var reader = Json.createReader(new StringReader(list))) {
            return reader.readArray().getValuesAs(JsonObject.class).stream()
                    .filter(entry -> entry.getString("id").equals("shop/Get"))
                    .flatMap(entry ->
                            entry.getJsonArray("parameters").getValuesAs(JsonObject.class).stream())
                    .filter(parameter -> parameter.getString("id").equals("token"))
                    .anyMatch(parameter -> parameter.getBoolean("required"));
        }
    }
}
