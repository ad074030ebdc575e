package dev.connectorproxy.connector.sql;

import dev.connectorproxy.contract.CommandContract;
import dev.connectorproxy.database.StatementSamples;
import dev.connectorproxy.spi.ConnectorProvider;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.condition.EnabledIf;

/// The contract with a real server, where each sample of `CreateTable` creates a table of its own.
@EnabledIf("dev.connectorproxy.connector.sql.MariaDbServer#isAvailable")
class SqlContractTest extends CommandContract {
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
        return StatementSamples.of(
                "",
                "\"url\": \"%s\", \"user\": \"tester\", \"password\": \"tester\""
                        .formatted(MariaDbServer.url()));
    }
}
