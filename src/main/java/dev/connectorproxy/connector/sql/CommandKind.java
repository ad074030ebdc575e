package dev.connectorproxy.connector.sql;

import dev.connectorproxy.database.statement.SqlStatement;
import dev.connectorproxy.database.statement.StatementFactory;
import dev.connectorproxy.spi.Arguments;
import java.util.function.BiFunction;

/// The commands, each with the texts of the catalogue.
enum CommandKind {
    CREATE_TABLE(
            "CreateTable",
            "Creates a table unless there is one of that name.",
            "The columns: {column_definitions: [{name, type}, …]}; a type may carry constraints, such as 'int PRIMARY KEY'.",
            StatementFactory::createTable),
    DROP_TABLE(
            "DropTable",
            "Drops a table if there is one of that name.",
            "",
            StatementFactory::dropTable),
    INSERT(
            "InsertValues",
            "Inserts rows into a table, all of them or none.",
            "The rows: {columns: [name, …], values: [[value, …], …], returning: [name, …]}.",
            StatementFactory::insert),
    SELECT(
            "SelectValues",
            "Reads rows of a table; hands back a list of rows, each a list of values.",
            "What to read: {columns: [name, …], where: [[column, operator, value], …], order_by: [[column, 'ASC' or 'DESC'], …], limit}; without where, every row.",
            StatementFactory::select),
    UPDATE(
            "UpdateValues",
            "Changes rows of a table.",
            "What to change: {set: {column: value, …}, where: [[column, operator, value], …], returning: [name, …]}; without where, every row.",
            StatementFactory::update),
    DELETE(
            "DeleteValues",
            "Deletes rows of a table.",
            "Which rows: {where: [[column, operator, value], …], returning: [name, …]}; without where, every row.",
            StatementFactory::delete),
    ANY(
            "DoSQL",
            "Runs any SQL in one transaction.",
            "The statement: {sql, values: [value, …], fetch_results}; %s in sql stands for the next value, %% for a percent sign.",
            StatementFactory::any);

    private final String command;
    private final String description;
    private final String schema;
    private final BiFunction<StatementFactory, Arguments, SqlStatement> statement;

    /// @param schema describes the parameter `schema`; empty without it
    CommandKind(
            String command,
            String description,
            String schema,
            BiFunction<StatementFactory, Arguments, SqlStatement> statement) {
        this.command = command;
        this.description = description;
        this.schema = schema;
        this.statement = statement;
    }

    String command() {
        return command;
    }

    String description() {
        return description;
    }

    /// The description of the parameter `schema`; empty without it.
    String schema() {
        return schema;
    }

    SqlStatement statement(StatementFactory factory, Arguments arguments) {
        return statement.apply(factory, arguments);
    }
}
