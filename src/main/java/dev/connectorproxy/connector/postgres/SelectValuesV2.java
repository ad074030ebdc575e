package dev.connectorproxy.connector.postgres;

import dev.connectorproxy.connector.postgres.session.PostgresRunner;
import dev.connectorproxy.database.statement.SqlStatement;
import dev.connectorproxy.spi.Arguments;

/// `postgres_v2/SelectValuesV2`.
final class SelectValuesV2 extends SqlCommand {
    SelectValuesV2(PostgresRunner runner) {
        super(
                "SelectValuesV2",
                "Reads rows of a table; hands back a list of rows, each a list of values.",
                onTable(
                        "What to read: {columns: [name, …], where: [[column, operator, value], …], order_by: [[column, 'ASC' or 'DESC'], …], limit}; without where, every row."),
                runner);
    }

    @Override
    public boolean repeatable(Arguments arguments) {
        return true;
    }

    @Override
    SqlStatement toStatement(Arguments arguments) {
        return STATEMENTS.select(arguments);
    }
}
