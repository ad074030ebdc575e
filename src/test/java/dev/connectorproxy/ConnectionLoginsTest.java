package dev.connectorproxy;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;

import dev.connectorproxy.observe.Canaries;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Properties;
import org.h2.Driver;
import org.h2.tools.Server;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// `POST /admin/connections/{name}/test` for databases with a JDBC driver and for AWS.
@ServerMetricsLock
class ConnectionLoginsTest {
    private static final String KEY = "Spiff-Connector-Proxy-Api-Key";

    private final Canaries canaries = new Canaries();
    private final String password = canaries.plain("password");
    private Server database;
    private Connection keepAlive; // the database lives in memory as long as it has a connection
    private RecordingUpstream aws;
    private ClosedPort nobody;
    private ServerSocket silent; // accepts connections and says nothing
    private RunningProxy proxy;

    @BeforeEach
    void start() throws Exception {
        database = Server.createTcpServer("-tcpPort", "0", "-ifNotExists").start();
        var login = new Properties();
        login.setProperty("user", "sa");
        login.setProperty("password", password);
        keepAlive = new Driver().connect(url(database.getPort()), login);
        aws =
                new RecordingUpstream(exchange -> {
                    var authorization = exchange.getRequestHeaders().getFirst("Authorization");
                    boolean known = authorization.contains("AKIAGOOD/");
                    RecordingUpstream.send(
                            exchange,
                            known ? 200 : 403,
                            "application/xml",
                            known
                                    ? "<ListAllMyBucketsResult/>"
                                    : "<Error><Code>InvalidAccessKeyId</Code></Error>");
                });
        nobody = new ClosedPort();
        silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        proxy = new RunningProxy(yaml());
    }

    private String yaml() {
        return """
        connectors: {aws: {endpoint: "%1$s", region: eu-central-1}, sql: {drivers: "h2:tcp"}}
        security: {keys: [{name: a, value: admin-key, scopes: [admin], connections: ["*"]}]}
        connections:
          - {name: good, type: jdbc, url: "%2$s", user: sa, password: %3$s, commands: ["sql/*"]}
          - {name: wrong, type: jdbc, url: "%2$s", user: sa, password: wrong, commands: ["sql/*"]}
          - {name: nobody, type: jdbc, url: "%4$s", user: sa, password: %3$s, commands: ["sql/*"]}
          - {name: silent, type: jdbc, url: "%5$s", user: sa, password: %3$s, commands: ["sql/*"]}
          - {name: blocked, type: jdbc, url: "jdbc:h2:tcp://10.1.2.3:9092/mem:x", user: sa, password: %3$s, commands: ["sql/*"]}
          - {name: driverless, type: jdbc, url: "jdbc:oracle:thin:@//127.0.0.1:%6$d/x", user: sa, password: %3$s, commands: ["sql/*"]}
          - {name: keys, type: aws, access-key-id: AKIAGOOD, secret-access-key: %3$s, commands: ["aws/*"]}
          - {name: stale, type: aws, access-key-id: AKIASTALE, secret-access-key: %3$s, commands: ["aws/*"]}
        """
                .formatted(
                        aws.url(),
                        url(database.getPort()),
                        password,
                        url(nobody.number()),
                        url(silent.getLocalPort()),
                        nobody.number());
    }

    @AfterEach
    void stop() throws IOException, SQLException {
        proxy.close();
        silent.close();
        nobody.close();
        aws.close();
        keepAlive.close();
        database.stop();
    }

    @Test
    void aLoginAtADatabaseIsTested() {
        assertThat(login("good"), is("passed"));
        assertThat(login("wrong"), containsString("OperationalError"));
        assertThat(login("nobody"), containsString("OperationalError"));
        assertThat(login("silent"), is("failed ReadTimeout"));
        assertThat(login("blocked"), is("failed EgressBlocked"));
        assertThat(login("driverless"), containsString("connectors.sql.drivers-directory"));
    }

    @Test
    void keysOfAwsAreTested() {
        proxy.run(
                "aws/ListFiles",
                "{\"bucket\": \"b\", \"connection\": \"keys\"}",
                KEY,
                "admin-key"); // loads the SDK
        int before = aws.requests().size();

        assertThat(login("keys"), is("passed"));
        assertThat(login("stale"), is("failed InvalidAccessKeyId"));
        assertThat(aws.requests(), hasSize(before + 2));
        assertThat(aws.requests().getLast().target(), is("/"));
    }

    /// The result and detail of the last check. A test that was too slow, on a busy machine, is repeated.
    private String login(String connection) {
        var result = loginOnce(connection);
        for (int i = 0;
                i < 5 && result.endsWith("ReadTimeout") && !connection.equals("silent");
                i++) {
            result = loginOnce(connection);
        }
        return result;
    }

    private String loginOnce(String connection) {
        var response =
                proxy.request(
                        "POST", "/admin/connections/" + connection + "/test", "", KEY, "admin-key");
        canaries.assertAbsentFrom(response.body() + response.headers());
        assertThat(response.body(), response.status(), is(200));
        var check = response.json().getJsonArray("checks").getValuesAs(JsonObject.class).getLast();
        return (check.getString("result") + " " + check.getString("detail", "")).strip();
    }

    private static String url(int port) {
        return "jdbc:h2:tcp://localhost:%d/mem:logins".formatted(port);
    }
}
