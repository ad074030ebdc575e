package dev.connectorproxy.connector.postgres;

import static dev.connectorproxy.connector.postgres.TestTables.COMMANDS;
import static dev.connectorproxy.connector.postgres.TestTables.create;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The results of the commands.
class CommandResultsTest {
    @Test
    void rollsBackAStatementWithoutAResultToFetch() {
        create("no_result", "id", "int");

        var failure = Commands.failure(() -> COMMANDS.fetch("insert into no_result values (1)"));

        assertThat(failure.code(), is("ProgrammingError"));
        assertThat(failure.getMessage(), containsString("no results to fetch"));
        assertThat(PostgresServer.queryText("select count(*) from no_result"), is("0"));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "select 1                                     | 1 rows affected",
                "select generate_series(1, 5000)              | 5000 rows affected",
                "update counted set id = 2 where id = 99      | 0 rows affected",
                "insert into counted values (1),(2) returning id | 2 rows affected",
                "create temp table x as select generate_series(1,7) | 7 rows affected",
                "create temp table x (id int)                 | ok",
                "set local work_mem = '4MB'                   | ok",
                "update counted set id = 1 where false; set local work_mem = '4MB' | ok",
                "set local work_mem = '4MB'; select 1         | 1 rows affected",
            })
    void countsTheRowsOfTheLastStatement(String sql, String result) {
        create("counted", "id", "int");

        assertThat(COMMANDS.execute(sql), is("{\"result\":\"" + result + "\"}"));
    }

    @Test
    void fetchesTheRowsOfTheLastStatement() {
        assertThat(COMMANDS.fetch("select 1; select 2, 3"), is("[[2,3]]"));
        assertThat(COMMANDS.fetch("select 1 where false"), is("[]"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "select generate_series(1, 101)   | max-rows (100)",
                "select repeat('x', 1100000)      | max-bytes (1048576)",
                "select repeat('x', 50000000)     | max-bytes",
                "select repeat('x', 20000) from generate_series(1, 99) | max-bytes (1048576)",
            })
    void refusesAResultThatExceedsALimit(String sql, String why) {
        var failure = Commands.failure(() -> COMMANDS.fetch(sql));

        assertThat(failure.code(), is("ResponseTooLarge"));
        assertThat(failure.httpStatus(), is(413));
        assertThat(failure.getMessage(), containsString(why));
        assertThat(COMMANDS.fetch("select 1"), is("[[1]]"));
    }

    @Test
    void countsRowsWithoutLimit() {
        assertThat(
                COMMANDS.execute("select repeat('x', 100) from generate_series(1, 100000)"),
                is("{\"result\":\"100000 rows affected\"}"));
        assertThat(
                COMMANDS.execute("select repeat('x', 100) from generate_series(1, 100000)"),
                is("{\"result\":\"100000 rows affected\"}"));
    }

    @Test
    void keepsNoNoticesInMemory() {
        var loop =
                "do $$begin for i in 1..100000 loop raise notice '%%', repeat('x', 1000); end loop; end$$";

        assertThat(COMMANDS.execute(loop), is("{\"result\":\"ok\"}"));
        var failure =
                Commands.failure(
                        () -> COMMANDS.execute("set local client_min_messages = notice; " + loop));

        assertThat(failure.code(), is("ResponseTooLarge"));
    }
}
