package dev.connectorproxy.connector.postgres;

import dev.connectorproxy.connector.postgres.session.PostgresRunner;
import dev.connectorproxy.database.statement.SqlStatement;
import dev.connectorproxy.spi.Arguments;

/// `postgres_v2/InsertValuesV2`.
final class InsertValuesV2 extends SqlCommand {
    InsertValuesV2(PostgresRunner runner) {
        super(
                "InsertValuesV2",
                "Inserts rows into a table, all of them or none.",
                onTable(
                        "The rows: {columns: [name, …], values: [[value, …], …], returning: [name, …]}."),
                runner);
    }

    @Override
    SqlStatement toStatement(Arguments arguments) {
        return STATEMENTS.insert(arguments);
    }
}
