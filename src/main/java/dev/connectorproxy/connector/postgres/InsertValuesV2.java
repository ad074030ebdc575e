package dev.connectorproxy.connector.postgres;

import static dev.connectorproxy.database.statement.SqlArgumentErrors.invalid;

import dev.connectorproxy.connector.postgres.session.PostgresRunner;
import dev.connectorproxy.database.statement.Identifier;
import dev.connectorproxy.database.statement.ReturningClause;
import dev.connectorproxy.database.statement.SchemaArgument;
import dev.connectorproxy.database.statement.SqlArgumentErrors;
import dev.connectorproxy.database.statement.SqlStatement;
import dev.connectorproxy.spi.Arguments;
import jakarta.json.JsonArray;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;

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
        var schema = SchemaArgument.of(arguments);
        var columns = schema.texts("columns");
        var names =
                columns.stream()
                        .map(column -> Identifier.simple(column, "column"))
                        .collect(Collectors.joining(", "));
        var returning = ReturningClause.of(schema);
        var placeholders = String.join(", ", Collections.nCopies(columns.size(), "?"));
        return new SqlStatement(
                "INSERT INTO "
                        + table(arguments)
                        + " ("
                        + names
                        + ") VALUES ("
                        + placeholders
                        + ")"
                        + returning.sql(),
                rows(schema.list("values"), columns.size()),
                returning.resultForm());
    }

    private static List<List<JsonValue>> rows(JsonArray values, int width) {
        var rows = new ArrayList<List<JsonValue>>();
        for (var element : values) {
            if (!(element instanceof JsonArray row)) {
                throw invalid(
                        "schema.values must be a list of rows, each a list; row %d is %s"
                                .formatted(
                                        rows.size() + 1, SqlArgumentErrors.describeType(element)));
            }
            if (row.size() != width) {
                throw invalid(
                        "row %d of schema.values has %d values for %d columns"
                                .formatted(rows.size() + 1, row.size(), width));
            }
            rows.add(row);
        }
        return rows;
    }
}
