package dev.connectorproxy.connector.sql;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import dev.connectorproxy.Await;
import dev.connectorproxy.connector.postgres.Commands;
import dev.connectorproxy.spi.Call;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The failures of a real MariaDB, and how calls end in time.
@EnabledIf("dev.connectorproxy.connector.sql.MariaDbServer#isAvailable")
@Execution(ExecutionMode.SAME_THREAD)
class MariaDbFailuresTest {
    private final SqlCalls calls = SqlCalls.onMariaDb();

    @BeforeAll
    static void tables() {
        MariaDbServer.execute(
                "create table parents (id int primary key, item varchar(3) not null check (item <> 'bad'))");
        MariaDbServer.execute(
                "create table children (id int, parent int, foreign key (parent) references parents (id))");
        MariaDbServer.execute("insert into parents values (1, 'tea')");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "insert into parents values (1, 'x')      | UniqueViolation           | 422",
                "insert into parents values (2, null)     | NotNullViolation          | 422",
                "insert into parents values (2, 'bad')    | CheckViolation            | 422",
                "insert into parents values (2, 'long')   | StringDataRightTruncation | 422",
                "insert into parents values ('x', 'a')    | InvalidTextRepresentation | 422",
                "insert into children values (1, 7)       | ForeignKeyViolation       | 422",
                "select * from nothing                    | UndefinedTable            | 422",
                "select nothing from parents              | UndefinedColumn           | 422",
                "create table parents (id int)            | DuplicateTable            | 422",
                "selekt 1                                 | SyntaxError               | 422",
                "select 1; select 2                       | SyntaxError               | 422",
                "select * from mysql.user                 | InsufficientPrivilege     | 422",
                "signal sqlstate '40001'                  | SerializationFailure      | 503",
                "load data local infile '/etc/hostname' into table parents | OperationalError | 422",
            })
    void namesTheFailureAndRollsBack(String sql, String code, int status) {
        var failure = SqlCalls.failure(() -> calls.execute(sql));

        assertThat(failure.getMessage(), failure.code(), is(code));
        assertThat(failure.httpStatus(), is(status));
        assertThat(failure.getMessage(), startsWith("Error executing sql statement: "));
        assertThat(calls.fetch("select count(*) from parents"), is("[[1]]"));
    }

    @Test
    void insertsAllRowsOrNone() {
        var failure =
                SqlCalls.failure(() ->
                        calls.on(
                                "parents",
                                "InsertValues",
                                "{'columns': ['id', 'item'], 'values': [[8, 'a'], [9, 'b'], [1, 'c']]}"));

        assertThat(failure.code(), is("UniqueViolation"));
        assertThat(calls.fetch("select count(*) from parents"), is("[[1]]"));
    }

    @Test
    void reportsALockThatIsNotReleasedAsTransient() throws Exception {
        try (var holder = MariaDbServer.connect();
                var statement = holder.createStatement()) {
            statement.execute("begin");
            statement.execute("select * from parents for update");

            var failure =
                    SqlCalls.failure(() -> calls.fetch("select * from parents for update nowait"));

            assertThat(failure.code(), is("LockNotAvailable"));
            assertThat(failure.httpStatus(), is(503));
        }
    }

    @Test
    void reportsADeadlockAsTransient() throws Exception {
        MariaDbServer.execute("create table deadlocks (id int primary key, n int)");
        MariaDbServer.execute("insert into deadlocks values (1, 0), (2, 0)");
        try (var other = MariaDbServer.connect();
                var statement = other.createStatement();
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            statement.execute("begin");
            // it has changed more rows than the call, so that the server ends the call
            statement.execute("insert into deadlocks select seq + 10, 0 from seq_1_to_50");
            statement.execute("update deadlocks set n = 1 where id = 2");
            var call =
                    threads.submit(() ->
                            SqlCalls.failure(() ->
                                    calls.execute(
                                            "update deadlocks set n = 2 where id in (1, 2)")));
            // not innodb_lock_waits, which shows the same rows as long as it is read more often
            // than every 100 ms
            Await.condition(
                    "the statement waits for a lock",
                    () ->
                            MariaDbServer.execute(
                                            "select variable_value from information_schema.global_status where variable_name = 'INNODB_ROW_LOCK_CURRENT_WAITS'")
                                    .equals("1"));

            statement.execute("update deadlocks set n = 1 where id = 1");

            assertThat(call.get().code(), is("DeadlockDetected"));
            assertThat(call.get().httpStatus(), is(503));
        }
    }

    @Test
    void cancelsTheStatementBeforeTheDeadline() {
        var failure =
                SqlCalls.failure(() ->
                        calls.run(
                                "DoSQL",
                                Commands.doSql("select sleep(60) /* deadline */", true),
                                SqlCalls.call(Duration.ofSeconds(2))));

        assertThat(failure.code(), is("ReadTimeout"));
        assertThat(failure.httpStatus(), is(504));
        Await.condition(
                "the statement has that state",
                () ->
                        MariaDbServer.execute(
                                        "select count(*) from information_schema.processlist where info like '%deadline%' and user = 'tester'")
                                .equals("0"));
    }

    @Test
    void refusesAWrongPasswordWithoutQuotingIt() {
        try (var wrong =
                new SqlCalls(
                        Commands.LOOPBACK, Map.of(), MariaDbServer.url(), "tester", "canary")) {
            var failure = SqlCalls.failure(() -> wrong.fetch("select 1"));

            assertThat(failure.code(), is("OperationalError"));
            assertThat(failure.httpStatus(), is(401));
            assertThat(failure.getMessage(), not(containsString("canary")));
        }
    }

    @Test
    void limitsRowsAndBytes() {
        try (var few = SqlCalls.onMariaDb("max-rows", "10");
                var small = SqlCalls.onMariaDb("max-bytes", "4096")) {
            var rows = SqlCalls.failure(() -> few.fetch("select seq from seq_1_to_11"));
            var bytes = SqlCalls.failure(() -> small.fetch("select repeat('x', 5000)"));
            var many =
                    SqlCalls.failure(() ->
                            small.fetch("select seq, repeat('x', 1000) from seq_1_to_100000000"));

            assertThat(rows.code(), is("ResponseTooLarge"));
            assertThat(rows.getMessage(), containsString("connectors.sql.max-rows (10)"));
            assertThat(bytes.code(), is("ResponseTooLarge"));
            assertThat(many.code(), is("ResponseTooLarge"));
            assertThat(few.fetch("select 1"), is("[[1]]"));
        }
    }

    @Test
    void takesTheMemoryOfTheResultFromTheCall() {
        var taken = new AtomicLong();
        var call =
                new Call(
                        "test",
                        false,
                        Optional.empty(),
                        System.nanoTime() + Duration.ofSeconds(30).toNanos(),
                        Call.Trail.NONE,
                        taken::addAndGet,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Call.SecretPolicy.NONE,
                        Call.Authorization.NONE,
                        Map.of());

        calls.run("DoSQL", Commands.doSql("select repeat('x', 200000)", true), call);

        assertThat(taken.get(), greaterThan(200_000L));
    }
}
