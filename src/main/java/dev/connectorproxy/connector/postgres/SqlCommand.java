package dev.connectorproxy.connector.postgres;

import dev.connectorproxy.spi.Arguments;
import dev.connectorproxy.spi.Call;
import dev.connectorproxy.spi.Command;
import dev.connectorproxy.spi.CommandResult;
import dev.connectorproxy.spi.CommandSpec;
import dev.connectorproxy.spi.Parameter;
import dev.connectorproxy.spi.ParameterType;
import jakarta.json.JsonValue;
import java.util.List;

/// What the seven commands share: one statement made of the arguments, run in one transaction.
abstract class SqlCommand implements Command {
    private static final Parameter CONNECTION =
            Parameter.required(
                    "database_connection_str",
                    ParameterType.STR,
                    "Where the database is: libpq's key=value pairs or a postgresql:// URL.");
    private static final Parameter TABLE =
            Parameter.required(
                    "table_name",
                    ParameterType.STR,
                    "The table, with its schema or without: table or schema.table.");

    private final CommandSpec spec;
    private final Database database;

    /// @param parameters after those that name the database
    SqlCommand(String name, String description, List<Parameter> parameters, Database database) {
        this.spec = new CommandSpec(name, description, parameters, SqlErrors.LISTED).asStrict();
        this.database = database;
    }

    /// The parameters of a command on a table.
    static List<Parameter> onTable(String schema) {
        return List.of(CONNECTION, TABLE, schema(schema));
    }

    /// The parameters of a command on a table that needs to know no more.
    static List<Parameter> onTable() {
        return List.of(CONNECTION, TABLE);
    }

    /// The parameters of a command on the database.
    static List<Parameter> onDatabase(String schema) {
        return List.of(CONNECTION, schema(schema));
    }

    /// The statement.
    abstract Work work(Arguments arguments);

    @Override
    public final CommandSpec spec() {
        return spec;
    }

    @Override
    public final CommandResult execute(Arguments arguments, Call call) {
        var work = work(arguments);
        var target = Target.parse(arguments.requiredString("database_connection_str"));
        return database.run(target, work, call);
    }

    @Override
    public final JsonValue failureBody(String message) {
        return JsonValue.NULL;
    }

    /// The quoted name of the table.
    static String table(Arguments arguments) {
        return Identifier.table(arguments.requiredString("table_name"));
    }

    private static Parameter schema(String description) {
        return Parameter.required("schema", ParameterType.ANY, description);
    }
}
