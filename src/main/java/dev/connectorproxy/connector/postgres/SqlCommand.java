package dev.connectorproxy.connector.postgres;

import static dev.connectorproxy.spi.ParameterDetails.ofLabel;

import dev.connectorproxy.connector.postgres.dsn.ConnectionTarget;
import dev.connectorproxy.connector.postgres.session.PostgresRunner;
import dev.connectorproxy.connector.postgres.sql.PostgresDialect;
import dev.connectorproxy.database.statement.SqlStatement;
import dev.connectorproxy.database.statement.StatementFactory;
import dev.connectorproxy.database.statement.StatementFailure;
import dev.connectorproxy.spi.Arguments;
import dev.connectorproxy.spi.Call;
import dev.connectorproxy.spi.Command;
import dev.connectorproxy.spi.CommandDetails;
import dev.connectorproxy.spi.CommandResult;
import dev.connectorproxy.spi.CommandSpec;
import dev.connectorproxy.spi.ConnectionUse;
import dev.connectorproxy.spi.ConnectorException;
import dev.connectorproxy.spi.Parameter;
import dev.connectorproxy.spi.ParameterType;
import dev.connectorproxy.spi.TreeSize;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.Map;

/// Base class of the seven commands: makes one statement of the arguments and runs it in one transaction.
abstract class SqlCommand implements Command {
    static final StatementFactory STATEMENTS =
            new StatementFactory(PostgresDialect.DIALECT, "SelectValuesV2");

    private static final Parameter CONNECTION =
            Parameter.required(
                            "database_connection_str",
                            ParameterType.STR,
                            "Where the database is: libpq's key=value pairs or a postgresql:// URL.")
                    .withDetails(ofLabel("Connection string").asSecret());
    private static final ConnectionUse CREDENTIALS =
            new ConnectionUse("postgres", Map.of("connection-string", CONNECTION.id()));
    private static final Parameter TABLE =
            Parameter.required(
                            "table_name",
                            ParameterType.STR,
                            "The table, with its schema or without: table or schema.table.")
                    .withDetails(ofLabel("Table").withExample("public.orders"));

    private final CommandSpec spec;
    private final PostgresRunner runner;

    /// @param parameters all parameters, including those that name database and table
    SqlCommand(String name, String description, List<Parameter> parameters, PostgresRunner runner) {
        this.spec =
                new CommandSpec(
                        name,
                        description,
                        parameters,
                        StatementFailure.CODES,
                        true,
                        CommandDetails.NONE.withConnections(List.of(CREDENTIALS)));
        this.runner = runner;
    }

    static List<Parameter> onTable(String schema) {
        return List.of(CONNECTION, TABLE, schema(schema));
    }

    /// The parameters of a command on a table without `schema`.
    static List<Parameter> onTable() {
        return List.of(CONNECTION, TABLE);
    }

    static List<Parameter> onDatabase(String schema) {
        return List.of(CONNECTION, schema(schema));
    }

    /// Converts the arguments to a statement.
    ///
    /// @throws dev.connectorproxy.spi.ConnectorException `InvalidParameters`, or the name of a Python exception for
    ///     placeholders that do not match the values
    abstract SqlStatement toStatement(Arguments arguments);

    @Override
    public final CommandSpec spec() {
        return spec;
    }

    @Override
    public final CommandResult execute(Arguments arguments, Call call) {
        TreeSize.reserveTwice(arguments, call);
        arguments.requireEncodable();
        var statement = toStatement(arguments);
        var target = ConnectionTarget.parse(arguments.requiredString("database_connection_str"));
        return runner.run(target, statement, call);
    }

    @Override
    public final boolean testConnection(Arguments arguments, Call call) {
        var target = ConnectionTarget.parse(arguments.requiredString(CONNECTION.id()));
        runner.run(
                target,
                SqlStatement.single("SELECT 1", List.of(), SqlStatement.ResultForm.ROWS),
                call);
        return true;
    }

    /// The servers, or the text of a connection string that is a reference to a secret.
    @Override
    public final String target(Arguments arguments) {
        var text = arguments.requiredString("database_connection_str");
        try {
            return ConnectionTarget.parse(text).hosts().toString();
        } catch (ConnectorException _) {
            return text;
        }
    }

    @Override
    public final JsonValue failureBody(String message) {
        return JsonValue.NULL;
    }

    private static Parameter schema(String description) {
        return Parameter.required("schema", ParameterType.STRUCTURED, description)
                .withDetails(ofLabel("Statement").withFormat("json"));
    }
}
