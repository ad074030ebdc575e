package dev.connectorproxy.connector.postgres;

import static dev.connectorproxy.connector.postgres.TestTables.on;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Lists, objects, numbers and booleans are bound by the type of their column.
class ColumnTypesTest {
    private static final Commands COMMANDS = Commands.onServer();
    private static final AtomicInteger TABLES = new AtomicInteger();

    @BeforeAll
    static void types() {
        PostgresServer.execute(
                "CREATE TYPE column_mood AS ENUM ('sad', 'ok')",
                "CREATE TYPE column_pair AS (id int, item text)",
                "CREATE DOMAIN column_doc AS jsonb",
                "CREATE DOMAIN column_ints AS int[]",
                "CREATE DOMAIN column_digits AS numeric CHECK (VALUE > 0)");
    }

    @ParameterizedTest(name = "{1} into {0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "jsonb        | [[[]]]                        | [[[]]]",
                "jsonb        | []                            | []",
                "jsonb        | [`a`]                         | [`a`]",
                "jsonb        | [1,2]                         | [1, 2]",
                "jsonb        | [null,true,{`k`:[12.50]}]     | [null, true, {`k`: [12.50]}]",
                "jsonb        | {}                            | {}",
                "jsonb        | {`$binary`:`AA==`}            | {`$binary`: `AA==`}",
                "jsonb        | 5                             | 5",
                "jsonb        | 12.50                         | 12.50",
                "jsonb        | true                          | true",
                "jsonb        | null                          | null",
                "json         | [[1],[2,3]]                   | [[1],[2,3]]",
                "json         | false                         | false",
                "jsonb[]      | [{`a`:1},[2,`x`],`t`,3,true,null] | [{`a`: 1},[2, `x`],`t`,3,true,null]",
                "jsonb[]      | [[1],[2,3]]                   | [[1],[2, 3]]",
                "jsonb[]      | []                            | []",
                "json[]       | [{`a`:`q\\`\\\\`}]            | [{`a`:`q\\`\\\\`}]",
                "date[]       | [`2024-01-01`,null]           | [`2024-01-01`,null]",
                "timestamptz[] | [`2024-01-01T10:00:00+00:00`] | [`2024-01-01T10:00:00+00:00`]",
                "uuid[]       | [`00000000-0000-0000-0000-000000000001`] | [`00000000-0000-0000-0000-000000000001`]",
                "interval[]   | [`P1DT2H`]                    | [`P1DT2H`]",
                "inet[]       | [`1.2.3.4`]                   | [`1.2.3.4`]",
                "column_mood[] | [`ok`,`sad`,null]            | [`ok`,`sad`,null]",
                "numeric[]    | [1.50,123456789012345678901234567890.10,1e3,-0.0000001] | [1.50,123456789012345678901234567890.10,1000,-0.0000001]",
                "numeric(20,2)[] | [[1,2],[3,4]]              | [[1.00,2.00],[3.00,4.00]]",
                "int[]        | [[1,2],[3,4]]                 | [[1,2],[3,4]]",
                "int[]        | [1.0,1e2,null]                | [1,100,null]",
                "bigint[]     | [9223372036854775807,`1`]     | [9223372036854775807,1]",
                "float8[]     | [0.1,1e300]                   | [0.1,1e+300]",
                "bool[]       | [true,false,null]             | [true,false,null]",
                "text[]       | [`a,b`,`q\\`\\\\`,null,`NULL`,``,`{}`] | [`a,b`,`q\\`\\\\`,null,`NULL`,``,`{}`]",
                "text[]       | [1,true,{`a`:1}]              | [`1`,`true`,`{\\`a\\`:1}`]",
                "varchar(3)[] | [[`a`],[`b`]]                 | [[`a`],[`b`]]",
                "box[]        | [`(1,1),(0,0)`,`(2,2),(1,1)`] | `{(1,1),(0,0);(2,2),(1,1)}`",
                "bytea        | {`$binary`:`3q2+7w==`}        | `3q2+7w==`",
                "bytea        | {`$binary`:``}                | ``",
                "bytea        | `\\\\xdeadbeef`               | `3q2+7w==`",
                "bytea[]      | [{`$binary`:`AA==`},null,{`$binary`:``}] | [`AA==`,null,``]",
                "timestamptz  | {`value`:`2024-01-01T10:00:00+00:00`,`typename`:`datetime`} | `2024-01-01T10:00:00+00:00`",
                "uuid[]       | [{`value`:`00000000-0000-0000-0000-000000000001`,`typename`:`UUID`}] | [`00000000-0000-0000-0000-000000000001`]",
                "interval     | {`days`:-1,`seconds`:3600,`typename`:`timedelta`} | `PT-23H`",
                "jsonb        | {`at`:{`value`:`2024-01-01`,`typename`:`date`}} | {`at`: `2024-01-01`}",
                "column_doc   | [1,{`a`:[]}]                  | [1, {`a`: []}]",
                "column_doc   | 7                             | 7",
                "column_doc[] | [{`a`:1},[]]                  | [`{\\`a\\`: 1}`,`[]`]",
                "column_ints  | [1,2]                         | [1,2]",
                "column_ints[] | [[1,2],[3]]                  | [`{1,2}`,`{3}`]",
                "column_digits[] | [1.50]                     | [`1.50`]",
                "column_pair  | `(1,tea)`                     | `(1,tea)`",
                "text         | {`a`:1}                       | `{\\`a\\`:1}`",
            })
    void storeWhatTheyAreGiven(String type, String value, String stored) {
        var table = table(type);
        var given = value.replace('`', '"');

        insert(table, given);
        COMMANDS.run("UpdateValuesV2", on(table, "{\"set\":{\"v\":" + given + "},\"where\":[]}"));
        COMMANDS.execute("insert into " + table + " values (2, %s)", given);
        insert(table, given, given);

        var row = "[" + stored.replace('`', '"') + "]";
        assertThat(select(table), is("[" + String.join(",", row, row, row, row) + "]"));
    }

    @ParameterizedTest(name = "{1} into {0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "column_pair   | {`id`:1}                 | InvalidParameters | an object cannot be stored as column_pair; its values are written as text",
                "column_pair   | [1,`tea`]                | InvalidParameters | a list cannot be stored as column_pair",
                "column_pair[] | [{`id`:1}]               | InvalidParameters | an object cannot be stored as column_pair",
                "column_pair[] | [[1,`tea`]]              | InvalidParameters | a list cannot be stored as column_pair",
                "int[]         | {}                       | InvalidParameters | an object cannot be stored as integer[]",
                "int           | {`a`:1}                  | InvalidParameters | an object cannot be stored as integer",
                "int4multirange | {}                      | InvalidParameters | an object cannot be stored as int4multirange",
                "int[]         | [[]]                     | InvalidParameters | no empty lists",
                "text[]        | [[]]                     | InvalidParameters | no empty lists",
                "int[]         | [[1],[2,3]]              | InvalidTextRepresentation | malformed array literal",
                "int[]         | [1,[2]]                  | InvalidTextRepresentation | malformed array literal",
                "int[]         | [1.5]                    | InvalidTextRepresentation | invalid input syntax for type integer",
                "bool[]        | [1]                      | InvalidParameters | an integer cannot be stored as boolean",
                "date[]        | [20240101]               | InvalidParameters | an integer cannot be stored as date",
                "int[]         | [true]                   | InvalidParameters | a boolean cannot be stored as integer",
                "bytea         | {`$binary`:`A`}          | InvalidParameters | not base64",
                "bytea         | {`binary`:`AA==`}        | InvalidParameters | bytes are written",
                "bytea         | {`$binary`:`spifffiledatadigest+0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef`}         | InvalidParameters | get_encoded_file_data(",
                "bytea[]       | [{`$binary`:1}]          | InvalidParameters | bytes are written",
                "column_mood[] | [`glad`]                 | InvalidTextRepresentation | glad",
                "column_digits[] | [-1]                   | CheckViolation | column_digits",
                "int           | [1]                      | DatatypeMismatch | integer[]",
                "date          | 5                        | DatatypeMismatch | integer",
                "jsonb         | `a`                      | InvalidTextRepresentation | invalid input syntax for type json",
            })
    void refuseWhatTheyWouldChange(String type, String value, String code, String why) {
        var table = table(type);

        var failure = Commands.failure(() -> insert(table, value.replace('`', '"')));

        assertThat(failure.getMessage(), containsString(why));
        assertThat(failure.code(), is(code));
        assertThat(select(table), is("[]"));
    }

    @ParameterizedTest(name = "{1} in a column of type {0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "jsonb  | [1,[]]",
                "jsonb | 5",
                "jsonb | {`a`:1}",
                "text[] | [`a`]",
                "uuid[] | [`00000000-0000-0000-0000-000000000001`]",
                "bytea  | {`$binary`:`AA==`}",
                "jsonb[] | [{`a`:1}]"
            })
    void areFoundByTheirValue(String type, String value) {
        var table = table(type);
        var given = value.replace('`', '"');
        insert(table, given);

        var rows =
                COMMANDS.run(
                        "SelectValuesV2",
                        on(
                                table,
                                "{\"columns\":[\"id\"],\"where\":[[\"v\",\"=\"," + given + "]]}"));

        assertThat(rows, is("[[1]]"));
    }

    @Test
    void differFromRowToRow() {
        var table = table("jsonb");

        insert(table, "[1]", "null", "\"{\\\"a\\\": 1}\"", "5", "{\"b\":[]}");

        assertThat(select(table), is("[[[1]],[null],[{\"a\": 1}],[5],[{\"b\": []}]]"));
    }

    @ParameterizedTest(name = "{0} with {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "select 1 where 2 = any(%s)                  | [1,2]    | [[1]]",
                "select array_length(%s, 1)                  | [1,2]    | [[2]]",
                "select array_cat(%s, %s)                    | [1],[2]  | [[[1,2]]]",
                "select %s::jsonb                            | [1,[]]   | [[[1, []]]]",
                "select jsonb_build_object('k', %s)          | [1]      | [[{`k`: [1]}]]",
                "select jsonb_concat('[1]', %s)              | [`a`,2]  | [[[1, `a`, 2]]]",
                "select unnest(%s::date[])                   | [`2024-01-01`] | [[`2024-01-01`]]",
                "select 1 where %s is null or %s is not null | [1],{`a`:1} | [[1]]",
                "select 1; select jsonb_array_length(%s)     | [1,2]    | [[2]]",
                "create temp table made (v jsonb); insert into made values (%s); select v from made | [{`a`:1},2] | [[[{`a`: 1}, 2]]]",
            })
    void areInferredWhereverAListStands(String sql, String values, String rows) {
        var body = COMMANDS.fetch(sql, values.replace('`', '"'));

        assertThat(body, is(rows.replace('`', '"')));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "{`columns`:[`id`,`v`],`values`:[[1,`§`]]}",
                "{`columns`:[`id`,`v`],`values`:[[1,[`a§`]]]}",
                "{`columns`:[`id`,`v`],`values`:[[1,{`§`:1}]]}",
                "{`columns`:[`id`,`v§`],`values`:[[1,`a`]]}",
                "{`columns`:[`id`,`\\`v§\\``],`values`:[[1,`a`]]}",
            })
    void refuseHalfASurrogatePair(String schema) {
        var table = table("text");
        var broken = schema.replace('`', '"').replace("§", "\\ud800");

        var failure = COMMANDS.failure("InsertValuesV2", on(table, broken));

        assertThat(failure.getMessage(), containsString("half a surrogate pair"));
        assertThat(failure.code(), is("InvalidParameters"));
        assertThat(select(table), is("[]"));
    }

    @Test
    void refuseHalfASurrogatePairInSql() {
        var failure = COMMANDS.failure("DoSQL", "{\"schema\":{\"sql\":\"select '\\udc00'\"}}");

        assertThat(failure.getMessage(), containsString("half a surrogate pair"));
    }

    private static String table(String type) {
        var table = "column_types_" + TABLES.incrementAndGet();
        COMMANDS.execute("create table " + table + " (id int, v " + type + ")");
        return table;
    }

    private static void insert(String table, String... values) {
        var rows = new StringBuilder();
        for (var value : values) {
            rows.append(rows.isEmpty() ? "" : ",").append("[1,").append(value).append("]");
        }
        COMMANDS.run(
                "InsertValuesV2",
                on(table, "{\"columns\":[\"id\",\"v\"],\"values\":[" + rows + "]}"));
    }

    private static String select(String table) {
        return COMMANDS.run("SelectValuesV2", on(table, "{\"columns\":[\"v\"]}"));
    }
}
