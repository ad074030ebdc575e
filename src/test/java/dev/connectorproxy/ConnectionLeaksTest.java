package dev.connectorproxy;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import com.sun.net.httpserver.HttpExchange;
import dev.connectorproxy.egress.TestCertificates;
import dev.connectorproxy.observe.Canaries;
import jakarta.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The secrets of connections of every type against hostile URLs, redirects, pages and token endpoints: none reaches another
/// origin, and none is in what the proxy says, logs, counts, or shows to operators.
@ServerMetricsLock
class ConnectionLeaksTest {
    private static final String KEY = "Spiff-Connector-Proxy-Api-Key";
    private static final List<String> TYPES =
            List.of("bearer", "basic", "header", "query", "cookie", "oauth");

    private final Canaries canaries = new Canaries();
    private final String secret = canaries.plain("secret of the connection");
    private final String clientSecret = canaries.plain("client secret");
    private final String accessToken = canaries.plain("access token");
    private Path folder;
    private RecordingUpstream api;
    private RecordingUpstream other;
    private RecordingUpstream login;
    private volatile String tokenLocation = "";
    private RunningProxy proxy;

    @BeforeEach
    void start(@TempDir Path empty) throws IOException {
        folder = empty;
        canaries.planted(
                Base64.getEncoder().encodeToString(("joe:" + secret).getBytes()), "credentials");
        other = new RecordingUpstream(ConnectionLeaksTest::echo);
        api = new RecordingUpstream(this::respond);
        login = new RecordingUpstream(this::issue);
        Files.writeString(
                Files.createDirectory(folder.resolve("files")).resolve("shop.yaml"),
                """
                connector: shop
                server: %s
                connection: [bearer, basic, api-key, oauth2-client-credentials]
                commands:
                  Link: {request: {path: /link}, parameters: {to: {required: true}}, pages: {next: link}}
                  Url: {request: {path: /url}, parameters: {to: {required: true}}, pages: {next: url, from: next, items: items}}
                """
                        .formatted(api.url()));
        proxy = new RunningProxy(yaml());
    }

    private String yaml() {
        return """
        egress: {allow: [127.0.0.0/8, localhost, "::1"]}
        logging: {level: DEBUG}
        connectors: {directories: [%1$s/files]}
        security: {keys: [{name: a, value: all, scopes: [admin], connections: ["*"]}]}
        connections:
          - {name: bearer, type: bearer, token: %2$s, previous-token: %2$sx, test: /, %3$s}
          - {name: basic, type: basic, username: joe, password: %2$s, test: /, %3$s}
          - {name: header, type: api-key, key: %2$s, key-name: X-Odd, prefix: "Key ", test: /, %3$s}
          - {name: query, type: api-key, key: %2$s, in: query, key-name: k, test: /, %3$s}
          - {name: cookie, type: api-key, key: %2$s, in: cookie, key-name: k, test: /, %3$s}
          - {name: oauth, type: oauth2-client-credentials, token-url: "%4$s/token", client-id: me, client-secret: %5$s, test: /, %3$s}
          - {name: post, type: oauth2-client-credentials, token-url: "%4$s/token", client-id: me, client-secret: %5$s, client-authentication: post, test: /, %3$s}
          - {name: refresh, type: oauth2-authorization-code, token-url: "%4$s/token", client-id: me, client-secret: %5$s, refresh-token: %2$s, test: /, %3$s}
        """
                .formatted(
                        folder,
                        secret,
                        "commands: [\"http/*V2\", \"shop/*\"], origins: [\"%s\"]"
                                .formatted(api.url()),
                        login.url(),
                        clientSecret);
    }

    /// Says where to go next, if the query has `to`; otherwise echoes the request as a failure.
    private void respond(HttpExchange exchange) throws IOException {
        var query = exchange.getRequestURI().getQuery();
        if (query == null || !query.startsWith("to=")) {
            echo(exchange);
            return;
        }
        var to = query.substring(3).replaceFirst("&k=.*", "");
        var path = exchange.getRequestURI().getPath().substring(1);
        boolean bearsToken = exchange.getRequestHeaders().toString().contains(accessToken);
        exchange.getResponseHeaders()
                .set("Set-Cookie", "session=" + (bearsToken ? accessToken : secret));
        switch (path) {
            case "link" -> {
                exchange.getResponseHeaders().set("Link", "<" + to + ">; rel=\"next\"");
                RecordingUpstream.send(exchange, 200, "application/json", "[1]");
            }
            case "url" ->
                    RecordingUpstream.send(
                            exchange,
                            200,
                            "application/json",
                            Json.createObjectBuilder()
                                    .add("items", Json.createArrayBuilder().add(1))
                                    .add("next", to)
                                    .build()
                                    .toString());
            default -> {
                exchange.getResponseHeaders().set("Location", to);
                exchange.sendResponseHeaders(Integer.parseInt(path), -1);
            }
        }
    }

