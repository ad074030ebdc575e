package dev.connectorproxy.database.statement;

import static dev.connectorproxy.database.statement.SqlArgumentErrors.describeType;
import static dev.connectorproxy.database.statement.SqlArgumentErrors.invalid;

import dev.connectorproxy.database.statement.SqlStatement.ResultForm;
import dev.connectorproxy.database.statement.SqlStatement.Tolerated;
import dev.connectorproxy.spi.Arguments;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;

/// Makes the statements of the commands of their arguments `table_name` and `schema`. Values are bound; names are parsed and
/// quoted. Every method fails with a [dev.connectorproxy.spi.ConnectorException] `InvalidParameters`.
///
/// @param selectCommand the command that has `order_by` and `limit`, for messages
public record StatementFactory(Dialect dialect, String selectCommand) {

    public SqlStatement createTable(Arguments arguments) {
        var table = table(arguments);
        var columns =
                SchemaArgument.of(arguments).list("column_definitions").stream()
                        .map(this::columnDefinition)
                        .collect(Collectors.joining(", ", " (", ")"));
        return switch (dialect.tables()) {
            case IF_EXISTS ->
                    SqlStatement.ofTable(
                            "CREATE TABLE IF NOT EXISTS " + table + columns, Tolerated.NONE);
            case OBJECT_ID ->
                    SqlStatement.ofTable(
                            "IF OBJECT_ID(N'%s', N'U') IS NULL CREATE TABLE %s"
                                    .formatted(table.replace("'", "''"), table + columns),
                            Tolerated.NONE);
            case TOLERATED ->
                    SqlStatement.ofTable("CREATE TABLE " + table + columns, Tolerated.TABLE_EXISTS);
        };
    }

    public SqlStatement dropTable(Arguments arguments) {
        return dialect.tables() == Dialect.Tables.TOLERATED
                ? SqlStatement.ofTable("DROP TABLE " + table(arguments), Tolerated.TABLE_MISSING)
                : SqlStatement.ofTable("DROP TABLE IF EXISTS " + table(arguments), Tolerated.NONE);
    }

    public SqlStatement insert(Arguments arguments) {
        var schema = SchemaArgument.of(arguments);
        var columns = schema.texts("columns");
        var names =
                columns.stream()
                        .map(column -> Identifier.simple(column, "column", dialect))
                        .collect(Collectors.joining(", "));
        var returning = ReturningClause.of(schema, "INSERT", dialect);
        var placeholders = String.join(", ", Collections.nCopies(columns.size(), "?"));
        var sql =
                "INSERT INTO %s (%s)%s VALUES (%s)%s"
                        .formatted(
                                table(arguments),
                                names,
                                returning.output(),
                                placeholders,
                                returning.suffix());
        return new SqlStatement(
                sql,
                rows(schema.list("values"), columns.size()),
                returning.resultForm(),
                returning.keys(),
                Tolerated.NONE);
    }

    public SqlStatement select(Arguments arguments) {
        var schema = SchemaArgument.of(arguments);
        var columns =
                schema.texts("columns").stream()
                        .map(column -> Identifier.selected(column, dialect))
                        .collect(Collectors.joining(", "));
        var where = WhereClause.of(schema, dialect);
        var order = OrderClause.sql(schema, dialect);
        var limit = OrderClause.limit(schema);
        var values = new ArrayList<>(where.values());
        var rest = columns + " FROM " + table(arguments) + where.sql() + order;
        if (limit.isEmpty()) {
            return SqlStatement.single("SELECT " + rest, values, ResultForm.ROWS);
        }
        values.add(dialect.limit() == Dialect.Limit.TOP ? 0 : values.size(), limit.get());
        var sql =
                switch (dialect.limit()) {
                    case LIMIT -> "SELECT " + rest + " LIMIT ?";
                    case TOP -> "SELECT TOP (?) " + rest;
                    case FETCH_FIRST -> "SELECT " + rest + " FETCH FIRST ? ROWS ONLY";
                };
        return SqlStatement.single(sql, values, ResultForm.ROWS);
    }

    public SqlStatement update(Arguments arguments) {
        var schema = SchemaArgument.of(arguments);
        OrderClause.refuse(schema, selectCommand);
        var set = schema.object("set");
        if (set.isEmpty()) {
            throw invalid("schema.set is empty");
        }
        var assignments =
                set.keySet().stream()
                        .map(column -> Identifier.simple(column, "column", dialect) + " = ?")
                        .collect(Collectors.joining(", "));
        var where = WhereClause.of(schema, dialect);
        var returning = ReturningClause.of(schema, "UPDATE", dialect);
        var values = new ArrayList<JsonValue>(set.values());
        values.addAll(where.values());
        return SqlStatement.single(
                "UPDATE "
                        + table(arguments)
                        + " SET "
                        + assignments
                        + returning.output()
                        + where.sql()
                        + returning.suffix(),
                values,
                returning.resultForm());
    }

    public SqlStatement delete(Arguments arguments) {
        var schema = SchemaArgument.of(arguments);
        OrderClause.refuse(schema, selectCommand);
        var where = WhereClause.of(schema, dialect);
        var returning = ReturningClause.of(schema, "DELETE", dialect);
        return SqlStatement.single(
                "DELETE FROM "
                        + table(arguments)
                        + returning.output()
                        + where.sql()
                        + returning.suffix(),
                where.values(),
                returning.resultForm());
    }

    /// The SQL of the caller, with placeholders as in psycopg.
    ///
    /// @throws dev.connectorproxy.spi.ConnectorException also the name of a Python exception, for placeholders that do
    ///     not match the values
    public SqlStatement any(Arguments arguments) {
        var schema = SchemaArgument.of(arguments);
        var sql = schema.text("sql");
        if (sql.isBlank()) {
            throw invalid("schema.sql is empty");
        }
        var given =
                schema.isNull("values")
                        ? JsonValue.NULL
                        : schema.value("values").orElse(JsonValue.EMPTY_JSON_ARRAY);
        var statement = Placeholders.translate(sql, given, dialect);
        var form = statement.countsRows() ? ResultForm.COUNT : ResultForm.DONE;
        boolean fetch = schema.value("fetch_results").map(Arguments::isTruthy).orElse(false);
        return SqlStatement.single(
                statement.sql(), statement.values(), fetch ? ResultForm.ROWS : form);
    }

    /// The quoted name of the table.
    private String table(Arguments arguments) {
        return Identifier.table(arguments.requiredString("table_name"), dialect);
    }

    private String columnDefinition(JsonValue definition) {
        if (definition instanceof JsonObject column
                && column.get("name") instanceof JsonString name
                && column.get("type") instanceof JsonString type) {
            return Identifier.simple(name.getString(), "column", dialect)
                    + " "
                    + ColumnType.check(type.getString(), dialect);
        }
        throw invalid(
                "every element of schema.column_definitions must be an object with the texts 'name' and 'type'");
    }

    private static List<List<JsonValue>> rows(JsonArray values, int width) {
        var rows = new ArrayList<List<JsonValue>>();
        for (var element : values) {
            if (!(element instanceof JsonArray row)) {
                throw invalid(
                        "schema.values must be a list of rows, each a list; row %d is %s"
                                .formatted(rows.size() + 1, describeType(element)));
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
