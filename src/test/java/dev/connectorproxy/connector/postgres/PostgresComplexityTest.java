package dev.connectorproxy.connector.postgres;

import dev.connectorproxy.catalogue.ArgumentCheck;
import dev.connectorproxy.complexity.CpuClock;
import dev.connectorproxy.complexity.HostileInput;
import dev.connectorproxy.complexity.LinearTime;
import dev.connectorproxy.egress.HttpEgress;
import dev.connectorproxy.egress.LoopbackHttpEgress;
import dev.connectorproxy.spi.Command;
import dev.connectorproxy.spi.ConnectorContext;
import dev.connectorproxy.spi.ConnectorException;
import dev.connectorproxy.spi.JsonText;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Statements, values, rows and connection strings cost CPU time at most linear in their length, the driver's share included.
@Isolated(
        "counts the CPU time of all virtual threads, since statements run on threads of their own")
class PostgresComplexityTest {
    private static final PostgresConnector CONNECTOR = new PostgresConnector();
    private static HttpEgress egress;
    private static Command doSql;

    @BeforeAll
    static void start() {
        egress = LoopbackHttpEgress.create();
        doSql =
                CONNECTOR.commands(new ConnectorContext(egress, Map.of())).stream()
                        .filter(command -> command.spec().name().equals("DoSQL"))
                        .findFirst()
                        .orElseThrow();
        execute(call(PostgresServer.dsn(), "\"sql\":\"SELECT 1\"")); // which must succeed
    }

    @AfterAll
    static void stop() {
        CONNECTOR.close();
        egress.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"sql\":\"SELECT 1 -- §\"",
                "\"sql\":\"SELECT /*§*/ '§', E'§', $a$§$a$\"",
                "\"sql\":\"SELECT «1»\"",
                "\"sql\":\"SELECT 1;«SELECT 1;--\\n»\"",
                "\"sql\":\"SELECT §\"",
                "\"sql\":\"SELECT %s\",\"values\":[¤]",
                "\"sql\":\"SELECT %s, %s::json\",\"values\":[\"§\",[¤]]",
                "\"sql\":\"SELECT ARRAY[«'x\\\\\\\"№'»,'§']\"",
                "\"sql\":\"DO $$BEGIN RAISE 'a§'; END$$\""
            })
    void aStatement(String schema) {
        check(PostgresServer.dsn(), schema);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "host=localhost port=%d user=tester password='§' dbname=tests",
                "host=localhost port=%d user='a§' password=b dbname='§' application_name='§'",
                "host=localhost port=%d user=tester password=tester dbname=tests options='-c search_path=§'"
            })
    void aConnectionString(String template) {
        check(template.formatted(PostgresServer.port()), "\"sql\":\"SELECT 1\"");
    }

    private static String call(String dsn, String schema) {
        return "{\"database_connection_str\":\"DSN\",\"schema\":{SCHEMA,\"fetch_results\":true}}"
                .replace("DSN", dsn)
                .replace("SCHEMA", schema);
    }

    private static void check(String dsn, String schema) {
        var time = new LinearTime(CpuClock.WITH_VIRTUAL_THREADS);
        for (var input : HostileInput.ofJson(call(dsn, schema))) {
            time.check(
                    input.name(),
                    length -> {
                        var json = input.ofLength().apply(length);
                        return () -> run(json);
                    });
        }
        time.assertNone();
    }

    private static void run(String json) {
        try {
            execute(json);
        } catch (ConnectorException _) {
            // refused, which may not take long either
        }
    }

    private static void execute(String json) {
        var sent = JsonText.of(json.getBytes(StandardCharsets.UTF_8), 512).orElseThrow().members();
        doSql.execute(
                ArgumentCheck.check(doSql.spec(), sent),
                LoopbackHttpEgress.call(Duration.ofMinutes(1)));
    }
}
