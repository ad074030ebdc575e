package dev.connectorproxy.connector.sql;

import static dev.connectorproxy.spi.ParameterDetails.ofLabel;

import dev.connectorproxy.connector.sql.session.SqlRunner;
import dev.connectorproxy.connector.sql.session.SqlSettings;
import dev.connectorproxy.database.statement.StatementFailure;
import dev.connectorproxy.spi.Command;
import dev.connectorproxy.spi.CommandDetails;
import dev.connectorproxy.spi.CommandSpec;
import dev.connectorproxy.spi.ConnectionUse;
import dev.connectorproxy.spi.ConnectorContext;
import dev.connectorproxy.spi.ConnectorInfo;
import dev.connectorproxy.spi.ConnectorProvider;
import dev.connectorproxy.spi.ErrorCode;
import dev.connectorproxy.spi.Parameter;
import dev.connectorproxy.spi.ParameterType;
import java.net.URL;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
                            ofLabel("URL")
                                    .inGroup(CONNECTION_GROUP)
                                    .withExample("jdbc:mariadb://db.example.com/shop"));
    private static final Parameter USER =
            Parameter.optional("user", ParameterType.STR, "The user who logs in.")
                    .withDetails(ofLabel("User").inGroup(CONNECTION_GROUP));
    private static final Parameter PASSWORD =
            Parameter.optional("password", ParameterType.STR, "The password of the user.")
                    .withDetails(ofLabel("Password").inGroup(CONNECTION_GROUP).asSecret());
    private static final Parameter TABLE =
            Parameter.required(
                            "table_name",
                            ParameterType.STR,
                            "The table, with its schema or without: table or schema.table.")
                    .withDetails(ofLabel("Table").withExample("shop.orders"));
    private static final ConnectionUse CONNECTION =
            new ConnectionUse("jdbc", Map.of("url", "url", "user", "user", "password", "password"));

    private static final List<String> ERRORS =
            Stream.concat(
                            StatementFailure.CODES.stream(),
                            Stream.of(
                                    "LockNotAvailable", ErrorCode.CONNECTOR_NOT_CONFIGURED.code()))
                    .toList();

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
        var spec =
                new CommandSpec(
                        kind.command(),
                        kind.description(),
                        parameters(kind),
                        ERRORS,
                        true,
                        CommandDetails.NONE.withConnections(List.of(CONNECTION)));
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
                            .withDetails(ofLabel("What to do")));
        }
        return parameters;
    }
}
