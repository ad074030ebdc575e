package dev.connectorproxy.connector.postgres;

import static dev.connectorproxy.connector.postgres.TestTables.COMMANDS;
import static dev.connectorproxy.connector.postgres.TestTables.on;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

import jakarta.json.Json;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// RETURNING, ORDER BY, LIMIT, IN and LIKE with a real server.
@Execution(ExecutionMode.SAME_THREAD)
class SqlClausesTest {
    private static final List<String> HOSTILE =
            List.of(
                    "id; update clauses set item = 'injected'; --",
                    "id) ; delete from clauses; --",
                    "'; delete from clauses; --",
                    "\"; delete from clauses; --",
                    "\"id\"; delete from clauses",
                    "id desc; delete from clauses",
                    "1; delete from clauses",
                    "1 returning (delete from clauses)",
                    "(delete from clauses returning id)",
                    "id, (select 1/0)",
                    "id /* */ ; delete from clauses",
                    "%' or 1=1; delete from clauses; --",
                    "\\'; delete from clauses; --",
                    "ASC, (select pg_sleep(9))",
                    "ASC; delete from clauses",
                    "IN (select 1)) or (1=1",
                    "$1; delete from clauses",
                    "? ; delete from clauses",
                    "{fn now()}",
                    "id\u0000; delete from clauses");

