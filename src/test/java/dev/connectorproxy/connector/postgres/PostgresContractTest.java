package dev.connectorproxy.connector.postgres;

import dev.connectorproxy.contract.CommandContract;
import dev.connectorproxy.database.StatementSamples;
import dev.connectorproxy.spi.ConnectorProvider;
import dev.connectorproxy.spi.Parameter;
import jakarta.json.Json;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;

/// The contract with a real server, where each sample of `CreateTableV2` creates a table of its own.
class PostgresContractTest extends CommandContract {
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
        return StatementSamples.of(
                "V2", "\"database_connection_str\": " + Json.createValue(PostgresServer.dsn()));
    }

    @Override
    protected boolean isSecret(Parameter parameter) {
        return parameter.id().equals("database_connection_str") || super.isSecret(parameter);
    }
}
