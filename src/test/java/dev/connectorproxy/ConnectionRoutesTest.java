package dev.connectorproxy;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import com.sun.net.httpserver.HttpExchange;
import dev.connectorproxy.observe.Canaries;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Named connections of `http/*V2`: who may use them, where their secrets go, and what callers see of them.
@ServerMetricsLock
class ConnectionRoutesTest {
    private static final String KEY = "Spiff-Connector-Proxy-Api-Key";
    private static final String NOT_OPEN =
            "parameter 'connection' names a connection that is not open to this call, or that there is not";

    @TempDir private Path directory;
    private final Canaries canaries = new Canaries();
    private final String token = canaries.plain("token");
    private final String previous = canaries.plain("previous token");
    private final String password = canaries.plain("password");
    private final String apiKey = canaries.plain("api key");
    private final List<RecordingUpstream> upstreams = new ArrayList<>();
    private RecordingUpstream own;
    private RecordingUpstream other;
    private RunningProxy proxy;

    @BeforeEach
    void start() throws IOException {
        Files.writeString(directory.resolve("token"), token + "\n");
        Files.writeString(directory.resolve("PASSWORD"), password);
        own = upstream();
        other = upstream();
        proxy = new RunningProxy(yaml());
    }

    private String yaml() {
        return """
        secrets: {directory: %1$s}
        security:
          keys:
            - {name: all, value: key-all, connections: ["*"]}
            - {name: one, value: key-one, connections: [bearer]}
            - {name: none, value: key-none}
        connections:
          - {name: bearer, type: bearer, token-file: %1$s/token, previous-token: %2$s, commands: ["http/*V2"], origins: ["%3$s"]}
          - {name: basic, type: basic, username: joe, password: "${secret:PASSWORD}", commands: ["http/*V2"], origins: ["%3$s"]}
          - {name: header, type: api-key, key: %4$s, key-name: X-Odd, prefix: "Key ", commands: ["http/*V2"], origins: ["%3$s"]}
          - {name: query, type: api-key, key: %4$s, in: query, key-name: k, commands: ["http/*V2"], origins: ["%3$s"]}
          - {name: cookie, type: api-key, key: %4$s, in: cookie, key-name: k, commands: ["http/*V2"], origins: ["%3$s"]}
          - {name: get, type: bearer, token: x, commands: [http/GetRequestV2], origins: ["%3$s"]}
          - {name: mail, type: smtp, host: mail.example, port: 587, commands: ["*"]}
        """
                .formatted(directory, previous, own.url(), apiKey);
    }

    @AfterEach
    void stop() {
        proxy.close();
        upstreams.forEach(RecordingUpstream::close);
    }

    @ParameterizedTest
    @CsvSource({
        "bearer, Authorization, 'Bearer %token%'",
        "header, X-Odd, 'Key %apiKey%'",
        "cookie, Cookie, 'k=%apiKey%'",
    })
    void theCredentialsOfANamedConnectionAreAddedToTheRequest(
            String connection, String header, String value) {
        var response = run("key-all", connection, own.url() + "/a");

        assertThat(response.json().get("error"), is(JsonValue.NULL));
        assertThat(
                own.requests().getFirst().headers().get(header),
                is(List.of(value.replace("%token%", token).replace("%apiKey%", apiKey))));
        canaries.assertAbsentFrom(response.body());
    }

    @Test
    void aKeyInTheQueryIsAppendedToIt() {
        run("key-all", "query", own.url() + "/a?b=c#d");

        assertThat(own.requests().getFirst().target(), is("/a?b=c&k=" + apiKey));
    }

