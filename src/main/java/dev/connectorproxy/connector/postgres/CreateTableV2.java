package dev.connectorproxy.connector.postgres;

import dev.connectorproxy.connector.postgres.session.PostgresRunner;
import dev.connectorproxy.database.statement.SqlStatement;
import dev.connectorproxy.spi.Arguments;

/// `postgres_v2/CreateTableV2`.
final class CreateTableV2 extends SqlCommand {
    CreateTableV2(PostgresRunner runner) {
        super(
                "CreateTableV2",
                "Creates a table unless there is one of that name.",
                onTable(
                        "The columns: {column_definitions: [{name, type}, …]}; a type may carry constraints, such as 'serial PRIMARY KEY'."),
                runner);
    }

    @Override
    SqlStatement toStatement(Arguments arguments) {
        return STATEMENTS.createTable(arguments);
    }
}
