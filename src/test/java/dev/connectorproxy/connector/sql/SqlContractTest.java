package dev.connectorproxy.connector.sql;

import dev.connectorproxy.contract.CommandContract;
import dev.connectorproxy.spi.ConnectorProvider;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.condition.EnabledIf;

/// The contract with a real server, where each sample of `CreateTable` creates a table of its own.
@EnabledIf("dev.connectorproxy.connector.sql.MariaDbServer#isAvailable")
class SqlContractTest extends CommandContract {
    private static final AtomicInteger TABLES = new AtomicInteger();

    @BeforeAll
    static void table() {
        MariaDbServer.execute("CREATE TABLE contract (id int, item text)");
    }

    @Override
    protected ConnectorProvider provider() {
        return new SqlConnector();
    }

    /// Each test creates connectors of its own, whose connections close after the idle timeout.
    @Override
    protected Map<String, String> settings() {
        return Map.of("pool-size", "2", "idle-timeout", "PT0.5S");
    }

    @Override
    protected Map<String, String> samples() {
        return Map.of(
                        "CreateTable",
                        on(
                                "contract_" + TABLES.incrementAndGet(),
                                "{'column_definitions': [{'name': 'id', 'type': 'int'}]}"),
                        "DeleteValues",
                        on("contract", "{'where': [['id', '=', 7]]}"),
                        "DoSQL",
                        "{'schema': {'sql': 'select %s', 'values': [1], 'fetch_results': true}",
                        "DropTable",
                        "{'table_name': 'contract_none'",
                        "InsertValues",
                        on("contract", "{'columns': ['id', 'item'], 'values': [[1, 'tea']]}"),
                        "SelectValues",
                        on("contract", "{'columns': ['id'], 'where': [['id', '=', 7]]}"),
                        "UpdateValues",
                        on("contract", "{'set': {'item': 'tea'}, 'where': [['id', '=', 7]]}"))
                .entrySet()
                .stream()
                .collect(
                        Collectors.toMap(Map.Entry::getKey, sample -> onServer(sample.getValue())));
    }

    private static String on(String table, String schema) {
        return "{'table_name': '%s', 'schema': %s".formatted(table, schema);
    }

    private static String onServer(String arguments) {
        return "%s, \"url\": \"%s\", \"user\": \"tester\", \"password\": \"tester\"}"
                .formatted(arguments.replace('\'', '"'), MariaDbServer.url());
    }
}
