package dev.connectorproxy;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import io.helidon.http.Method;
import io.helidon.webclient.http1.Http1Client;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A connector file on the development server of a whole proxy: the same file, the same code.
@ServerMetricsLock
class DevCommandsTest {
    private static final String CANARY = "canary-71c40b";

    @TempDir private Path folder;
    private RecordingUpstream upstream;
    private RunningProxy proxy;

    @BeforeEach
    void start() throws IOException {
        upstream = RecordingUpstream.json("{\"number\":7,\"state\":\"open\"}");
        write("result: number");
        proxy =
                new RunningProxy(
                        """
                        connectors: {directories: [%s]}
                        connections: [{name: shop-test, type: bearer, token: %s, commands: [shop/*], origins: ['%s']}]
                        security: {connections-without-key: [shop-*]}
                        egress: {allow: [127.0.0.0/8]}
                        dev-server: {egress: {allow: [127.0.0.0/8]}, reload: manual}
                        """
                                .formatted(folder, CANARY, upstream.url()));
    }

    @AfterEach
    void stop() {
        proxy.close();
        upstream.close();
    }

    private void write(String result) throws IOException {
        Files.writeString(
                folder.resolve("shop.yaml"),
                """
                connector: shop
                title: Shop
                server: %s
                connection: bearer
                commands:
                  Order:
                    request: {path: "/orders/{id}"}
                    parameters: {id: {type: int, required: true}, ratio: {type: any}}
                    %s
                """
                        .formatted(upstream.url(), result));
    }

    private String call(String method, String path, String body) {
        var client =
                Http1Client.builder()
                        .baseUri("http://127.0.0.1:" + proxy.devPort().orElseThrow())
                        .build();
        var request = client.method(Method.create(method)).path(path);
        return (body.isEmpty() ? request.request() : request.submit(body)).as(String.class);
    }

    private JsonObject json(String method, String path, String body) {
        try (var reader = Json.createReader(new StringReader(call(method, path, body)))) {
            return reader.readObject();
        }
    }

    @Test
    void aCommandReturnsWhatTheProxyReturns() {
        var tried = json("POST", "/connector-files/shop/commands/Order", "{\"id\":7}");
        var run = proxy.run("shop/Order", "{\"id\":7}").json();

        assertThat(tried.getJsonObject("envelope"), is(run));
        assertThat(run.getJsonObject("command_response").getInt("body"), is(7));
    }

    @Test
    void anArgumentIsSentAsItIsWritten() {
        var body = "\ufeff{\"id\":7,\"ratio\":{\"a\":1.50E+1}}";

        json("POST", "/connector-files/shop/commands/Order", body);
        proxy.run("shop/Order", body);

        var targets = upstream.requests().stream().map(request -> request.target()).toList();
        assertThat(targets.getFirst(), containsString("1.50E%2B1"));
        assertThat(targets.getFirst(), is(targets.getLast()));
    }

    @Test
    void aConnectionIsUsedAndItsSecretIsShownNowhere() {
        var tried = json("POST", "/connector-files/shop/commands/Order", "{\"id\":7}");
        int exchange = tried.getJsonArray("exchanges").getInt(0);

        var shown =
                call("GET", "/connectors/file-shop/exchanges/" + exchange, "")
                        + call("GET", "/connectors/file-shop/exchanges/" + exchange + "/curl", "")
                        + call("GET", "/connectors/file-shop/timeline", "")
                        + call("GET", "/connector-files/shop", "");

        assertThat(upstream.requests().getLast().headers().toString(), containsString(CANARY));
        assertThat(shown, containsString("Bearer ***"));
        assertThat(shown, containsString("shop-test"));
        assertThat(shown, not(containsString(CANARY)));
    }

    @Test
    void aChangedFileIsRunAgain() throws IOException {
        json("POST", "/connector-files/shop/commands/Order", "{\"id\":7}");
        write("result: state");

        var change =
                json("POST", "/connector-files/reload", "")
                        .getJsonArray("reloads")
                        .getJsonObject(0)
                        .getJsonArray("calls")
                        .getJsonObject(0)
                        .getJsonArray("difference")
                        .getJsonObject(0);

        assertThat(change.getString("path"), is("/command_response/body"));
        assertThat(change.getString("value"), is("open"));
    }

    @Test
    void aBrokenFileNamesItsLine() throws IOException {
        json("GET", "/connector-files", "");
        write("resuld: state");
        json("POST", "/connector-files/reload", "");

        var problems = json("GET", "/connector-files", "").getJsonArray("problems");

        assertThat(problems.getJsonObject(0).getString("problem"), containsString("shop.yaml:"));
        assertThat(
                json("POST", "/connector-files/shop/commands/Order", "{\"id\":7}")
                        .getJsonObject("envelope")
                        .getJsonObject("command_response")
                        .getInt("body"),
                is(7));
    }
}
