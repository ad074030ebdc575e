package dev.connectorproxy.connector.sql;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.anyOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import dev.connectorproxy.connector.postgres.Commands;
import java.util.Collections;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The pool of connections to a real MariaDB, and what a call leaves behind in a session.
@EnabledIf("dev.connectorproxy.connector.sql.MariaDbServer#isAvailable")
class MariaDbSessionsTest {
    @Test
    void reusesASession() {
        try (var calls = SqlCalls.onMariaDb("pool-size", "1")) {
            var first = calls.fetch("select connection_id()");

            assertThat(calls.fetch("select connection_id()"), is(first));
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "set session sql_mode = 'NO_BACKSLASH_ESCAPES' | select @@sql_mode like '%%NO_BACKSLASH%%' | [[0]]",
                "set @leak = 7                            | select @leak is null        | [[1]]",
                "create temporary table leak (a int)      | select * from leak | Table 'tests.leak' doesn't exist",
                "set session transaction read only        | select @@tx_read_only       | [[0]]",
                "select get_lock('leak', 0)               | select is_free_lock('leak') | [[1]]",
                "set time_zone = '+05:00'                 | select @@time_zone          | [[\"+00:00\"]]",
            })
    void resetsTheStateOfACall(String sql, String query, String expected) {
        try (var calls = SqlCalls.onMariaDb("pool-size", "1")) {
            var before = calls.fetch("select connection_id()");
            calls.execute(sql);

            var after = SqlCalls.attempt(() -> calls.fetch(query));

            assertThat(after.replace("true", "1").replace("false", "0"), containsString(expected));
            assertThat(calls.fetch("select connection_id()"), is(before));
        }
    }

    @Test
    void replacesASessionThatTheServerClosed() {
        try (var calls = SqlCalls.onMariaDb("pool-size", "1")) {
            var id = calls.fetch("select connection_id()").replaceAll("\\D", "");
            MariaDbServer.execute("kill " + id);

            assertThat(calls.fetch("select connection_id()"), is(not("[[" + id + "]]")));
        }
    }

    @Test
    void limitsTheNumberOfSessions() throws Exception {
        MariaDbServer.execute("create user if not exists 'bound'@'%' identified by 'bound'");
        try (var calls =
                        new SqlCalls(
                                Commands.LOOPBACK,
                                Map.of("pool-size", "2"),
                                "jdbc:mariadb://localhost:" + MariaDbServer.port(),
                                "bound",
                                "bound");
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<String> call =
                    () ->
                            calls.fetch(
                                    "select sleep(0.1), count(*) from information_schema.processlist where user = 'bound'");

            for (var result : threads.invokeAll(Collections.nCopies(6, call))) {
                assertThat(result.get(), anyOf(is("[[0,1]]"), is("[[0,2]]")));
            }
        }
    }
}
