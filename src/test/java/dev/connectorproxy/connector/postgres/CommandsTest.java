package dev.connectorproxy.connector.postgres;

import static dev.connectorproxy.connector.postgres.TestTables.COMMANDS;
import static dev.connectorproxy.connector.postgres.TestTables.create;
import static dev.connectorproxy.connector.postgres.TestTables.on;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

import dev.connectorproxy.spi.ConnectorContext;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The seven commands with a real server.
class CommandsTest {
    @Test
    void areInTheCatalogueWithTheirParameters() {
        var commands =
                new PostgresConnector().commands(new ConnectorContext(Commands.LOOPBACK, Map.of()));

        var shown =
                commands.stream()
                        .map(command ->
                                command.spec().name()
                                        + command.spec().parameters().stream()
                                                .map(p -> p.id() + (p.required() ? "*" : ""))
                                                .toList())
                        .toList();

        assertThat(
                shown.toString(),
                is(
                        "[CreateTableV2[database_connection_str*, table_name*, schema*], "
                                + "DeleteValuesV2[database_connection_str*, table_name*, schema*], "
                                + "DoSQL[database_connection_str*, schema*], "
                                + "DropTableV2[database_connection_str*, table_name*], "
                                + "InsertValuesV2[database_connection_str*, table_name*, schema*], "
                                + "SelectValuesV2[database_connection_str*, table_name*, schema*], "
                                + "UpdateValuesV2[database_connection_str*, table_name*, schema*]]"));
    }

