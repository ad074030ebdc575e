package dev.connectorproxy.connector.postgres;

import static dev.connectorproxy.connector.postgres.sql.SqlArgumentErrors.invalid;

import dev.connectorproxy.connector.postgres.session.StatementRunner;
import dev.connectorproxy.connector.postgres.sql.Placeholders;
import dev.connectorproxy.connector.postgres.sql.SchemaArgument;
import dev.connectorproxy.connector.postgres.sql.SqlStatement;
import dev.connectorproxy.spi.Arguments;
import jakarta.json.JsonValue;

/// `postgres_v2/DoSQL`.
final class DoSQL extends SqlCommand {
    DoSQL(StatementRunner runner) {
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
