package dev.connectorproxy.connector.postgres.session;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import dev.connectorproxy.connector.postgres.Commands;
import dev.connectorproxy.connector.postgres.PostgresServer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The reset and reuse of connections.
class ConnectionPoolTest {
    @Test
    void reusesAConnection() {
        var commands = Commands.onServer();

        var first = commands.fetch("select pg_backend_pid()");

        assertThat(commands.fetch("select pg_backend_pid()"), is(first));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "set search_path = pg_catalog             | show search_path               | \"$user\", public",
                "set work_mem = '1MB'                     | select current_setting('work_mem') = '1MB' | false",
                "create temp table leak (a int)           | select to_regclass('leak') is null | true",
                "select pg_advisory_lock(7)               | select count(*) from pg_locks where locktype = 'advisory' and pid = pg_backend_pid() | 0",
                "prepare p as select 1                    | select count(*) from pg_prepared_statements where name = 'p' | 0",
                "declare c cursor with hold for select 1  | select count(*) from pg_cursors where name = 'c' | 0",
                "listen news                              | select count(*) from pg_listening_channels() | 0",
                "set statement_timeout = 1                | select pg_sleep(0.05) is null  | false",
                "set session characteristics as transaction read only | show transaction_read_only | off",
                "set timezone = 'Asia/Tokyo'              | show timezone                  | UTC",
            })
    void resetsTheStateOfACall(String sql, String query, String expected) {
        var commands = Commands.onServer("pool-size", "1");
        var before = commands.fetch("select pg_backend_pid()");

        commands.execute(sql);
        var after = commands.fetch(query);

        assertThat(after.replace("\\\"", "\"").replaceAll("^\\[\\[\"?|\"?]]$", ""), is(expected));
        assertThat(commands.fetch("select pg_backend_pid()"), is(before));
    }

    @Test
    void rollsBackAFailedCallAndReusesItsConnection() {
        var commands = Commands.onServer("pool-size", "1");
        commands.execute("create table if not exists rolled_back (a int)");

        Commands.failure(() -> commands.execute("insert into rolled_back values (1); select 1/0"));

        assertThat(commands.fetch("select count(*) from rolled_back"), is("[[0]]"));
    }

    @Test
    void failsIfADeferredConstraintFails() {
        var commands = Commands.onServer();
        commands.execute(
                "create table if not exists deferred (a int unique deferrable initially deferred)");

        var failure =
                Commands.failure(() -> commands.execute("insert into deferred values (1), (1)"));

        assertThat(failure.code(), is("UniqueViolation"));
    }

    @Test
    void replacesAConnectionThatTheServerClosed() {
        var commands = Commands.onServer("pool-size", "1");
        var pid = commands.fetch("select pg_backend_pid()").replaceAll("\\D", "");
        PostgresServer.execute("select pg_terminate_backend(" + pid + ", 5000)");

        var next = commands.fetch("select pg_backend_pid()");

        assertThat(next, is(not("[[" + pid + "]]")));
    }

    @Test
    void doesNotShareConnectionsBetweenCredentials() {
        var commands = Commands.onServer();
        commands.fetch("select 1");

        var failure =
                Commands.failure(() ->
                        commands.with(PostgresServer.dsn() + " password=wrong").fetch("select 1"));

        assertThat(failure.code(), is("OperationalError"));
        assertThat(failure.httpStatus(), is(401));
    }

    @Test
    void limitsTheNumberOfConnections() throws Exception {
        var commands =
                Commands.onServer("pool-size", "2")
                        .with(PostgresServer.dsn() + " application_name=bound");
        Callable<String> call =
                () ->
                        commands.fetch(
                                "select pg_sleep(0.1)::text, count(*) from pg_stat_activity where application_name = 'bound'");

        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var results = threads.invokeAll(List.of(call, call, call, call, call, call));
            for (var result : results) {
                var count = Integer.parseInt(result.get().replaceAll("\\D", ""));
                assertThat(count + " connections", count <= 2, is(true));
            }
        }
    }

    @Test
    void endsTheWaitForAConnectionWithTheCall() throws Exception {
        var commands =
                Commands.onServer("pool-size", "1")
                        .with(PostgresServer.dsn() + " application_name=busy");
        try (var threads = Executors.newVirtualThreadPerTaskExecutor();
                var gate = PostgresServer.gate()) {
            var busy = threads.submit(() -> commands.fetch(gate.statement()));
            until(() ->
                    PostgresServer.queryText(
                                    "select count(*) from pg_stat_activity where application_name = 'busy' and state = 'active'")
                            .equals("1"));

            var failure =
                    Commands.failure(() ->
                            commands.run(
                                    "DoSQL",
                                    Commands.doSql("select 1", true),
                                    Duration.ofMillis(600)));

            assertThat(failure.code(), is("ProxyOverloaded"));
            gate.open();
            assertThat(busy.get(), is("[[\"\"]]"));
        }
    }

    @Test
    void givesTheSlotOfABrokenConnectionToTheNextCall() throws Exception {
        var commands =
                Commands.onServer("pool-size", "1")
                        .with(PostgresServer.dsn() + " application_name=broken");
        try (var threads = Executors.newVirtualThreadPerTaskExecutor();
                var gate = PostgresServer.gate()) {
            var broken =
                    threads.submit(() -> Commands.failure(() -> commands.fetch(gate.statement())));
            until(() ->
                    PostgresServer.queryText(
                                    "select count(*) from pg_stat_activity where application_name = 'broken' and state = 'active'")
                            .equals("1"));
            var next = threads.submit(() -> commands.fetch("select 1"));

            PostgresServer.execute(
                    "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'broken'");

            assertThat(next.get(), is("[[1]]"));
            assertThat(broken.get().code(), is("AdminShutdown"));
        }
    }

    @Test
    void closesIdleConnections() {
        var commands =
                Commands.onServer("idle-timeout", "PT0.05S")
                        .with(PostgresServer.dsn() + " application_name=idle");

        commands.fetch("select 1");

        until(() ->
                PostgresServer.queryText(
                                "select count(*) from pg_stat_activity where application_name = 'idle'")
                        .equals("0"));
    }

    @Test
    void closesTheLeastRecentlyUsedPool() {
        var commands = Commands.onServer("pools", "2");
        for (var name : List.of("lru1", "lru2", "lru1", "lru3")) {
            commands.with(PostgresServer.dsn() + " application_name=" + name).fetch("select 1");
        }

        until(() ->
                PostgresServer.queryText(
                                "select string_agg(application_name, ',' order by application_name) from pg_stat_activity where application_name like 'lru_'")
                        .equals("lru1,lru3"));
    }

    static void until(BooleanSupplier condition) {
        long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("it did not come about");
            }
            Thread.onSpinWait();
        }
    }
}
