package dev.connectorproxy.connector.postgres;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Conversion of values from and to a real server.
class ValueConversionTest {
    private static final Commands COMMANDS = Commands.onServer();

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "1::int2, 2::int4, 9223372036854775807, 5::oid | 1,2,9223372036854775807,5",
                "12.50::numeric, 1e-7::numeric, 123456789012345678901234567890.10 | 12.50,0.0000001,123456789012345678901234567890.10",
                "'NaN'::numeric, '-Infinity'::numeric, 'NaN'::float8, 'Infinity'::float4 | `NaN`,`-Infinity`,`NaN`,`Infinity`",
                "1.5::float8, 1e20::float8, 1e-7::float8, 0.1::float4 | 1.5,1e+20,1e-07,0.1",
                "true, false, null | true,false,null",
                "'2024-02-29'::date, 'infinity'::date, '0044-03-15 BC'::date | `2024-02-29`,`infinity`,`0044-03-15 BC`",
                "'2024-02-29 12:34:56.789'::timestamp, 'infinity'::timestamp | `2024-02-29T12:34:56.789`,`infinity`",
                "'2024-02-29 12:34:56+02'::timestamptz | `2024-02-29T10:34:56+00:00`",
                "'0044-03-15 10:00 BC'::timestamp | `0044-03-15 10:00:00 BC`",
                "'12:30'::time, '12:30:01.5+02'::timetz, '12:30-03:30'::timetz | `12:30:00`,`12:30:01.5+02:00`,`12:30:00-03:30`",
                "'1 year 2 days 03:04:05.6'::interval, '-1 month'::interval, '0'::interval | `P1Y2DT3H4M5.6S`,`P-1M`,`PT0S`",
                "'\\xdeadbeef'::bytea, ''::bytea | `3q2+7w==`,``",
                "'{`a`: 1.50, `b`: [null]}'::json, '[1, `x`]'::jsonb, 'null'::jsonb | {`a`: 1.50, `b`: [null]},[1, `x`],null",
                "'00000000-0000-0000-0000-000000000001'::uuid | `00000000-0000-0000-0000-000000000001`",
                "'a'::varchar, 'b '::char(3), E'x\\ny`'::text | `a`,`b  `,`x\\ny\\``",
                "array[1,null,3], '{}'::int[], '[0:1]={1,2}'::int[] | [1,null,3],[],[1,2]",
                "array[[1,2],[3,4]], array[[['a']]] | [[1,2],[3,4]],[[[`a`]]]",
                "array['a,b','NULL','q`\\','{x}',''] | [`a,b`,`NULL`,`q\\`\\\\`,`{x}`,``]",
                "array['{`a`:1}'::jsonb], array[true,null], array['\\x00'::bytea] | [{`a`: 1}],[true,null],[`AA==`]",
                "array['2024-01-01 10:00'::timestamp], array[1.50,'NaN'] | [`2024-01-01T10:00:00`],[1.50,`NaN`]",
                "array[box(point(0,0),point(1,1)),null] | `{(1,1),(0,0);NULL}`",
                "'[1,5)'::int4range, point(1,2), b'101', '1.2.3.4'::inet, row(1,'x') | `[1,5)`,`(1,2)`,`101`,`1.2.3.4`,`(1,x)`",
                "'<a/>'::xml, 5::money::text <> '', 'a'::`char`, 'pg_class'::regclass | `<a/>`,true,`a`,`pg_class`",
            })
    void areReturnedInTheDefinedFormat(String sql, String json) {
        var body = COMMANDS.fetch("select " + sql.replace('`', '"'));

        assertThat(body, is("[[" + json.replace('`', '"') + "]]"));
    }

    @Test
    void returnsMoneyAsText() {
        var body = COMMANDS.fetch("select 5::money");

        assertThat(body, body.startsWith("[[\"") && body.endsWith("\"]]"), is(true));
    }

    @Test
    void returnsUserDefinedTypesAsText() {
        PostgresServer.execute(
                "DROP TYPE IF EXISTS values_mood",
                "CREATE TYPE values_mood AS ENUM ('sad', 'ok')",
                "CREATE DOMAIN values_digits AS int");

        var body =
                COMMANDS.fetch(
                        "select 'sad'::values_mood, array['ok','sad']::values_mood[], 5::values_digits");

        assertThat(body, is("[[\"sad\",[\"ok\",\"sad\"],5]]"));
    }

    @Test
    void returnsTooDeeplyNestedJsonAsText() {
        var body = COMMANDS.fetch("select (repeat('[', 600) || repeat(']', 600))::json");

        assertThat(body, is("[[\"" + "[".repeat(600) + "]".repeat(600) + "\"]]"));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "1                 | integer   | 1",
                "2147483648        | bigint    | 2147483648",
                "9223372036854775808 | numeric | 9223372036854775808",
                "1.50              | numeric   | 1.50",
                "true              | boolean   | true",
                "[1,2]             | integer[] | [1,2]",
                "[1,2147483648]    | bigint[]  | [1,2147483648]",
                "[1,2.5]           | numeric[] | [1,2.5]",
                "[true,null]       | boolean[] | [true,null]",
                "[[1],[2]]         | integer[] | [[1],[2]]",
                "[`a,b`,`q\\`\\\\`,null,`NULL`,``] | text[] | [`a,b`,`q\\`\\\\`,null,`NULL`,``]",
            })
    void areBoundWithTheTypeOfPsycopgsLiteral(String value, String type, String json) {
        var given = value.replace('`', '"');

        var body = COMMANDS.fetch("select pg_typeof(%s)::text, %s", given, given);

        assertThat(body, is("[[\"" + type + "\"," + json.replace('`', '"') + "]]"));
    }

    @Test
    void stringsObjectsAndEmptyListsHaveTheTypeOfTheColumn() {
        COMMANDS.execute(
                "create table values_in (d date, t timestamptz, u uuid, j jsonb, l jsonb, e int[], n int)");

        COMMANDS.execute(
                "insert into values_in values (%s, %s, %s, %s, %s, %s, %s)",
                "\"2024-02-29\"",
                "\"2024-02-29T12:00:00+02:00\"",
                "\"00000000-0000-0000-0000-000000000001\"",
                "{\"k\":[1,12.50]}",
                "[{\"a\":1},2]",
                "[]",
                "null");

        assertThat(
                COMMANDS.fetch("select * from values_in"),
                is(
                        "[[\"2024-02-29\",\"2024-02-29T10:00:00+00:00\",\"00000000-0000-0000-0000-000000000001\",{\"k\": [1, 12.50]},[{\"a\": 1}, 2],[],null]]"));
    }

    @Test
    void neverExecutesAValue() {
        var body = COMMANDS.fetch("select %s", "\"'; drop table x; -- %s ? \\\\\"");

        assertThat(body, is("[[\"'; drop table x; -- %s ? \\\\\"]]"));
    }

    @ParameterizedTest
    @CsvSource({"1e1001", "1e-1001", "-1e999999999"})
    void refusesNumbersWithTooManyDigits(String number) {
        var failure = Commands.failure(() -> COMMANDS.fetch("select %s", number));

        assertThat(failure.code(), is("InvalidParameters"));
        assertThat(failure.getMessage(), containsString("1000 digits"));
    }
}
