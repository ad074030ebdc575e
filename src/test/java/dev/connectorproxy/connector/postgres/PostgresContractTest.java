package dev.connectorproxy.connector.postgres;

import dev.connectorproxy.contract.CommandContract;
import dev.connectorproxy.spi.ConnectorProvider;
import dev.connectorproxy.spi.Parameter;
import jakarta.json.Json;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;

/// The contract with a real server, where each sample of `CreateTableV2` creates a table of its own.
class PostgresContractTest extends CommandContract {
    private static final AtomicInteger TABLES = new AtomicInteger();

    @BeforeAll
    static void table() {
        PostgresServer.execute(
                "CREATE TABLE contract (id int, item text)",
                "ALTER TABLE contract OWNER TO tester");
    }

    @Override
    protected ConnectorProvider provider() {
        return new PostgresConnector();
    }

    /// Each test creates connectors of its own, whose connections close after the idle timeout.
    @Override
    protected Map<String, String> settings() {
        return Map.of("pool-size", "2", "idle-timeout", "PT0.5S");
    }

    @Override
    protected Map<String, String> samples() {
        return Map.of(
                        "CreateTableV2",
                        on(
                                "contract_" + TABLES.incrementAndGet(),
                                "{'column_definitions': [{'name': 'id', 'type': 'int'}]}"),
                        "DeleteValuesV2",
                        on("contract", "{'where': [['id', '=', 7]]}"),
                        "DoSQL",
                        "{'schema': {'sql': 'select %s', 'values': [1], 'fetch_results': true}",
                        "DropTableV2",
                        "{'table_name': 'contract_none'",
                        "InsertValuesV2",
                        on("contract", "{'columns': ['id', 'item'], 'values': [[1, 'tea']]}"),
                        "SelectValuesV2",
                        on("contract", "{'columns': ['id'], 'where': [['id', '=', 7]]}"),
                        "UpdateValuesV2",
                        on("contract", "{'set': {'item': 'tea'}, 'where': [['id', '=', 7]]}"))
                .entrySet()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, it -> onServer(it.getValue())));
    }

    @Override
    protected boolean isSecret(Parameter parameter) {
        return parameter.id().equals("database_connection_str") || super.isSecret(parameter);
    }

    private static String on(String table, String schema) {
        return "{'table_name': '%s', 'schema': %s".formatted(table, schema);
    }

    private static String onServer(String arguments) {
        return "%s, \"database_connection_str\": %s}"
                .formatted(arguments.replace('\'', '"'), Json.createValue(PostgresServer.dsn()));
    }
}
