package dev.connectorproxy.connector.postgres;

import dev.connectorproxy.connector.postgres.session.PostgresRunner;
import dev.connectorproxy.database.statement.SqlStatement;
import dev.connectorproxy.spi.Arguments;

/// `postgres_v2/DropTableV2`.
final class DropTableV2 extends SqlCommand {
    DropTableV2(PostgresRunner runner) {
        super("DropTableV2", "Drops a table if there is one of that name.", onTable(), runner);
    }

    @Override
    SqlStatement toStatement(Arguments arguments) {
        return STATEMENTS.dropTable(arguments);
    }
}
