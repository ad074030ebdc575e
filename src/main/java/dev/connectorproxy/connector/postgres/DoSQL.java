package dev.connectorproxy.connector.postgres;

import dev.connectorproxy.connector.postgres.session.PostgresRunner;
import dev.connectorproxy.database.statement.SqlStatement;
import dev.connectorproxy.spi.Arguments;

/// `postgres_v2/DoSQL`.
final class DoSQL extends SqlCommand {
    DoSQL(PostgresRunner runner) {
        super(
                "DoSQL",
                "Runs any SQL in one transaction.",
                onDatabase(
                        "The statement: {sql, values: [value, …], fetch_results}; %s in sql stands for the next value, %% for a percent sign."),
                runner);
    }

    @Override
    SqlStatement toStatement(Arguments arguments) {
        return STATEMENTS.any(arguments);
    }
}
