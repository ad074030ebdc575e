package dev.connectorproxy;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import com.sun.net.httpserver.HttpExchange;
import dev.connectorproxy.observe.Canaries;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The routes under `/admin/connections`.
@ServerMetricsLock
class AdminConnectionsTest {
    private static final String KEY = "Spiff-Connector-Proxy-Api-Key";

    @TempDir private Path secrets;
    private final Canaries canaries = new Canaries();
    private final String token = canaries.plain("token");
    private final String password = canaries.plain("password");
    private RecordingUpstream api;
    private LoginMailServer mail;
    private HungUpstream hung;
    private ClosedPort nobody;
    private RunningProxy proxy;

    @BeforeEach
    void start() throws IOException {
        api = new RecordingUpstream(this::respond);
        mail = new LoginMailServer("joe", password);
        hung = new HungUpstream();
        nobody = new ClosedPort();
        proxy = new RunningProxy(yaml());
    }

    private String yaml() {
        return """
        secrets: {directory: %1$s}
        security:
          keys:
            - {name: a, value: admin-key, scopes: [admin], commands: []}
            - {name: b, value: plain-key, connections: ["*"]}
        connections:
          - {name: good, type: bearer, token: %2$s, test: /me, commands: ["http/*V2"], origins: ["%3$s"]}
          - {name: refused, type: bearer, token: another, test: /me, commands: ["http/*V2"], origins: ["%3$s"]}
          - {name: untested, type: bearer, token: another, commands: ["http/*V2"], origins: ["%3$s"]}
          - {name: missing, type: bearer, token: "${secret:NONE}", commands: ["http/*V2"], origins: ["%3$s"]}
          - {name: nobody, type: bearer, token: another, commands: ["http/*V2"], origins: ["http://127.0.0.1:%4$d"]}
          - {name: hung, type: bearer, token: another, test: /, commands: ["http/*V2"], origins: ["%5$s"]}
          - {name: signed-out, type: oauth2-authorization-code, token-url: "%3$s/token", client-id: c, commands: ["http/*V2"], origins: ["%3$s"]}
          - {name: oauth, type: oauth2-client-credentials, token-url: "%3$s/token", client-id: c, client-secret: %6$s, commands: ["http/*V2"], origins: ["%3$s"]}
          - {name: mail, type: smtp, host: 127.0.0.1, port: %7$d, username: joe, password: %6$s, commands: ["smtp/*"]}
          - {name: mail-refused, type: smtp, host: 127.0.0.1, port: %7$d, username: joe, password: wrong, commands: ["smtp/*"]}
          - {name: db, type: postgres, host: 127.0.0.1, port: %4$d, database: d, username: joe, password: %6$s, commands: ["postgres_v2/*"]}
          - {name: idle, type: none, commands: ["http/*"]}
        """
                .formatted(
                        secrets,
                        token,
                        api.url(),
                        nobody.number(),
                        hung.url(),
                        password,
                        mail.port());
    }

    @AfterEach
    void stop() throws IOException {
        proxy.close();
        nobody.close();
        hung.close();
        mail.close();
        api.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "good | true | secrets passed, credentials passed, request passed (status 200)",
                "refused | false | secrets passed, credentials passed, request failed (status 401)",
                "untested | true | secrets passed, credentials passed, reachable passed",
                "missing | false | secrets failed (the connection 'missing' has no token now)",
                "nobody | false | secrets passed, credentials passed, request failed (ConnectionError)",
                "hung | false | secrets passed, credentials passed, request failed (ReadTimeout)",
                "signed-out | false | secrets passed, credentials failed (the connection 'signed-out' needs somebody to sign in)",
                "oauth | false | secrets passed, credentials failed (the connection 'oauth' has no access token: its token endpoint gave none (invalid_client, status 401))",
                "mail | true | secrets passed, login passed",
                "mail-refused | false | secrets passed, login failed (SMTPAuthenticationError)",
                "db | false | secrets passed, login failed (OperationalError)",
                "idle | true | secrets passed, login skipped (no command can test it)",
            })
    void aTestSaysWhatWorksAndWhatDoesNot(String name, boolean ok, String checks) {
        var response = test(name);

        assertThat(response.status(), is(200));
        assertThat(text(response.json()), is(checks));
        assertThat(response.json().getBoolean("ok"), is(ok));
        canaries.assertAbsentFrom(response.body() + " " + response.headers());
    }

    @Test
    void aTestOfAMailServerSendsNothing() {
        test("mail");

        Await.condition("the session is over", () -> mail.commands().contains("QUIT"));
        assertThat(mail.commands(), is(List.of("EHLO", "AUTH", "QUIT")));
    }

    @Test
    void theListHasNoSecrets() {
        var response = proxy.request("GET", "/admin/connections", "", KEY, "admin-key");
        var list = response.json().getJsonArray("connections").getValuesAs(JsonObject.class);
        var states =
                list.stream()
                        .map(entry -> entry.getString("name") + " " + entry.getString("state"))
                        .filter(entry -> !entry.endsWith(" ready"))
                        .toList();

        assertThat(list, hasSize(12));
        assertThat(
                list.getFirst().toString(),
                is(
                        "{\"name\":\"good\",\"type\":\"bearer\",\"commands\":[\"http/*V2\"],\"origins\":[\"%s\"],\"state\":\"ready\"}"
                                .formatted(api.url())));
        assertThat(states, is(List.of("missing secret_missing", "signed-out sign_in_needed")));
        canaries.assertAbsentFrom(response.body());
    }

    @ParameterizedTest
    @CsvSource({
        "POST, /admin/connections/none/test, admin-key, 404",
        "POST, /admin/connections/good/test, plain-key, 403",
        "POST, /admin/connections/good/test, no-key, 401",
        "GET, /admin/connections/good/test, admin-key, 405",
        "GET, /admin/connections, plain-key, 403",
    })
    void onlyOperatorsTestConnections(String method, String path, String key, int status) {
        assertThat(proxy.request(method, path, "", KEY, key).status(), is(status));
        assertThat(api.requests(), hasSize(0));
    }

    @Test
    void aTestLeavesALineInTheLogAndWhyItFailed() {
        test("refused");
        test("mail-refused");

        var log = proxy.logAfterClose();

        assertThat(log, containsString("admin: test of connection refused by the key a"));
        assertThat(log, containsString("the test of the connection 'mail-refused' failed"));
        assertThat(log, not(containsString("wrong")));
        canaries.assertAbsentFrom(log);
    }

    private RunningProxy.Response test(String name) {
        return proxy.request("POST", "/admin/connections/" + name + "/test", "", KEY, "admin-key");
    }

    private static String text(JsonObject report) {
        return report.getJsonArray("checks").getValuesAs(JsonObject.class).stream()
                .map(check ->
                        check.getString("check")
                                + " "
                                + check.getString("result")
                                + (check.containsKey("detail")
                                        ? " (" + check.getString("detail") + ")"
                                        : ""))
                .collect(Collectors.joining(", "));
    }

    private void respond(HttpExchange exchange) throws IOException {
        boolean tokenEndpoint = exchange.getRequestURI().getPath().equals("/token");
        boolean right =
                ("Bearer " + token).equals(exchange.getRequestHeaders().getFirst("Authorization"));
        RecordingUpstream.send(
                exchange,
                right || exchange.getRequestMethod().equals("HEAD") ? 200 : 401,
                "application/json",
                tokenEndpoint ? "{\"error\": \"invalid_client\"}" : "");
    }
}
