package dev.connectorproxy.connector.postgres;

import dev.connectorproxy.connector.postgres.session.PostgresRunner;
import dev.connectorproxy.database.statement.SqlStatement;
import dev.connectorproxy.spi.Arguments;

/// `postgres_v2/UpdateValuesV2`.
final class UpdateValuesV2 extends SqlCommand {
    UpdateValuesV2(PostgresRunner runner) {
        super(
                "UpdateValuesV2",
                "Changes rows of a table.",
                onTable(
                        "What to change: {set: {column: value, …}, where: [[column, operator, value], …], returning: [name, …]}; without where, every row."),
                runner);
    }

    @Override
    SqlStatement toStatement(Arguments arguments) {
        return STATEMENTS.update(arguments);
    }
}
