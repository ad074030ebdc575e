package dev.connectorproxy.connector.postgres;

import dev.connectorproxy.connector.postgres.session.PostgresRunner;
import dev.connectorproxy.database.statement.Identifier;
import dev.connectorproxy.database.statement.OrderClause;
import dev.connectorproxy.database.statement.SchemaArgument;
import dev.connectorproxy.database.statement.SqlStatement;
import dev.connectorproxy.database.statement.WhereClause;
import dev.connectorproxy.spi.Arguments;
import java.util.ArrayList;
import java.util.stream.Collectors;

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
        var schema = SchemaArgument.of(arguments);
        var columns =
                schema.texts("columns").stream()
                        .map(Identifier::selected)
                        .collect(Collectors.joining(", "));
        var where = WhereClause.of(schema);
        var order = OrderClause.of(schema);
        var values = new ArrayList<>(where.values());
        values.addAll(order.values());
        return SqlStatement.single(
                "SELECT " + columns + " FROM " + table(arguments) + where.sql() + order.sql(),
                values,
                SqlStatement.ResultForm.ROWS);
    }
}
