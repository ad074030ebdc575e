package dev.connectorproxy.connector.postgres;

import static dev.connectorproxy.database.statement.SqlArgumentErrors.invalid;

import dev.connectorproxy.connector.postgres.session.PostgresRunner;
import dev.connectorproxy.database.statement.Placeholders;
import dev.connectorproxy.database.statement.SchemaArgument;
import dev.connectorproxy.database.statement.SqlStatement;
import dev.connectorproxy.spi.Arguments;
import jakarta.json.JsonValue;

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
        var schema = SchemaArgument.of(arguments);
        var sql = schema.text("sql");
        if (sql.isBlank()) {
            throw invalid("schema.sql is empty");
        }
        var statement =
                Placeholders.translate(
                        sql,
                        schema.isNull("values")
                                ? JsonValue.NULL
                                : schema.value("values").orElse(JsonValue.EMPTY_JSON_ARRAY));
        var form =
                statement.countsRows()
                        ? SqlStatement.ResultForm.COUNT
                        : SqlStatement.ResultForm.DONE;
        boolean fetch = schema.value("fetch_results").map(Arguments::isTruthy).orElse(false);
        return SqlStatement.single(
                statement.sql(), statement.values(), fetch ? SqlStatement.ResultForm.ROWS : form);
    }
}