    @Test
    void basicCredentialsAreMaskedInEveryFormInWhatComesBackAndInTheLog() {
        var response = run("key-all", "basic", own.url() + "/echo");

        assertThat(response.body(), containsString("***"));
        assertThat(response.body(), not(containsString(password)));
        canaries.assertAbsentFrom(response.body() + proxy.logAfterClose());
        proxy = restarted();
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "basic", "mail", "get"})
    void unknownClosedAndWrongConnectionsGetTheSameMessage(String connection) {
        var response =
                proxy.run(
                        "http/PostRequestV2",
                        "{\"url\": \"%s\", \"connection\": \"%s\"}"
                                .formatted(own.url(), connection),
                        KEY,
                        "key-one");

        assertThat(response.errorCode(), is("InvalidParameters"));
        assertThat(response.message(), containsString(NOT_OPEN));
        assertThat(own.requests(), hasSize(0));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"bearer_token\": \"x\"",
                "\"basic_auth_username\": \"x\"",
                "\"basic_auth_password\": \"x\"",
                "\"headers\": {\"authorization\": \"x\"}",
            })
    void aConnectionAndOtherCredentialsAreRefused(String credentials) {
        var response =
                proxy.run(
                        "http/GetRequestV2",
                        "{\"url\": \"%s\", \"connection\": \"bearer\", %s}"
                                .formatted(own.url(), credentials),
                        KEY,
                        "key-all");

        assertThat(response.errorCode(), is("InvalidParameters"));
        assertThat(own.requests(), hasSize(0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"bearer", "basic", "header", "query", "cookie"})
    void anotherOriginGetsNothing(String connection) {
        for (var url :
                List.of(
                        other.url() + "/",
                        own.url().replace("127.0.0.1", "localhost") + "/",
                        own.url().replace("http:", "https:") + "/")) {
            var response = run("key-all", connection, url);

            assertThat(url, response.errorCode(), is("EgressBlocked"));
            canaries.assertAbsentFrom(response.body());
        }
        assertThat(other.requests(), hasSize(0));
        assertThat(own.requests(), hasSize(0));
    }

    @ParameterizedTest
    @CsvSource({
        "bearer, 302",
        "bearer, 307",
        "basic, 303",
        "basic, 308",
        "header, 301",
        "header, 307",
        "query, 302",
        "query, 307",
        "cookie, 302",
        "cookie, 308",
    })
    void aRedirectToAnotherOriginTakesNoCredentialsAlong(String connection, int status) {
        var response =
                run("key-all", connection, own.url() + "/" + status + "?to=" + other.url() + "/");

        assertThat(response.json().get("error"), is(JsonValue.NULL));
        assertThat(other.requests(), hasSize(1));
        var received = other.requests().getFirst();
        canaries.assertAbsentFrom(received.target() + received.headers());
        assertThat(received.headers().containsKey("Authorization"), is(false));
    }

    @Test
    void aRedirectThatRepeatsTheKeyInTheUrlOfAnotherOriginIsRefused() {
        var response = run("key-all", "query", own.url() + "/repeat?to=" + other.url());

        assertThat(response.errorCode(), is("EgressBlocked"));
        assertThat(other.requests(), hasSize(0));
    }

    @Test
    void theOnlyUsableConnectionIsTheDefaultWhereTheRequestGoesToItsOrigin() {
        var url = "{\"url\": \"%s\"}";

        proxy.run("http/GetRequestV2", url.formatted(own.url() + "/a"), KEY, "key-one");
        var elsewhere =
                proxy.run("http/GetRequestV2", url.formatted(other.url() + "/a"), KEY, "key-one");
        proxy.run("http/GetRequestV2", url.formatted(own.url() + "/b"), KEY, "key-none");

        assertThat(elsewhere.json().get("error"), is(JsonValue.NULL));
        assertThat(authorization(own, 0), is(List.of("Bearer " + token)));
        assertThat(other.requests().getFirst().headers().containsKey("Authorization"), is(false));
        assertThat(own.requests().get(1).headers().containsKey("Authorization"), is(false));
    }

    @Test
    void theDefaultGivesWayToCredentialsOfTheCall() {
        var body = "{\"url\": \"%s\", %s}";

        proxy.run(
                "http/GetRequestV2",
                body.formatted(own.url(), "\"bearer_token\": \"mine\""),
                KEY,
                "key-one");
        proxy.run(
                "http/GetRequestV2",
                body.formatted(own.url(), "\"headers\": {\"Authorization\": \"mine\"}"),
                KEY,
                "key-one");

        assertThat(authorization(own, 0), is(List.of("Bearer mine")));
        assertThat(authorization(own, 1), is(List.of("mine")));
    }

    @Test
    void theCatalogueOffersEachCallerItsOwnConnections() {
        var all = parameter(list("key-all", ""), "http/GetRequestV2", "connection");
        var one = parameter(list("key-one", "?schemas=true"), "http/GetRequestV2", "connection");
        var mail = parameter(list("key-all", ""), "smtp/SendEmail", "smtp_host");

        assertThat(
                all.getJsonArray("enum").toString(),
                is("[\"bearer\",\"basic\",\"header\",\"query\",\"cookie\",\"get\"]"));
        assertThat(all.containsKey("default"), is(false));
        assertThat(one.getString("default"), is("bearer"));
        assertThat(mail.getBoolean("required"), is(false));
    }

    @Test
    void callersWithoutAnyConnectionSeeTheCatalogueWithoutThem() throws IOException {
        try (var without = new RunningProxy("security: {api-key: key}")) {
            for (var query : List.of("", "?schemas=true")) {
                assertThat(
                        list("key-none", query),
                        is(without.request("GET", "/v1/commands" + query, "", KEY, "key").body()));
            }
        }
    }

    private String list(String key, String query) {
        return proxy.request("GET", "/v1/commands" + query, "", KEY, key).body();
    }

    private static JsonObject parameter(String list, String command, String id) {
        return Json.createReader(new StringReader(list))
                .readArray()
                .getValuesAs(JsonObject.class)
                .stream()
                .filter(entry -> entry.getString("id").equals(command))
                .flatMap(entry ->
                        entry.getJsonArray("parameters").getValuesAs(JsonObject.class).stream())
                .filter(parameter -> parameter.getString("id").equals(id))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aTokenInAFileIsReadAgainWhenItChanges() throws IOException {
        run("key-all", "bearer", own.url() + "/a");
        Files.writeString(directory.resolve("token"), "a-new-token-of-another-length");
        run("key-all", "bearer", own.url() + "/b");

        assertThat(authorization(own, 1), is(List.of("Bearer a-new-token-of-another-length")));
    }

    @Test
    void thePreviousTokenIsTriedWhereTheNewOneIsRefused() {
        var response = run("key-all", "bearer", own.url() + "/rotating");

        assertThat(response.commandResponse().getInt("http_status"), is(200));
        assertThat(authorization(own, 0), is(List.of("Bearer " + token)));
        assertThat(authorization(own, 1), is(List.of("Bearer " + previous)));
        canaries.assertAbsentFrom(response.body());
    }

    private RunningProxy.Response run(String key, String connection, String url) {
        return proxy.run(
                "http/GetRequestV2",
                "{\"url\": \"%s\", \"connection\": \"%s\"}".formatted(url, connection),
                KEY,
                key);
    }

    private static List<String> authorization(RecordingUpstream upstream, int request) {
        return upstream.requests().get(request).headers().get("Authorization");
    }

    private RunningProxy restarted() {
        try {
            return new RunningProxy(yaml());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private RecordingUpstream upstream() throws IOException {
        var upstream = new RecordingUpstream(this::respond);
        upstreams.add(upstream);
        return upstream;
    }

    /// A redirect for a status as the path, or the request itself.
    private void respond(HttpExchange exchange) throws IOException {
        var uri = exchange.getRequestURI();
        var authorization = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
        if (uri.getPath().matches("/30\\d")) {
            exchange.getResponseHeaders()
                    .set("Location", uri.getQuery().replaceAll("^to=|&.*$", ""));
            RecordingUpstream.send(
                    exchange, Integer.parseInt(uri.getPath().substring(1)), "text/plain", "");
            return;
        }
        if (uri.getPath().equals("/repeat")) {
            var query = uri.getQuery();
            exchange.getResponseHeaders()
                    .set(
                            "Location",
                            query.replaceAll("^to=|&.*$", "")
                                    + "/?"
                                    + query.replaceAll("^.*&", ""));
            RecordingUpstream.send(exchange, 302, "text/plain", "");
            return;
        }
        boolean refused =
                uri.getPath().equals("/rotating") && authorization.equals("Bearer " + token);
        RecordingUpstream.send(
                exchange,
                refused ? 401 : 200,
                "text/plain",
                exchange.getRequestHeaders().entrySet() + " " + uri);
    }
}
