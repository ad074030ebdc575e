package dev.connectorproxy.connector.sql;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

import dev.connectorproxy.connector.postgres.Commands;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import org.h2.Driver;
import org.h2.tools.Server;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A database whose driver the operator named: H2 behind its TCP server, by a host name that only the guard resolves.
class OtherDatabaseTest {
    private static Server server;
    private static Connection
            keepAlive; // the database lives in memory as long as it has a connection

    private SqlCalls calls;

    @BeforeAll
    static void start() throws SQLException {
        server = Server.createTcpServer("-tcpPort", "0", "-ifNotExists").start();
        keepAlive = new Driver().connect(url("localhost"), login());
    }

    @AfterAll
    static void stop() throws SQLException {
        keepAlive.close();
        server.stop();
    }

    @BeforeEach
    void calls() {
        calls =
                new SqlCalls(
                        Commands.LOOPBACK, Map.of("drivers", "h2:tcp?MODE"), url("db"), "sa", "sa");
    }

    @AfterEach
    void close() {
        calls.close();
    }

    @Test
    void createsFillsReadsChangesAndDropsATable() {
        var columns =
                "{'column_definitions': [{'name': 'id', 'type': 'int generated always as identity primary key'}, {'name': 'item', 'type': 'varchar(20) not null'}, {'name': 'sold', 'type': 'boolean'}]}";

        var created = calls.on("life", "CreateTable", columns);
        var again = calls.on("LIFE", "CreateTable", columns);
        var keys =
                calls.on(
                        "life",
                        "InsertValues",
                        "{'columns': ['item', 'sold'], 'values': [['tea', true], ['coffee', null], ['cocoa', false]], 'returning': ['id']}");
        var selected =
                calls.on(
                        "life",
                        "SelectValues",
                        "{'columns': ['id', 'item'], 'where': [['sold', 'IS NOT', true], ['item', 'ILIKE', 'CO%']], 'order_by': [['sold', 'DESC NULLS LAST']], 'limit': 2}");
        var none =
                calls.on("life", "SelectValues", "{'columns': ['*'], 'where': [['id', 'IN', []]]}");
        var updated =
                calls.on(
                        "life",
                        "UpdateValues",
                        "{'set': {'item': 'x'}, 'where': [['id', 'IN', [1, 2]]]}");
        var deleted = calls.on("life", "DeleteValues", "{'where': [['item', '=', 'x']]}");
        var dropped = calls.on("life", "DropTable", "");
        var droppedAgain = calls.on("life", "DropTable", "");

        assertThat(created, is("{\"result\":\"ok\"}"));
        assertThat(again, is("{\"result\":\"ok\"}"));
        assertThat(keys, is("[[1],[2],[3]]"));
        assertThat(selected, is("[[3,\"cocoa\"],[2,\"coffee\"]]"));
        assertThat(none, is("[]"));
        assertThat(updated, is("{\"result\":\"2 rows affected\"}"));
        assertThat(deleted, is("{\"result\":\"2 rows affected\"}"));
        assertThat(dropped, is("{\"result\":\"ok\"}"));
        assertThat(droppedAgain, is("{\"result\":\"ok\"}"));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "cast(1.50 as decimal(10,2)) | 1.50",
                "cast(1e300 as double precision) | 1.0E300",
                "cast('NaN' as double precision) | \"NaN\"",
                "cast(0.1 as real) | 0.1",
                "true | true",
                "date '2024-02-29' | \"2024-02-29\"",
                "time '12:30:00' | \"12:30:00\"",
                "timestamp '2024-02-29 12:34:00' | \"2024-02-29T12:34:00\"",
                "timestamp with time zone '2024-02-29 12:34:56.7+00' | \"2024-02-29T12:34:56.7+00:00\"",
                "x'deadbeef' | \"3q2+7w==\"",
                "json '{\"a\":[1]}' | {\"a\":[1]}",
                "cast('x' as clob) | \"x\"",
                "uuid '123e4567-e89b-12d3-a456-426655440000' | \"123e4567-e89b-12d3-a456-426655440000\"",
                "null | null",
            })
    void readsAValueOfEachType(String expression, String json) {
        assertThat(calls.fetch("select " + expression), is("[[" + json + "]]"));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "selekt 1                         | SyntaxError",
                "select * from nothing            | UndefinedTable",
                "select nothing from kept         | UndefinedColumn",
                "insert into kept values (1)      | UniqueViolation",
                "insert into kept values (null)   | NotNullViolation",
                "select 1/0                       | DivisionByZero",
            })
    void namesTheFailure(String sql, String code) {
        calls.execute("create table if not exists kept (id int primary key)");
        calls.execute("merge into kept values (1)");

        var failure = SqlCalls.failure(() -> calls.execute(sql));

        assertThat(failure.getMessage(), failure.code(), is(code));
        assertThat(failure.httpStatus(), is(422));
    }

    @Test
    void cancelsTheStatementBeforeTheDeadline() {
        var failure =
                SqlCalls.failure(() ->
                        calls.run(
                                "DoSQL",
                                Commands.doSql(
                                        "select count(*) from system_range(1, 100000000) a, system_range(1, 100000000) b",
                                        true),
                                SqlCalls.call(Duration.ofSeconds(2))));

        assertThat(failure.code(), is("ReadTimeout"));
    }

    @Test
    void doesNotUseASessionAgainThatACallerMayHaveChanged() {
        calls.execute("set @leak = 7");

        assertThat(calls.fetch("select @leak"), is("[[null]]"));
    }

    @Test
    void usesASessionAgainAfterACommandOnATable() {
        calls.execute("create table if not exists seen (id int)");
        var columns = "{'columns': ['count(*)']}";
        calls.on("seen", "SelectValues", columns);
        calls.on("seen", "SelectValues", columns);

        var sessions =
                calls.fetch(
                        "select count(*) from information_schema.sessions where user_name = 'SA'");

        // the connection that keeps the database, the idle one, which this call uses
        assertThat(sessions, is("[[2]]"));
    }

    @Test
    void refusesADriverThatTheSettingsDoNotName() {
        try (var none = new SqlCalls(Commands.LOOPBACK, Map.of(), url("db"), "sa", "sa")) {
            var failure = SqlCalls.failure(() -> none.fetch("select 1"));

            assertThat(failure.code(), is("InvalidParameters"));
            assertThat(failure.getMessage(), containsString("connectors.sql.drivers"));
        }
    }

    @Test
    void saysWhichDriverIsMissing() {
        try (var missing =
                new SqlCalls(
                        Commands.LOOPBACK,
                        Map.of("drivers", "db2"),
                        "jdbc:db2://db:50000/SHOP",
                        "u",
                        "p")) {
            var failure = SqlCalls.failure(() -> missing.fetch("select 1"));

            assertThat(failure.code(), is("ConnectorNotConfigured"));
            assertThat(failure.getMessage(), containsString("drivers-directory"));
        }
    }

    private static String url(String host) {
        return "jdbc:h2:tcp://%s:%d/mem:tests".formatted(host, server.getPort());
    }

    private static Properties login() {
        var login = new Properties();
        login.setProperty("user", "sa");
        login.setProperty("password", "sa");
        return login;
    }
}
