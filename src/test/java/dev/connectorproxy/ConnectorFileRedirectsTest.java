package dev.connectorproxy;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import com.sun.net.httpserver.HttpExchange;
import dev.connectorproxy.observe.Canaries;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Where commands of connector files are redirected to, and what goes there.
@ServerMetricsLock
class ConnectorFileRedirectsTest {
    private static final String KEY = "Spiff-Connector-Proxy-Api-Key";

    private final Canaries canaries = new Canaries();
    private final String token = canaries.plain("token of the connection");
    private final String account = canaries.plain("header parameter");
    private final String secret = canaries.plain("secret among the arguments");
    private Path folder;
    private RecordingUpstream api;
    private RecordingUpstream files;
    private RunningProxy proxy;

    @BeforeEach
    void start(@TempDir Path empty) throws IOException {
        folder = empty;
        files = new RecordingUpstream(this::respond);
        api = new RecordingUpstream(this::respond);
        Files.writeString(folder.resolve("NAME"), secret);
    }

    /// Redirects to where the query says, with a cookie that the next request to the same origin has.
    private void respond(HttpExchange exchange) throws IOException {
        var query = exchange.getRequestURI().getQuery();
        if (query == null || !query.startsWith("to=")) {
            RecordingUpstream.send(exchange, 200, "application/json", "{\"there\": true}");
            return;
        }
        var status = Integer.parseInt(exchange.getRequestURI().getPath().substring(1));
        exchange.getResponseHeaders().set("Location", query.substring(3));
        exchange.getResponseHeaders().set("Set-Cookie", "session=" + token);
        exchange.sendResponseHeaders(status, -1);
    }

    @AfterEach
    void stop() {
        proxy.close();
        api.close();
        files.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "%s/file",
                "//%s/file",
                "HTTP://%s/file",
                "http://user:pw@%s/file",
                "http://localhost:%p/file",
                "http://[::ffff:127.0.0.1]:%p/file",
                "http://127.0.0.1.:%p/file",
                "http://0x7f000001:%p/file",
                "https://%s/file",
                "http://%s#@%a/"
            })
    void noOtherOriginIsFollowedWithoutPermission(String location) throws IOException {
        startProxy("");

        var response = get("307", to(location));

        assertThat(response.body(), response.json().isNull("error"), is(false));
        assertThat(files.requests(), is(List.of()));
        canaries.assertAbsentFrom(response.body());
    }

    @Test
    void theMessageNamesTheOriginAndTheKey() throws IOException {
        startProxy("");

        var response = get("302", files.url() + "/file?signature=x");

        assertThat(response.errorCode(), is("EgressBlocked"));
        assertThat(
                response.message(),
                is(
                        "the target redirects to %s, which is neither its own origin nor one of `redirects` of the connector file"
                                .formatted(files.url())));
    }

    @ParameterizedTest
    @ValueSource(strings = {"301", "302", "303", "307", "308"})
    void nothingOfTheRequestGoesToAnOriginThatTheFileNames(String status) throws IOException {
        startProxy("redirects: [\"%s\"]".formatted(files.url()));

        var response = get(status, files.url() + "/file?signature=x");

        assertThat(response.body(), containsString("\"there\": true"));
        assertThat(api.requests().getFirst().headers().toString(), containsString(token));
        assertThat(api.requests().getFirst().headers().toString(), containsString(account));
        assertThat(files.requests(), hasSize(1));
        var received = files.requests().getFirst();
        assertThat(received.method() + " " + received.target(), is("GET /file?signature=x"));
        canaries.assertAbsentFrom(received.toString());
        assertThat(received.headers().get("Accept"), is(List.of("application/json")));
    }

    @Test
    void anOriginThatTheFileNamesDoesNotLeadBack() throws IOException {
        startProxy("redirects: [\"http://127.0.0.1*:%s\"]".formatted(port(files)));

        var response = get("302", files.url() + "/302?to=" + api.url() + "/admin");

        assertThat(response.errorCode(), is("EgressBlocked"));
        assertThat(api.requests(), hasSize(1));
    }

    @Test
    void redirectsWithinTheOriginAreFollowedWithCredentials() throws IOException {
        startProxy("");

        var response = get("302", "/there");

        assertThat(response.body(), containsString("\"there\": true"));
        assertThat(
                api.requests().getLast().headers().toString(), containsString("Bearer " + token));
    }

    @Test
    void aSecretThatTheTargetPutsIntoTheUrlIsNotSent() throws IOException {
        startProxy("redirects: [\"%s\"]".formatted(files.url()));

        var byConnection = get("302", files.url() + "/?stolen=" + token);
        var byArgument = get("302", files.url() + "/?stolen=" + secret);

        assertThat(byConnection.errorCode(), is("EgressBlocked"));
        assertThat(byArgument.errorCode(), is("EgressBlocked"));
        assertThat(files.requests(), is(List.of()));
        canaries.assertAbsentFrom(byConnection.body() + byArgument.body());
    }

    @Test
    void otherMethodsAreNotRedirected() throws IOException {
        startProxy("redirects: [\"%s\"]".formatted(files.url()));

        var response = run("shop/Post", "302", files.url() + "/file");

        assertThat(response.errorCode(), is("HttpError302"));
        assertThat(files.requests(), is(List.of()));
    }

    @Test
    void pagesFollowTheSameRule() throws IOException {
        startProxy("");

        var response = run("shop/List", "302", files.url() + "/file");

        assertThat(response.errorCode(), is("EgressBlocked"));
        assertThat(files.requests(), is(List.of()));
        assertThat(proxy.logAfterClose(), not(containsString(token)));
    }

    private void startProxy(String line) throws IOException {
        var parameters =
                "parameters: {status: {required: true}, to: {in: query, required: true}, account: {in: header, name: X-Account}, note: {in: header, name: X-Note}}";
        Files.writeString(
                Files.createDirectory(folder.resolve("files")).resolve("shop.yaml"),
                """
                connector: shop
                server: %s
                connection: bearer
                headers: {Accept: application/json}
                %s
                commands:
                  Get: {request: {path: "/{status}"}, %s}
                  Post: {request: {method: POST, path: "/{status}"}, %s}
                  List: {request: {path: "/{status}"}, %s, pages: {next: link}}
                """
                        .formatted(api.url(), line, parameters, parameters, parameters));
        proxy =
                new RunningProxy(
                        """
                        egress: {allow: [127.0.0.0/8, localhost, "::1"]}
                        secrets: {directory: %1$s}
                        connectors: {directories: [%1$s/files]}
                        security: {keys: [{name: a, value: k, connections: ["*"], secrets: ["*"]}]}
                        connections:
                          - {name: shop, type: bearer, token: %2$s, commands: ["shop/*"]}
                        """
                                .formatted(folder, token));
    }

    private RunningProxy.Response get(String status, String location) {
        return run("shop/Get", status, location);
    }

    private RunningProxy.Response run(String command, String status, String location) {
        return proxy.run(
                command,
                "{\"status\": \"%s\", \"to\": \"%s\", \"account\": \"%s\", \"note\": \"${secret:NAME}\", \"connection\": \"shop\"}"
                        .formatted(status, location, account),
                KEY,
                "k");
    }

    private String to(String location) {
        return location.replace("%s", files.url().substring("http://".length()))
                .replaceFirst("^(?=127)", "http://")
                .replace("%a", api.url().substring("http://".length()))
                .replace("%p", port(files));
    }

    private static String port(RecordingUpstream upstream) {
        return upstream.url().replaceAll(".*:", "");
    }
}