    private static void echo(HttpExchange exchange) throws IOException {
        var seen = exchange.getRequestURI() + " " + exchange.getRequestHeaders().entrySet();
        exchange.getResponseHeaders().set("X-Echo", seen.replaceAll("[^ -~]", ""));
        RecordingUpstream.send(exchange, 418, "text/plain", seen);
    }

    private void issue(HttpExchange exchange) throws IOException {
        if (tokenLocation.isEmpty()) {
            RecordingUpstream.send(
                    exchange,
                    200,
                    "application/json",
                    "{\"access_token\": \"%s\", \"expires_in\": 3600}".formatted(accessToken));
        } else {
            exchange.getResponseHeaders().set("Location", tokenLocation);
            exchange.sendResponseHeaders(Integer.parseInt(tokenLocation.replaceAll(".*/", "")), -1);
        }
    }

    @AfterEach
    void stop() {
        proxy.close();
        List.of(api, other, login).forEach(RecordingUpstream::close);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1:%o/",
                "HTTP://127.0.0.1:%o/",
                "http://127.0.0.1:%a@127.0.0.1:%o/",
                "http://127.0.0.1:%o#@127.0.0.1:%a/",
                "http://127.0.0.1:%o/?@127.0.0.1:%a/",
                "http://127.0.0.1:%o\\\\@127.0.0.1:%a/",
                "http://127.0.0.1:%o;127.0.0.1:%a/",
                "http://127.0.0.1%2f@127.0.0.1:%o/",
                "http://localhost:%o/",
                "http://localhost.:%o/",
                "http://127.0.0.1.:%o/",
                "http://127.1:%o/",
                "http://0177.0.0.1:%o/",
                "http://0x7f000001:%o/",
                "http://[::ffff:127.0.0.1]:%o/",
                "http://[::ffff:7f00:1]:%o/",
                "https://127.0.0.1:%o/",
                "//127.0.0.1:%o/",
                "http:127.0.0.1:%o/"
            })
    void aUrlOfACallerGetsNoSecretElsewhere(String pattern) {
        var url = filled(pattern);

        for (var type : TYPES) {
            for (var command : List.of("http/GetRequestV2", "http/PostRequestV2")) {
                var response = run(command, url, type);
                canaries.assertAbsentFrom(response.body() + response.headers());
                assertThat(type + response.body(), response.json().isNull("error"), is(false));
            }
        }

        assertThat(other.requests(), is(empty()));
        assertNothingIsShown();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1:%o/there",
                "//127.0.0.1:%o/there",
                "HTTP://127.0.0.1:%o/there",
                "http://joe:pw@127.0.0.1:%o/there",
                "http://127.0.0.1:%a@127.0.0.1:%o/there",
                "http://127.0.0.1:%o#@127.0.0.1:%a/there",
                "http://localhost:%o/there",
                "http://LOCALHOST.:%o/there",
                "http://localhost:%a/there",
                "http://[::ffff:127.0.0.1]:%o/there",
            })
    void aRedirectTakesNoSecretAlong(String pattern) {
        var location = filled(pattern);

        for (var type : TYPES) {
            for (int status : List.of(302, 307, 308)) {
                var command = status == 302 ? "http/GetRequestV2" : "http/PutRequestV2";
                var response = run(command, api.url() + "/" + status + "?to=" + location, type);
                canaries.assertAbsentFrom(response.body() + response.headers());
            }
        }

        canaries.assertAbsentFrom(other.requests().toString());
        api.requests().stream()
                .filter(request -> request.target().startsWith("/there"))
                .forEach(request -> canaries.assertAbsentFrom(request.toString()));
        assertThat(api.requests().size() >= 18, is(true));
        assertNothingIsShown();
    }

    @Test
    void aRedirectFromHttpsToHttpIsNotFollowed() throws Exception {
        var server = TestCertificates.of(folder, "localhost");
        try (var tls = new TlsUpstream(server.server(server), false);
                var secure =
                        new RunningProxy(
                                """
                                egress: {allow: [127.0.0.0/8, localhost], ca-file: %s}
                                security: {connections-without-key: ["*"]}
                                connections: [{name: bearer, type: bearer, token: %s, commands: ["http/*V2"], origins: ["%s"]}]
                                """
                                        .formatted(
                                                server.certificateFile(folder),
                                                secret,
                                                tls.url()))) {
            var url = tls.url() + "/?" + other.url().replace("127.0.0.1", "localhost") + "/";

            var response =
                    secure.run(
                            "http/GetRequestV2",
                            "{\"url\": \"%s\", \"connection\": \"bearer\"}".formatted(url));

            assertThat(response.errorCode(), is("EgressBlocked"));
            assertThat(tls.subjects(), hasSize(1));
            assertThat(other.requests(), is(empty()));
            canaries.assertAbsentFrom(response.body() + secure.logAfterClose());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1:%o/",
                "//127.0.0.1:%o/",
                "http://127.0.0.1:%a@127.0.0.1:%o/",
                "http://localhost:%a/",
                "http://127.0.0.1.:%a/",
                "https://127.0.0.1:%a/",
            })
    void aNextPageElsewhereIsNotAskedFor(String pattern) {
        for (var type : TYPES) {
            for (var command : List.of("shop/Link", "shop/Url")) {
                int before = api.requests().size();
                var response =
                        proxy.run(
                                command,
                                "{\"to\": \"%s\", \"connection\": \"%s\"}"
                                        .formatted(filled(pattern), type),
                                KEY,
                                "all");
                assertThat(response.errorCode(), is("EgressBlocked"));
                assertThat(api.requests(), hasSize(before + 1));
                canaries.assertAbsentFrom(response.body());
            }
        }

        assertThat(other.requests(), is(empty()));
        assertNothingIsShown();
    }

    @ParameterizedTest
    @ValueSource(strings = {"301", "302", "303", "307", "308"})
    void aTokenEndpointThatRedirectsGetsNothingElsewhere(String status) {
        tokenLocation = other.url() + "/" + status;

        for (var type : List.of("oauth", "post", "refresh")) {
            var response = run("http/GetRequestV2", api.url(), type);
            assertThat(response.errorCode(), is("ConnectorNotConfigured"));
            canaries.assertAbsentFrom(response.body());
        }

        assertThat(login.requests(), is(not(empty())));
        assertThat(other.requests(), is(empty()));
        assertThat(api.requests(), is(empty()));
        assertNothingIsShown();
    }

    @Test
    void whatTheTargetEchoesIsMasked() {
        for (var type : List.of("bearer", "basic", "header", "query", "cookie", "oauth", "post")) {
            for (var options : List.of("", ", \"include_response_headers\": true")) {
                var response =
                        proxy.run(
                                "http/PostRequestV2",
                                "{\"url\": \"%s/\", \"connection\": \"%s\"%s}"
                                        .formatted(api.url(), type, options),
                                KEY,
                                "all");
                assertThat(response.errorCode(), is("HttpError418"));
                canaries.assertAbsentFrom(response.body() + response.headers());
            }
        }

        assertThat(api.requests().isEmpty(), is(false));
        assertNothingIsShown();
    }

    /// The catalogue, the routes for operators, health, metrics and the log.
    private void assertNothingIsShown() {
        var shown = new StringBuilder();
        for (var path :
                List.of(
                        "/v1/commands?schemas=true",
                        "/admin/connections",
                        "/observe/health",
                        "/observe/metrics")) {
            shown.append(proxy.request("GET", path, "", KEY, "all").body());
        }
        for (var type : List.of("bearer", "query", "oauth", "post", "refresh")) {
            var path = "/admin/connections/" + type + "/test";
            shown.append(proxy.request("POST", path, "", KEY, "all").body());
        }
        canaries.assertAbsentFrom(shown + proxy.logAfterClose());
    }

    private RunningProxy.Response run(String command, String url, String connection) {
        return proxy.run(
                command,
                "{\"url\": \"%s\", \"connection\": \"%s\"}".formatted(url, connection),
                KEY,
                "all");
    }

    private String filled(String pattern) {
        return pattern.replace("%o", port(other)).replace("%a", port(api));
    }

    private static String port(RecordingUpstream upstream) {
        return upstream.url().replaceAll(".*:", "");
    }
}
