package dev.connectorproxy.connector.postgres.session;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;

import dev.connectorproxy.connector.postgres.Commands;
import dev.connectorproxy.connector.postgres.PostgresServer;
import dev.connectorproxy.spi.ConnectorException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A call ends before its deadline, whatever the server does.
class StatementDeadlineTest {
    private static final Duration TIME = Duration.ofSeconds(2);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select pg_sleep(60) /* %s */",
                "set statement_timeout = 0; select pg_sleep(60) /* %s */",
                "select count(*) /* %s */ from generate_series(1, 100000000000)",
                "select generate_series(1, 100000000000) /* %s */",
                "commit; set statement_timeout = 0; do $$begin loop begin perform pg_sleep(1); exception when query_canceled then raise; end; end loop; end$$ /* %s */",
            })
    void cancelsTheStatementOnTheServer(String sql) {
        var mark = "mark" + Math.abs(sql.hashCode());
        var commands = Commands.onServer();

        var failure =
                timed(() ->
                        commands.run(
                                "DoSQL", Commands.doSql(sql.replace("%s", mark), false), TIME));

        assertThat(failure.code(), is("ReadTimeout"));
        assertThat(failure.httpStatus(), is(504));
        ConnectionPoolTest.until(() ->
                PostgresServer.queryText(
                                "select count(*) from pg_stat_activity where state = 'active' and pid <> pg_backend_pid() and query like '%"
                                        + mark
                                        + "%'")
                        .equals("0"));
        assertThat(commands.fetch("select 1"), is("[[1]]"));
    }

    @Test
    void endsAWaitForALock() throws Exception {
        var commands = Commands.onServer();
        commands.execute("create table if not exists locked (a int)");
        try (var threads = Executors.newVirtualThreadPerTaskExecutor();
                var gate = PostgresServer.gate()) {
            var holder =
                    threads.submit(() -> commands.fetch("lock table locked; " + gate.statement()));
            ConnectionPoolTest.until(() ->
                    PostgresServer.queryText(
                                    "select count(*) from pg_locks where relation = 'locked'::regclass and granted and mode = 'AccessExclusiveLock'")
                            .equals("1"));

            var failure =
                    timed(() ->
                            commands.run(
                                    "DoSQL",
                                    Commands.doSql("insert into locked values (1)", false),
                                    TIME));

            assertThat(failure.code(), is("ReadTimeout"));
            gate.open();
            assertThat(holder.get(), is("[[\"\"]]"));
        }
        assertThat(PostgresServer.queryText("select count(*) from locked"), is("0"));
    }

    @Test
    void cancelsTheStatementAfterAnInterrupt() throws InterruptedException {
        var commands = Commands.onServer();
        var failed = new CompletableFuture<ConnectorException>();
        var call =
                Thread.ofVirtual()
                        .start(() ->
                                failed.complete(
                                        Commands.failure(() ->
                                                commands.execute(
                                                        "select pg_sleep(60) /* interrupted */"))));
        ConnectionPoolTest.until(() ->
                PostgresServer.queryText(
                                "select count(*) from pg_stat_activity where state = 'active' and pid <> pg_backend_pid() and query like '%/* interrupted */%'")
                        .equals("1"));

        call.interrupt();

        assertThat(failed.join().code(), is("ReadTimeout"));
        ConnectionPoolTest.until(() ->
                PostgresServer.queryText(
                                "select count(*) from pg_stat_activity where state = 'active' and pid <> pg_backend_pid() and query like '%/* interrupted */%'")
                        .equals("0"));
    }

    @Test
    void distinguishesTheCallersStatementTimeoutFromTheDeadline() {
        var failure =
                Commands.failure(() ->
                        Commands.onServer()
                                .execute("set local statement_timeout = 50; select pg_sleep(60)"));

        assertThat(failure.code(), is("QueryCanceled"));
        assertThat(failure.httpStatus(), is(422));
    }

    @Test
    void endsConnectingToASilentServer() throws IOException {
        try (var silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            var commands =
                    new Commands(Commands.LOOPBACK, Map.of("connect-timeout", "PT0.5S"))
                            .with(
                                    "host=silent port="
                                            + silent.getLocalPort()
                                            + " user=a sslmode=disable");

            var failure =
                    timed(() ->
                            commands.run(
                                    "DoSQL",
                                    Commands.doSql("select 1", true),
                                    Duration.ofSeconds(5)));

            assertThat(failure.code(), is("OperationalError"));
            assertThat(failure.httpStatus(), is(503));
        }
    }

    @Test
    void endsConnectingToASilentServerAtTheDeadline() throws IOException {
        try (var silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            var commands =
                    new Commands(Commands.LOOPBACK, Map.of("connect-timeout", "PT1M"))
                            .with("host=silent port=" + silent.getLocalPort() + " user=a");

            var failure =
                    timed(() -> commands.run("DoSQL", Commands.doSql("select 1", true), TIME));

            assertThat(failure.httpStatus() >= 500, is(true));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "HTTP/1.1 400 Bad Request\r\n\r\n", "E", "R\u0000\u0000", "N"})
    void reportsAServerThatIsNotADatabase(String greeting) throws IOException {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor();
                var odd = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            threads.submit(
                    (Callable<Void>)
                            () -> {
                                while (true) {
                                    try (var socket = odd.accept()) {
                                        socket.getOutputStream().write(greeting.getBytes());
                                        socket.getOutputStream().flush();
                                        socket.shutdownOutput();
                                        socket.getInputStream().readNBytes(8);
                                    }
                                }
                            });
            var commands =
                    new Commands(Commands.LOOPBACK, Map.of())
                            .with("host=odd port=" + odd.getLocalPort() + " user=a password=hush");

            var failure = timed(() -> commands.fetch("select 1"));

            assertThat(failure.code(), is("OperationalError"));
            assertThat(failure.getMessage().contains("hush"), is(false));
        }
    }

    private static ConnectorException timed(Runnable call) {
        long start = System.nanoTime();
        var failure = Commands.failure(call);
        assertThat(Duration.ofNanos(System.nanoTime() - start), lessThan(TIME.plusSeconds(3)));
        return failure;
    }
}
