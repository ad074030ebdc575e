package dev.connectorproxy.connector.postgres;

import dev.connectorproxy.connector.postgres.session.PostgresRunner;
import dev.connectorproxy.database.statement.SqlStatement;
import dev.connectorproxy.spi.Arguments;

/// `postgres_v2/DeleteValuesV2`.
final class DeleteValuesV2 extends SqlCommand {
    DeleteValuesV2(PostgresRunner runner) {
        super(
                "DeleteValuesV2",
                "Deletes rows of a table.",
                onTable(
                        "Which rows: {where: [[column, operator, value], …], returning: [name, …]}; without where, every row."),
                runner);
    }

    @Override
    SqlStatement toStatement(Arguments arguments) {
        return STATEMENTS.delete(arguments);
    }
}
