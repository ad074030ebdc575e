package dev.connectorproxy.connector.sql;

import dev.connectorproxy.connector.sql.session.SqlRunner;
import dev.connectorproxy.connector.sql.session.SqlSettings;
import dev.connectorproxy.spi.Command;
import dev.connectorproxy.spi.CommandDetails;
import dev.connectorproxy.spi.CommandSpec;
import dev.connectorproxy.spi.ConnectionUse;
import dev.connectorproxy.spi.ConnectorContext;
import dev.connectorproxy.spi.ConnectorInfo;
import dev.connectorproxy.spi.ConnectorProvider;
import dev.connectorproxy.spi.Parameter;
import dev.connectorproxy.spi.ParameterDetails;
import dev.connectorproxy.spi.ParameterType;
import jakarta.json.Json;
import java.net.URL;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// The connector `sql`.
public final class SqlConnector implements ConnectorProvider {
    private static final String CONNECTION_GROUP = "Connection";
    private static final Parameter URL =
            Parameter.required(
                            "url",
                            ParameterType.STR,
                            "Where the database is, such as jdbc:mariadb://host/database, jdbc:mysql://host/database, jdbc:sqlserver://host;databaseName=database or jdbc:oracle:thin:@//host/service; without user and password.")
                    .withDetails(
                            details(
                                    "URL",
                                    false,
                                    Optional.of("jdbc:mariadb://db.example.com/shop")));
    private static final Parameter USER =
            Parameter.optional("user", ParameterType.STR, "The user who logs in.")
                    .withDetails(details("User", false, Optional.empty()));
    private static final Parameter PASSWORD =
            Parameter.optional("password", ParameterType.STR, "The password of the user.")
                    .withDetails(details("Password", true, Optional.empty()));
    private static final Parameter TABLE =
            Parameter.required(
                            "table_name",
                            ParameterType.STR,
                            "The table, with its schema or without: table or schema.table.")
                    .withDetails(ParameterDetails.ofLabel("Table").withExample("shop.orders"));
    private static final ConnectionUse CONNECTION =
            new ConnectionUse("jdbc", Map.of("url", "url", "user", "user", "password", "password"));

    /// Many exception classes of psycopg are possible; these are the ones worth catching.
    private static final List<String> ERRORS =
            List.of(
                    "OperationalError",
                    "ProgrammingError",
                    "DataError",
                    "IntegrityError",
                    "InternalError",
                    "NotSupportedError",
                    "UniqueViolation",
                    "ForeignKeyViolation",
                    "NotNullViolation",
                    "CheckViolation",
                    "SyntaxError",
                    "UndefinedTable",
                    "UndefinedColumn",
                    "InsufficientPrivilege",
                    "InvalidTextRepresentation",
                    "SerializationFailure",
                    "DeadlockDetected",
                    "LockNotAvailable",
                    "QueryCanceled",
                    "IndexError",
                    "ReadTimeout",
                    "ResponseTooLarge",
                    "EgressBlocked",
                    "ConnectorNotConfigured");

    private SqlRunner runner; // null until asked for the commands

    @Override
    public String name() {
        return "sql";
    }

    @Override
    public ConnectorInfo info() {
        return new ConnectorInfo(
                "SQL databases",
                "Reads and changes tables of MySQL, MariaDB, SQL Server, Oracle and other databases with a JDBC driver.",
                "database",
                "");
    }

    @Override
    public List<Command> commands(ConnectorContext context) {
        runner = new SqlRunner(context.egress(), SqlSettings.create(context.settings()));
        return Stream.of(CommandKind.values()).map(this::command).toList();
    }

    /// Closes the idle connections and ends the thread that watches them.
    @Override
    public void close() {
        if (runner != null) {
            runner.close();
        }
    }

    private Command command(CommandKind kind) {
        var details =
                new CommandDetails("", Optional.empty(), Optional.empty(), List.of(CONNECTION));
        var spec =
                new CommandSpec(kind.command(), kind.description(), parameters(kind), ERRORS)
                        .asStrict()
                        .withDetails(details);
        return new JdbcCommand(spec, kind, runner);
    }

    private static List<Parameter> parameters(CommandKind kind) {
        var parameters = new ArrayList<>(List.of(URL, USER, PASSWORD));
        if (kind != CommandKind.ANY) {
            parameters.add(TABLE);
        }
        if (!kind.schema().isEmpty()) {
            parameters.add(
                    Parameter.required("schema", ParameterType.STRUCTURED, kind.schema())
                            .withDetails(ParameterDetails.ofLabel("What to do")));
        }
        return parameters;
    }

    private static ParameterDetails details(
            String label, boolean secret, Optional<String> example) {
        return new ParameterDetails(
                label,
                "",
                CONNECTION_GROUP,
                secret,
                example.map(Json::createValue),
                ParameterDetails.Visibility.NORMAL);
    }
}
