package dev.connectorproxy.database.statement;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.connectorproxy.connector.postgres.sql.PostgresDialect;
import dev.connectorproxy.spi.ConnectorException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IdentifierTest {
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "orders, \"orders\"",
                "Orders, \"orders\"",
                "\"Orders\", \"Orders\"",
                "public.Orders, \"public\".\"orders\"",
                "\"a.b\".\"c\"\"d\", \"a.b\".\"c\"\"d\"",
                "order, \"order\"",
                "_a1$, \"_a1$\"",
                "\u00c4\u00d6, \"\u00c4\u00d6\"",
                "` a . b `, \"a\".\"b\"",
            })
    void isParsedAsByTheServerAndQuoted(String name, String quoted) {
        assertThat(Identifier.table(name, PostgresDialect.DIALECT), is(quoted));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "1a",
                "a b",
                "a;b",
                "a--",
                "a-b",
                "a.",
                ".a",
                "a..b",
                "a.b.c.d",
                "(select 1 as id) x; --",
                "\"a",
                "\"\"",
                "\"a\"b\"",
                "\"\u0000\"",
                "a'b",
                "a\u0000"
            })
    void refusesWhatIsNotAName(String name) {
        var failure =
                assertThrows(
                        ConnectorException.class,
                        () -> Identifier.table(name, PostgresDialect.DIALECT));

        assertThat(failure.code(), is("InvalidParameters"));
        assertThat(failure.getMessage(), containsString("table_name"));
    }

    @Test
    void refusesALongNameQuickly() {
        var name = "\"" + "a\"\"".repeat(100_000) + "\"";

        assertThrows(
                ConnectorException.class, () -> Identifier.table(name, PostgresDialect.DIALECT));
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            value = {
                "*            | *",
                "a            | \"a\"",
                "t.A          | \"t\".\"a\"",
                "COUNT(*)     | count(*)",
                "max ( t.a )  | max(\"t\".\"a\")",
            })
    void allowsColumnsAndAggregatesInSelect(String column, String sql) {
        assertThat(Identifier.selected(column, PostgresDialect.DIALECT), is(sql));
    }

    @ParameterizedTest
    @ValueSource(strings = {"sum(*)", "count(1)", "pg_sleep(a)", "a as b", "1", "count(a) from x"})
    void refusesExpressionsInSelect(String column) {
        assertThrows(
                ConnectorException.class,
                () -> Identifier.selected(column, PostgresDialect.DIALECT));
    }
}
