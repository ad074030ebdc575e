package dev.connectorproxy.connector.postgres;

import dev.connectorproxy.connector.postgres.session.PostgresRunner;
import dev.connectorproxy.database.statement.OrderClause;
import dev.connectorproxy.database.statement.ReturningClause;
import dev.connectorproxy.database.statement.SchemaArgument;
import dev.connectorproxy.database.statement.SqlStatement;
import dev.connectorproxy.database.statement.WhereClause;
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
        var schema = SchemaArgument.of(arguments);
        OrderClause.refuse(schema);
        var where = WhereClause.of(schema);
        var returning = ReturningClause.of(schema);
        return SqlStatement.single(
                "DELETE FROM " + table(arguments) + where.sql() + returning.sql(),
                where.values(),
                returning.resultForm());
    }
}
