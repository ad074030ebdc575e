package dev.connectorproxy.connector.sql;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import dev.connectorproxy.connector.postgres.Commands;
import dev.connectorproxy.spi.Call;
import dev.connectorproxy.spi.ConnectorException;
import dev.connectorproxy.spi.ErrorCode;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Every connection passes the guard, and goes to the address that it permitted.
class SqlGuardTest {
    private static final String SELECT = "select 1";

    @ParameterizedTest
    @CsvSource({
        "jdbc:mariadb://db/x, db, 3306",
        "jdbc:mysql://db:3307/x, db, 3307",
        "jdbc:sqlserver://db;databaseName=x, db, 1433",
        "jdbc:mariadb://[::1]/x, ::1, 3306"
    })
    void asksTheGuardForTheHostOfTheUrl(String url, String host, int port) {
        var asked = new ArrayList<String>();
        var egress =
                new SocketGuard((name, number) -> {
                    asked.add(name + " " + number);
                    throw new ConnectorException(ErrorCode.EGRESS_BLOCKED, "no");
                });
        try (var calls = new SqlCalls(egress, Map.of(), url, "u", "p")) {
            var failure = SqlCalls.failure(() -> calls.fetch(SELECT));

            assertThat(failure.code(), is("EgressBlocked"));
            assertThat(asked, is(List.of(host + " " + port)));
        }
    }

    @Test
    void reportsANameWithoutAnAddressAsUnreachable() {
        var egress =
                new SocketGuard((_, _) -> {
                    throw new ConnectorException(ErrorCode.CONNECTION_ERROR, "db has no address");
                });
        try (var calls = new SqlCalls(egress, Map.of(), "jdbc:mariadb://db/x", "u", "p")) {
            var failure = SqlCalls.failure(() -> calls.fetch(SELECT));

            assertThat(failure.code(), is("OperationalError"));
            assertThat(failure.httpStatus(), is(503));
        }
    }

    /// The first bytes of a connection arrive at the permitted address, by a name that nobody else resolves.
    @ParameterizedTest
    @ValueSource(strings = {"jdbc:mariadb://db.invalid/x", "jdbc:sqlserver://db.invalid"})
    void connectsToThePermittedAddressOnly(String url) throws Exception {
        try (var server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
                var threads = Executors.newVirtualThreadPerTaskExecutor();
                var calls =
                        new SqlCalls(
                                new SocketGuard((_, _) ->
                                        List.of(
                                                Commands.loopback(
                                                        "db.invalid", server.getLocalPort()))),
                                Map.of("connect-timeout", "PT1S"),
                                url,
                                "u",
                                "canary")) {
            var accepted =
                    threads.submit(() -> {
                        try (var socket = server.accept()) {
                            return socket.isConnected();
                        }
                    });

            var failure = SqlCalls.failure(() -> calls.fetch(SELECT));

            assertThat(accepted.get(), is(true));
            assertThat(failure.getMessage(), failure.code(), is("OperationalError"));
            assertThat(failure.httpStatus(), is(503));
            assertThat(failure.getMessage(), not(containsString("canary")));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"jdbc:mariadb://db.invalid/x", "jdbc:sqlserver://db.invalid"})
    void endsConnectingToASilentServer(String url) throws Exception {
        try (var silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
                var calls =
                        new SqlCalls(
                                new SocketGuard((_, _) ->
                                        List.of(
                                                Commands.loopback(
                                                        "db.invalid", silent.getLocalPort()))),
                                Map.of("connect-timeout", "PT0.5S"),
                                url,
                                "u",
                                "p")) {
            var failure = SqlCalls.failure(() -> calls.fetch(SELECT));

            assertThat(failure.getMessage(), failure.code(), is("OperationalError"));
            assertThat(failure.httpStatus(), is(503));
        }
    }

    @Test
    void asksThePolicyOfTheSecretsOfTheCall() {
        var call = SqlCalls.call(Duration.ofSeconds(10)).with(new RefusingPolicy());
        try (var calls =
                new SqlCalls(Commands.LOOPBACK, Map.of(), "jdbc:mariadb://db/x", "u", "p")) {
            var failure =
                    SqlCalls.failure(() -> calls.run("DoSQL", Commands.doSql(SELECT, true), call));

            assertThat(failure.code(), is("EgressBlocked"));
            assertThat(failure.getMessage(), is("db:3306"));
        }
    }

    private static final class RefusingPolicy implements Call.SecretPolicy {
        @Override
        public void admit(String origin) {
            throw new AssertionError(origin);
        }

        @Override
        public void admit(String host, int port) {
            throw new ConnectorException(ErrorCode.EGRESS_BLOCKED, host + ":" + port);
        }

        @Override
        public boolean forbids(String origin, String text) {
            return true;
        }

        @Override
        public boolean forbids(String origin, byte[] bytes) {
            return true;
        }
    }
}
