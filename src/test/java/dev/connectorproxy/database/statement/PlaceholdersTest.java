package dev.connectorproxy.database.statement;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.connectorproxy.connector.postgres.sql.PostgresDialect;
import dev.connectorproxy.spi.ConnectorException;
import jakarta.json.Json;
import jakarta.json.JsonValue;
import java.io.StringReader;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlaceholdersTest {
    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "select %s, %s                     | [1,2]         | select ?, ?                 | [1,2]",
                "select 1                          | []            | select 1                    | []",
                "select 1                          | [7]           | select 1                    | []",
                "select 'a%%b' %% 2                | []            | select 'a%b' % 2            | []",
                "select 1 where a like 'x%%' and b = %s | [1]      | select 1 where a like 'x%' and b = ? | [1]",
                "`select a ? 'k', a ?| b, '?'`     | []            | `select a ?? 'k', a ??| b, '?'` | []",
                "select %s -- %s ?                 | [1,2]         | select ? --  ?              | [1]",
                "select /* %s /* ? */ */ %s        | [1,2]         | select /*  /* ? */ */ ?     | [2]",
                "select $$ ? %% $$, %s             | [1]           | select $$ ? % $$, ?         | [1]",
                "select $a$ $$ ? $a$, a ? b        | []            | select $a$ $$ ? $a$, a ?? b | []",
                "select 'it''s ?', \"q?\"\"?\", ?  | []            | select 'it''s ?', \"q?\"\"?\", ?? | []",
                "select E'\\'?', ?                 | []            | select E'\\'?', ??          | []",
                "select '\\', ?                    | []            | select '\\', ??             | []",
                "select a$b$ ? c$b$                | []            | select a$b$ ?? c$b$         | []",
                "select 'a%b' %% ? '%s'            | null          | select 'a%b' %% ?? '%s'     | []",
                "select %(a)s + %(b)s + %(a)s      | {\"a\":1,\"b\":2} | select ? + ? + ?            | [1,2,1]",
            })
    void areTranslatedForTheDriver(String sql, String given, String expected, String values) {
        var statement = Placeholders.translate(sql, json(given), PostgresDialect.DIALECT);

        assertThat(statement.sql(), is(expected));
        assertThat(statement.values().toString().replace(" ", ""), is(values));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "select 'a%b'       | []      | IndexError        | 422 | list index out of range",
                "select %s, %s      | [1]     | IndexError        | 422 | list index out of range",
                "select 1 %         | []      | IndexError        | 422 | %%",
                "select %s          | [1,2]   | TypeError         | 422 | not all arguments converted",
                "select %d          | [1]     | ValueError        | 422 | unsupported format character",
                "select %           | [1]     | ValueError        | 422 | unsupported format character",
                "select %(a)s       | [1]     | TypeError         | 422 | needs an object",
                "select %s          | {}      | TypeError         | 422 | %(name)s",
                "select %(a)s       | {}      | KeyError          | 422 | 'a'",
                "select '%s days'   | [1]     | InvalidParameters | 400 | inside quotes",
                "select $$ %s $$    | [1]     | InvalidParameters | 400 | inside quotes",
                "select \"%s\"      | [1]     | InvalidParameters | 400 | inside quotes",
                "select 1           | 5       | InvalidParameters | 400 | must be a list",
            })
    void failAsInPsycopg(String sql, String given, String code, int status, String why) {
        var failure =
                assertThrows(
                        ConnectorException.class,
                        () -> Placeholders.translate(sql, json(given), PostgresDialect.DIALECT));

        assertThat(failure.code(), is(code));
        assertThat(failure.httpStatus(), is(status));
        assertThat(failure.getMessage(), containsString(why));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "update t set a = 1              | true",
                "`/* x */ -- y ; \n delete from t` | true",
                "(select 1)                      | true",
                "with a as (select 1) select 2   | true",
                "create table t (a int)          | false",
                "select 1; drop table t;         | false",
                "drop table t; insert into t values (';') | true",
                "SeLeCt 1;                       | true",
                "do $$ begin delete from t; end $$ | false",
            })
    void showWhetherTheLastCommandCountsRows(String sql, boolean counts) {
        assertThat(
                Placeholders.translate(sql, JsonValue.EMPTY_JSON_ARRAY, PostgresDialect.DIALECT)
                        .countsRows(),
                is(counts));
    }

    private static JsonValue json(String text) {
        try (var reader = Json.createReader(new StringReader(text))) {
            return reader.readValue();
        }
    }
}
