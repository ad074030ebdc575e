package dev.connectorproxy.connector.postgres;

import static dev.connectorproxy.database.statement.SqlArgumentErrors.invalid;

import dev.connectorproxy.connector.postgres.session.PostgresRunner;
import dev.connectorproxy.database.statement.ColumnType;
import dev.connectorproxy.database.statement.Identifier;
import dev.connectorproxy.database.statement.SchemaArgument;
import dev.connectorproxy.database.statement.SqlStatement;
import dev.connectorproxy.spi.Arguments;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.stream.Collectors;

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
        var columns =
                SchemaArgument.of(arguments).list("column_definitions").stream()
                        .map(CreateTableV2::column)
                        .collect(Collectors.joining(", "));
        var sql = "CREATE TABLE IF NOT EXISTS " + table(arguments) + " (" + columns + ")";
        return SqlStatement.single(sql, List.of(), SqlStatement.ResultForm.DONE);
    }

    private static String column(JsonValue definition) {
        if (definition instanceof JsonObject column
                && column.get("name") instanceof JsonString name
                && column.get("type") instanceof JsonString type) {
            return Identifier.simple(name.getString(), "column")
                    + " "
                    + ColumnType.check(type.getString());
        }
        throw invalid(
                "every element of schema.column_definitions must be an object with the texts 'name' and 'type'");
    }
}
