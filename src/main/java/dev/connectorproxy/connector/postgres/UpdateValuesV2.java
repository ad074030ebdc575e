package dev.connectorproxy.connector.postgres;

import static dev.connectorproxy.database.statement.SqlArgumentErrors.invalid;

import dev.connectorproxy.connector.postgres.session.PostgresRunner;
import dev.connectorproxy.database.statement.Identifier;
import dev.connectorproxy.database.statement.OrderClause;
import dev.connectorproxy.database.statement.ReturningClause;
import dev.connectorproxy.database.statement.SchemaArgument;
import dev.connectorproxy.database.statement.SqlStatement;
import dev.connectorproxy.database.statement.WhereClause;
import dev.connectorproxy.spi.Arguments;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.stream.Collectors;

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
        var schema = SchemaArgument.of(arguments);
        OrderClause.refuse(schema);
        var set = schema.object("set");
        if (set.isEmpty()) {
            throw invalid("schema.set is empty");
        }
        var assignments =
                set.keySet().stream()
                        .map(column -> Identifier.simple(column, "column") + " = ?")
                        .collect(Collectors.joining(", "));
        var where = WhereClause.of(schema);
        var returning = ReturningClause.of(schema);
        var values = new ArrayList<JsonValue>(set.values());
        values.addAll(where.values());
        return SqlStatement.single(
                "UPDATE "
                        + table(arguments)
                        + " SET "
                        + assignments
                        + where.sql()
                        + returning.sql(),
                values,
                returning.resultForm());
    }
}