    @BeforeEach
    void table() {
        COMMANDS.execute("drop table if exists clauses");
        COMMANDS.execute(
                "create table clauses (id int generated always as identity, item text, tags jsonb)");
        COMMANDS.run(
                "InsertValuesV2",
                on(
                        "clauses",
                        "{\"columns\":[\"item\",\"tags\"],\"values\":[[\"tea\",[1]],[\"coffee\",null],[\"50%\",[]],[null,[]]]}"));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "`where`:[[`id`,`IN`,[1,3]]]                       | [[1],[3]]",
                "`where`:[[`id`,`in`,[`1`]],[`item`,`=`,`tea`]]    | [[1]]",
                "`where`:[[`id`,`IN`,[]]]                          | []",
                "`where`:[[`id`,`not  in`,[1,2]]]                  | [[3],[4]]",
                "`where`:[[`item`,`IN`,[`tea`,`); --`]]]           | [[1]]",
                "`where`:[[`tags`,`IN`,[[1],{}]]]                  | [[1]]",
                "`where`:[[`item`,`LIKE`,`%e%`]]                   | [[1],[2]]",
                "`where`:[[`item`,`like`,`50\\\\%`]]               | [[3]]",
                "`where`:[[`item`,`ILIKE`,`T_A`]]                  | [[1]]",
                "`where`:[[`item`,`NOT LIKE`,`%e%`]]               | [[3]]",
                "`where`:[[`item`,`NOT ILIKE`,`T%`]]               | [[2],[3]]",
                "`order_by`:[[`id`,`desc`]]                        | [[4],[3],[2],[1]]",
                "`order_by`:[`item`]                               | [[3],[2],[1],[4]]",
                "`order_by`:[[`item`,`desc  nulls last`],`id`]     | [[1],[2],[3],[4]]",
                "`order_by`:[[`item`,`nulls first`]]               | [[4],[3],[2],[1]]",
                "`order_by`:[[`clauses.Id`,`ASC`]],`limit`:2       | [[1],[2]]",
                "`limit`:0                                         | []",
                "`limit`:`1`                                       | [[1]]",
                "`limit`:null,`order_by`:[]                        | [[1],[2],[3],[4]]",
            })
    void selectRows(String schema, String rows) {
        var body =
                COMMANDS.run(
                        "SelectValuesV2",
                        on("clauses", "{`columns`:[`id`],%s}".formatted(schema).replace('`', '"')));

        assertThat(body, is(rows));
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "InsertValuesV2 | {`columns`:[`item`],`values`:[[`a`]],`returning`:[`id`,`item`]}     | [[5,`a`]]",
                "InsertValuesV2 | {`columns`:[`item`],`values`:[[`a`],[`b`],[5]],`returning`:[`id`,`item`]} | [[5,`a`],[6,`b`],[7,`5`]]",
                "InsertValuesV2 | {`columns`:[`tags`],`values`:[[[1]],[null],[{`a`:1}]],`returning`:[`tags`]} | [[[1]],[null],[{`a`: 1}]]",
                "InsertValuesV2 | {`columns`:[`item`],`values`:[],`returning`:[`id`]}                | []",
                "UpdateValuesV2 | {`set`:{`item`:`x`},`where`:[[`id`,`IN`,[1]]],`returning`:[`*`]}   | [[1,`x`,[1]]]",
                "UpdateValuesV2 | {`set`:{`item`:`x`},`where`:[[`id`,`=`,9]],`returning`:[`id`]}     | []",
                "DeleteValuesV2 | {`where`:[[`item`,`LIKE`,`c%`]],`returning`:[`Item`,`clauses.id`]} | [[`coffee`,2]]",
                "DeleteValuesV2 | {`where`:[[`id`,`=`,1]],`returning`:null}                          | {`result`:`1 rows affected`}",
            })
    void returnRows(String command, String schema, String body) {
        var result = COMMANDS.run(command, on("clauses", schema.replace('`', '"')));

        assertThat(result, is(body.replace('`', '"')));
    }

    @Test
    void returnNoMoreRowsThanTheLimitOfAResult() {
        var rows = "[\"x\"],".repeat(100) + "[\"x\"]";

        var failure =
                COMMANDS.failure(
                        "InsertValuesV2",
                        on(
                                "clauses",
                                "{\"columns\":[\"item\"],\"values\":["
                                        + rows
                                        + "],\"returning\":[\"id\"]}"));

        assertThat(failure.code(), is("ResponseTooLarge"));
        assertThat(COMMANDS.fetch("select count(*) from clauses"), is("[[4]]"));
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "SelectValuesV2 | `where`:[[`id`,`IN`,1]]            | IN in schema.where takes a list, not an integer",
                "SelectValuesV2 | `where`:[[`id`,`NOT IN`,[]]]       | the list of NOT IN in schema.where is empty",
                "SelectValuesV2 | `where`:[[`id`,`IN`,[1,null]]]     | never matches null",
                "SelectValuesV2 | `where`:[[`item`,`LIKE`,null]]     | LIKE in schema.where takes a text, not null",
                "SelectValuesV2 | `order_by`:`id`                    | schema.order_by must be a list, not a text",
                "SelectValuesV2 | `order_by`:[1]                     | must be a column or [column, direction]",
                "SelectValuesV2 | `order_by`:[[`id`,`up`]]           | unsupported direction 'up'",
                "SelectValuesV2 | `limit`:-1                         | schema.limit must be a whole number from 0",
                "SelectValuesV2 | `limit`:1.5                        | schema.limit must be a whole number from 0",
                "SelectValuesV2 | `limit`:`1; drop table clauses`    | schema.limit must be a whole number from 0, not a text",
                "DeleteValuesV2 | `limit`:1                          | for SelectValuesV2 only",
                "UpdateValuesV2 | `set`:{`id`:1},`order_by`:[`id`]   | for SelectValuesV2 only",
                "InsertValuesV2 | `values`:[[1]],`returning`:[]      | schema.returning is empty",
                "DeleteValuesV2 | `returning`:[`count(*)`]           | column of returning 'count(*)'",
            })
    void refuseAnInvalidMember(String command, String schema, String why) {
        var json = "{`columns`:[`id`],%s}".formatted(schema).replace('`', '"');

        var failure = COMMANDS.failure(command, on("clauses", json));

        assertThat(failure.code(), is("InvalidParameters"));
        assertThat(failure.getMessage(), containsString(why));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("injections")
    void neverExecuteWhatTheyAreGiven(String command, String schema) {
        Commands.attempt(() -> COMMANDS.run(command, on("clauses", schema)));

        assertThat(
                PostgresServer.queryText(
                        "select count(*) || ' ' || count(item) from clauses where item is distinct from 'injected'"),
                is("4 3"));
    }

    static Stream<Arguments> injections() {
        var places =
                Stream.of(
                        Arguments.of("SelectValuesV2", "\"columns\":[\"id\"],\"order_by\":[§]"),
                        Arguments.of(
                                "SelectValuesV2", "\"columns\":[\"id\"],\"order_by\":[[\"id\",§]]"),
                        Arguments.of(
                                "SelectValuesV2",
                                "\"columns\":[\"id\"],\"order_by\":[[§,\"ASC\"]]"),
                        Arguments.of("SelectValuesV2", "\"columns\":[\"id\"],\"limit\":§"),
                        Arguments.of(
                                "SelectValuesV2",
                                "\"columns\":[\"id\"],\"where\":[[\"item\",\"IN\",[§,§]]]"),
                        Arguments.of(
                                "SelectValuesV2",
                                "\"columns\":[\"id\"],\"where\":[[\"item\",\"LIKE\",§]]"),
                        Arguments.of(
                                "SelectValuesV2",
                                "\"columns\":[\"id\"],\"where\":[[\"item\",§,[\"x\"]]]"),
                        Arguments.of(
                                "UpdateValuesV2",
                                "\"set\":{\"item\":\"y\"},\"where\":[[\"id\",\"=\",99]],\"returning\":[§]"),
                        Arguments.of(
                                "DeleteValuesV2",
                                "\"where\":[[\"id\",\"=\",99]],\"returning\":[§]"));
        return places.flatMap(place ->
                HOSTILE.stream()
                        .map(text -> Json.createValue(text).toString())
                        .map(text ->
                                Arguments.of(
                                        place.get()[0],
                                        "{" + place.get()[1].toString().replace("§", text) + "}")));
    }
}