    @Test
    void createChangeAndDropATable() {
        create("life", "id", "int", "name", "varchar(20)", "doc", "jsonb");

        assertThat(
                COMMANDS.run(
                        "InsertValuesV2",
                        on(
                                "life",
                                "{\"columns\":[\"id\",\"name\"],\"values\":[[1,\"one\"],[2,\"two\"],[3,null]]}")),
                is("{\"result\":\"3 rows affected\"}"));
        assertThat(
                COMMANDS.run(
                        "UpdateValuesV2",
                        on(
                                "life",
                                "{\"set\":{\"name\":\"TWO\",\"doc\":{\"a\":1}},\"where\":[[\"id\",\"=\",2]]}")),
                is("{\"result\":\"1 rows affected\"}"));
        assertThat(
                COMMANDS.run(
                        "SelectValuesV2",
                        on(
                                "life",
                                "{\"columns\":[\"id\",\"Name\",\"doc\"],\"where\":[[\"id\",\">\",1],[\"name\",\"!=\",\"x\"]]}")),
                is("[[2,\"TWO\",{\"a\": 1}]]"));
        assertThat(
                COMMANDS.run("DeleteValuesV2", on("life", "{\"where\":[[\"id\",\"<\",3]]}")),
                is("{\"result\":\"2 rows affected\"}"));
        assertThat(
                COMMANDS.run("DropTableV2", "{\"table_name\":\"life\"}"),
                is("{\"result\":\"ok\"}"));
        assertThat(
                COMMANDS.run("DropTableV2", "{\"table_name\":\"life\"}"),
                is("{\"result\":\"ok\"}"));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "[]                                     | [[1],[2],[3]]",
                "[[`n`,`=`,null]]                       | []",
                "[[`n`,`IS`,null]]                      | [[3]]",
                "[[`n`,`is  not`,null],[`id`,`<=`,1]]   | [[1]]",
                "[[`id`,`>=`,2],[`t_where.id`,`<>`,3]]  | [[2]]",
                "[[`n`,`=`,`b`]]                        | [[2]]",
                "[[`id`,`=`,`1`]]                       | [[1]]",
            })
    void selectByConditions(String where, String rows) {
        create("t_where", "id", "int", "n", "text");
        COMMANDS.run("DeleteValuesV2", on("t_where", "{}"));
        COMMANDS.run(
                "InsertValuesV2",
                on(
                        "t_where",
                        "{\"columns\":[\"id\",\"n\"],\"values\":[[1,\"a\"],[2,\"b\"],[3,null]]}"));

        var body =
                COMMANDS.run(
                        "SelectValuesV2",
                        on(
                                "t_where",
                                "{\"columns\":[\"id\"],\"where\":"
                                        + where.replace('`', '"')
                                        + "}"));

        assertThat(body, is(rows));
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "SelectValuesV2 | {}                                       | lacks 'columns'",
                "SelectValuesV2 | null                                     | 'schema'",
                "SelectValuesV2 | []                                       | must be an object, not a list",
                "SelectValuesV2 | {`columns`:`id`}                         | schema.columns must be a list, not a text",
                "SelectValuesV2 | {`columns`:[]}                           | schema.columns is empty",
                "SelectValuesV2 | {`columns`:[1]}                          | must hold texts only, not an integer",
                "SelectValuesV2 | {`columns`:[`id`],`where`:[[`id`,`=`]]}  | [column, operator, value]",
                "SelectValuesV2 | {`columns`:[`id`],`where`:[[`id`,`~`,1]]} | unsupported operator '~'",
                "SelectValuesV2 | {`columns`:[`id`],`where`:[[`id; --`,`=`,1]]} | column of where 'id; --'",
                "SelectValuesV2 | {`columns`:[`id`],`where`:[[`id`,`is`,1]]} | IS in schema.where takes null",
                "SelectValuesV2 | {`columns`:[`id`],`where`:{}}            | schema.where must be a list, not an object",
                "SelectValuesV2 | {`columns`:[`id`],`where`:null}          | schema.where is null",
                "DeleteValuesV2 | {`where`:null}                           | schema.where is null",
                "UpdateValuesV2 | {`set`:{`id`:1},`where`:null}            | schema.where is null",
                "DeleteValuesV2 | {`wehre`:[[`id`,`=`,1]]}                 | unknown key 'wehre'",
                "InsertValuesV2 | {`columns`:[`a`]}                        | lacks 'values'",
                "InsertValuesV2 | {`columns`:[`a`],`values`:[1]}           | row 1 is an integer",
                "InsertValuesV2 | {`columns`:[`a`],`values`:[[1],[1,2]]}   | row 2 of schema.values has 2 values for 1 columns",
                "InsertValuesV2 | {`columns`:[`a)`],`values`:[[1]]}        | column 'a)'",
                "UpdateValuesV2 | {`where`:[]}                             | lacks 'set'",
                "UpdateValuesV2 | {`set`:{}}                               | schema.set is empty",
                "UpdateValuesV2 | {`set`:[1]}                              | schema.set must be an object, not a list",
                "CreateTableV2  | {}                                       | lacks 'column_definitions'",
                "CreateTableV2  | {`column_definitions`:[{`name`:`a`}]}    | the texts 'name' and 'type'",
                "CreateTableV2  | {`column_definitions`:[{`name`:`a`,`type`:`int; drop table x`}]} | is not understood",
            })
    void reportTheInvalidMemberOfASchema(String command, String schema, String why) {
        var failure = COMMANDS.failure(command, on("nowhere", schema.replace('`', '"')));

        assertThat(failure.code(), is("InvalidParameters"));
        assertThat(failure.httpStatus(), is(400));
        assertThat(failure.getMessage(), containsString(why));
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "selec 1                             | SyntaxError               | 422 | syntax error at or near \"selec\"",
                "select nope from errors             | UndefinedColumn           | 422 | column \"nope\" does not exist",
                "select 1 from nowhere               | UndefinedTable            | 422 | relation",
                "insert into errors values (1)       | UniqueViolation           | 422 | DETAIL:  Key (id)=(1) already exists.",
                "insert into errors values (null)    | NotNullViolation          | 422 | null value",
                "insert into errors values (-1)      | CheckViolation            | 422 | positive",
                "select 1/0                          | DivisionByZero            | 422 | division by zero",
                "select 'x'::int                     | InvalidTextRepresentation | 422 | invalid input syntax",
                "create role me                      | InsufficientPrivilege     | 422 | permission denied",
                "do $$begin raise sqlstate '40001'; end$$ | SerializationFailure | 503 | 40001",
                "do $$begin raise sqlstate '40P01'; end$$ | DeadlockDetected     | 503 | 40P01",
                "do $$begin raise sqlstate '53300'; end$$ | TooManyConnections   | 503 | 53300",
                "do $$begin raise sqlstate '57P01'; end$$ | AdminShutdown        | 503 | 57P01",
                "do $$begin raise sqlstate '28000'; end$$ | InvalidAuthorizationSpecification | 401 | 28000",
                "do $$begin raise sqlstate '23ZZZ'; end$$ | IntegrityError       | 422 | 23ZZZ",
                "do $$begin raise sqlstate 'ZZ000'; end$$ | DatabaseError        | 422 | ZZ000",
                "do $$begin raise exception 'boo' using hint='do better'; end$$ | RaiseException | 422 | HINT:  do better",
                "copy errors to stdout               | FeatureNotSupported       | 422 | COPY",
                "drop table errors; select 1/0       | DivisionByZero            | 422 | division",
            })
    void reportTheServersErrorsAsPsycopgDoes(String sql, String code, int status, String why) {
        COMMANDS.execute(
                "create table if not exists errors (id int primary key constraint positive check (id > 0)); insert into errors values (1) on conflict do nothing");

        var failure = Commands.failure(() -> COMMANDS.execute(sql));

        assertThat(failure.getMessage(), containsString(why));
        assertThat(failure.code(), is(code));
        assertThat(failure.httpStatus(), is(status));
        assertThat(failure.getMessage(), containsString("Error executing sql statement: "));
    }

    @Test
    void insertRowsWhoseValuesDifferInType() {
        create("mixed", "id", "int", "name", "text");
        COMMANDS.run("DeleteValuesV2", on("mixed", "{}"));

        COMMANDS.run(
                "InsertValuesV2",
                on(
                        "mixed",
                        "{\"columns\":[\"id\",\"name\"],\"values\":[[1,\"a\"],[null,null],[\"3\",5],[4,{\"k\":1}],[5,[1,2]]]}"));

        assertThat(
                COMMANDS.fetch("select * from mixed order by id"),
                is("[[1,\"a\"],[3,\"5\"],[4,\"{\\\"k\\\":1}\"],[5,\"{1,2}\"],[null,null]]"));
    }

    @Test
    void insertAllRowsOrNone() {
        create("all_or_none", "id", "int unique");

        var failure =
                COMMANDS.failure(
                        "InsertValuesV2",
                        on("all_or_none", "{\"columns\":[\"id\"],\"values\":[[1],[2],[1]]}"));

        assertThat(failure.code(), is("UniqueViolation"));
        assertThat(PostgresServer.queryText("select count(*) from all_or_none"), is("0"));
        assertThat(
                COMMANDS.run(
                        "InsertValuesV2",
                        on("all_or_none", "{\"columns\":[\"id\"],\"values\":[]}")),
                is("{\"result\":\"0 rows affected\"}"));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "select %s is null                           | null        | [[true]]",
                "select jsonb_build_object('k', %s)          | \"v\"       | [[{\"k\": \"v\"}]]",
                "select concat(%s, %s, %s)                   | \"a\",1,\"c\" | [[\"a1c\"]]",
                "select date '2024-01-02' where %s is null or date '2024-01-02' > %s | \"x\",\"2024-01-01\" | [[\"2024-01-02\"]]",
                "select 1 where %s is null or %s is not null | null,null   | [[1]]",
            })
    void bindParametersWithoutAnInferredTypeAsText(String sql, String values, String rows) {
        assertThat(COMMANDS.fetch(sql, values), is(rows));
    }

    @Test
    void doNotRepeatWhatMayHaveCommittedAPart() {
        create("part_done", "id", "int");
        COMMANDS.run("DeleteValuesV2", on("part_done", "{}"));

        var failure =
                Commands.failure(() ->
                        COMMANDS.fetch(
                                "insert into part_done values (1); commit; select %s is null",
                                "null"));

        assertThat(failure.code(), is("IndeterminateDatatype"));
        assertThat(PostgresServer.queryText("select count(*) from part_done"), is("1"));
    }

    @Test
    void ignorePercentSignsWhenValuesAreNull() {
        var body =
                COMMANDS.run(
                        "DoSQL",
                        "{\"schema\":{\"sql\":\"select 'a%b', 7 % 4\",\"values\":null,\"fetch_results\":true}}");

        assertThat(body, is("[[\"a%b\",3]]"));
    }
}
